"""Reads question sets (JSON Lines, CSV, Excel): questions with the documents, nuggets and outcomes expected."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from evals.outcomes import outcomes_of
from evals.tables import ENDINGS, QuestionTable, Row, read_table
from ingest.read.grids import TableUnreadable
from knowledge.documents import DocumentId, MunicipalityType, Phase, StateCode, Text
from knowledge.errors import LotseError, Problem
from knowledge.profile import Profile

SHOWN = 10  # problems named at once
_REASONS = {
    "missing": "fehlt",
    "string_type": "muss Text sein",
    "string_too_short": "darf nicht leer sein",
    "string_pattern_mismatch": "hat nicht die verlangte Form",
    "int_type": "muss eine ganze Zahl sein",
    "int_parsing": "muss eine ganze Zahl sein",
    "int_from_float": "muss eine ganze Zahl sein",
    "greater_than_equal": "ist zu klein",
    "less_than_equal": "ist zu groß",
    "tuple_type": "muss eine Liste sein",
    "bool_type": "muss true oder false sein",
    "bool_parsing": "muss true oder false sein",
    "model_type": "muss ein Objekt sein",
    "dict_type": "muss ein Objekt sein",
}


class SetInvalid(LotseError):
    """A question set cannot be read; each problem is named by file, line, field and reason."""

    code = "set_invalid"
    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        more = [f"… und {len(problems) - SHOWN} weitere."] if len(problems) > SHOWN else []
        super().__init__("\n".join([*map(str, problems[:SHOWN]), *more]))
        self.problems = tuple(problems)


def _known(expected: str) -> str:
    if not outcomes_of(expected):
        raise ValueError("ist kein Ausgang, den es gibt")
    return expected


def _listed(value: object) -> object:
    return () if value is None else [value] if isinstance(value, str) else value


Expected = Annotated[str, AfterValidator(_known)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ToldProfile(_Row):
    """What is told of the asking municipality."""

    state: StateCode | None = None
    population: Annotated[int, Field(ge=1, le=20_000_000)] | None = None
    type: MunicipalityType | None = None
    phase: Phase | None = None


class SetQuestion(_Row):
    """One question of a set, and what is expected of its reply; fields of other tools are let be.

    `dialogue` holds the asker's earlier messages, `today` the date on which it is asked, `status` what a programme has
    to be called on that date, `missing` what no document speaks of, `plan` whether a step plan has to come, `forbidden`
    what must not be shown anywhere in the reply, `tuned` whether the product was fitted to this question. Without
    `expected` any outcome will do.
    """

    id: Text
    question: Text
    dialogue: Texts = ()
    relevant: Annotated[tuple[DocumentId, ...], BeforeValidator(_listed)] = ()
    nuggets: Texts = ()
    profile: ToldProfile | None = None
    expected: Expected | None = None
    kind: str | None = Field(None, alias="class")
    style: str | None = None
    today: date | None = None
    status: dict[DocumentId, str] = {}
    tuned: bool | None = None
    missing: Texts = ()
    plan: bool | None = None
    forbidden: Texts = ()
    note: str | None = None

    @property
    def asker(self) -> Profile:
        """The profile as the assistant takes it."""
        told = self.profile or ToldProfile()
        return Profile(told.state, told.population, told.type, told.phase)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file or sheet, in order; `name` is the file's without its ending.

    `skipped` names the rows of a table that are wrong, `notes` what of it was not read, and `rows` says by question id
    where each question stands in it; a set in JSON Lines has none of these.
    """

    name: str
    questions: tuple[SetQuestion, ...]
    skipped: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)


def read_sets(files: Sequence[Path]) -> tuple[QuestionSet, ...]:
    """Return the question sets of some files, one per file or sheet. Raises SetInvalid with every problem of all.

    JSON Lines are taken whole or not at all; of a table the right rows are taken, the others named in `skipped`.
    """
    problems: list[Problem] = []
    stems = [file.stem for file in files]
    sets: list[QuestionSet] = []
    for file in files:
        name = file.stem if stems.count(file.stem) == 1 else str(file)
        if file.suffix.lower() in ENDINGS:
            sets += _tables(name, file, problems)
        else:
            sets.append(QuestionSet(name, tuple(_questions(file, problems))))
    if problems:
        raise SetInvalid(problems)
    return tuple(sets)


def sampled(sets: Sequence[QuestionSet], limit: int, seed: int) -> tuple[QuestionSet, ...]:
    """Return the sets with at most `limit` questions each, drawn at random and kept in their order.

    The first ones would not do: a set is often sorted by document or class.
    """
    drawn = []
    for one in sets:
        picked = sorted(Random(seed).sample(range(len(one.questions)), min(limit, len(one.questions))))  # noqa: S311
        drawn.append(replace(one, questions=tuple(one.questions[n] for n in picked)))
    return tuple(drawn)


def without_unknown(sets: Sequence[QuestionSet], known: Callable[[str], bool]) -> tuple[QuestionSet, ...]:
    """Return the sets without the table rows that expect an unknown document; `skipped` names them.

    Sets in JSON Lines stay as they are. Raises SetInvalid when no question is left of any set.
    """
    found = []
    for one in sets:
        unknown = {q.id: [key for key in q.relevant if not known(key)] for q in one.questions if q.id in one.rows}
        wrong = tuple(
            one.rows[row].problem("relevant", f"das Dokument {key} gibt es hier nicht")
            for row, keys in unknown.items()
            for key in keys
        )
        kept = tuple(q for q in one.questions if not unknown.get(q.id))
        found.append(replace(one, questions=kept, skipped=one.skipped + wrong))
    skipped = [problem for one in found for problem in one.skipped]
    if skipped and not any(one.questions for one in found):
        raise SetInvalid(skipped)
    return tuple(found)


def lines_of(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the questions as lines of one set; where sheets number alike, the sheet's name goes before each id."""
    ids = [question.id for one in sets for question in one.questions]
    apart = len(ids) == len(set(ids))
    for one in sets:
        for question in one.questions:
            row = question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            yield json.dumps(row if apart else row | {"id": f"{one.name}: {question.id}"}, ensure_ascii=False)


def _tables(name: str, file: Path, problems: list[Problem]) -> list[QuestionSet]:
    """Return a set per sheet that has questions; where no sheet has one, `problems` says why."""
    try:
        tables = read_table(file)
    except TableUnreadable as error:
        problems.append(Problem(str(file), "Datei", str(error)))
        return []
    sets = [_of_table(name if len(tables) == 1 else f"{name}: {table.sheet}", table) for table in tables]
    if not any(one.questions for one in sets):
        skipped = [problem for one in sets for problem in one.skipped]
        problems += skipped or [Problem(str(file), "Datei", "enthält keine Frage")]
    return [one for one in sets if one.questions or one.skipped]


def _of_table(name: str, table: QuestionTable) -> QuestionSet:
    questions: list[SetQuestion] = []
    rows: dict[str, Row] = {}
    wrong = list(table.problems)
    for row in table.rows:
        try:
            question = SetQuestion.model_validate(row.values)
        except ValidationError as error:
            wrong += [row.problem(str(at[-1] if at[0] == "profile" else at[0]), why) for at, why in _reasons(error)]
            continue
        if question.id in rows:
            wrong.append(row.problem("id", f"{question.id} steht schon in: {rows[question.id].place}"))
            continue
        questions.append(question)
        rows[question.id] = row
    return QuestionSet(name, tuple(questions), tuple(wrong), table.notes, rows)


def _questions(file: Path, problems: list[Problem]) -> Iterator[SetQuestion]:
    seen: set[str] = set()
    empty = True
    for place, values in _rows(file, problems):
        empty = False
        try:
            row = SetQuestion.model_validate(values)
        except ValidationError as error:
            problems += _problems(place, error)
            continue
        if row.id in seen:
            problems.append(Problem(place, "id", f"{row.id} kommt schon weiter oben vor"))
        seen.add(row.id)
        yield row
    if empty and not any(problem.file.startswith(str(file)) for problem in problems):
        problems.append(Problem(str(file), "Datei", "enthält keine Frage"))


def _rows(file: Path, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """Yield (file and line, the line's JSON value); lines without text are left out."""
    try:
        lines: Iterable[str] = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        problems.append(Problem(str(file), "Datei", f"lässt sich nicht lesen ({error.strerror})"))
        return
    except UnicodeDecodeError as error:
        problems.append(Problem(str(file), "Datei", f"ist kein UTF-8-Text (Byte {error.start})"))
        return
    for n, line in enumerate(lines, start=1):
        place = f"{file}, Zeile {n}"
        if not line.strip():
            continue
        try:
            yield place, json.loads(line)
        except (ValueError, RecursionError):
            problems.append(Problem(place, "Zeile", "ist kein gültiges JSON"))


def _problems(place: str, error: ValidationError) -> list[Problem]:
    return [Problem(place, ".".join(map(str, at)) or "Zeile", reason) for at, reason in _reasons(error)]


def _reasons(error: ValidationError) -> Iterator[tuple[tuple[int | str, ...], str]]:
    for e in error.errors(include_input=False, include_url=False):
        yield e["loc"], _reason(e["type"], e["msg"], e.get("ctx"))


def _reason(kind: str, message: str, context: dict[str, Any] | None) -> str:
    if kind == "literal_error" and context:
        return f"muss eines sein von {context['expected']}".replace(" or ", " oder ")
    if kind == "value_error":  # one of ours, and German
        return message.removeprefix("Value error, ")
    if kind.startswith("date"):
        return "ist kein gültiges Datum (JJJJ-MM-TT)"
    return _REASONS.get(kind, "hat keinen gültigen Wert")
