"""Draws up blind sheets on which people score answers, statement by statement, and the key that stays behind.

The scores are those of the Government of Canada's AI Answers (system card, "Evaluation Methods"): each sentence 100, 80
or 0, the citation 25, 20 or 0. A sheet tells nothing of the run, the model, the outcome or the confidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pydantic import BaseModel, ConfigDict

from assistant.messages import SourceEntry, Statement
from evals.run import Answered
from ingest.read.grids import Column, Table
from knowledge.documents import STATE_NAMES
from knowledge.profile import PHASE_NAMES, TYPE_NAMES, Profile

STATEMENT_POINTS, CITATION_POINTS = (100, 80, 0), (25, 20, 0)
CODE, STATEMENT, CITATION, COMMENT = "Kennung", "Punkte Aussage", "Punkte Quelle", "Bemerkung"
COLUMNS = (
    Column(CODE, 11), Column("Frage", 34), Column("Zur Kommune", 18), Column("Aussage", 46), Column("Belegstelle", 60),
    Column("Quelle", 32), Column("Adresse", 28), Column(STATEMENT, 10, STATEMENT_POINTS, to_fill=True),
    Column(CITATION, 10, CITATION_POINTS, to_fill=True), Column(COMMENT, 34, to_fill=True),
)  # fmt: skip
NOTES = (
    "So bewerten Sie die Antworten",
    "Jede Zeile im Blatt „Bogen“ enthält eine Aussage einer Antwort. Zeilen, deren Kennung vor dem Strich gleich ist, "
    "gehören zu derselben Antwort und stehen in der Reihenfolge, in der sie gelesen werden.",
    "Punkte Aussage: 100, wenn die Aussage richtig ist und bei dieser Frage hilft. 80, wenn sie im Kern richtig ist, "
    "aber ungenau, unvollständig oder am Rand der Frage. 0, wenn sie falsch ist, in die Irre führt oder nichts mit der "
    "Frage zu tun hat.",
    "Punkte Quelle: 25, wenn die Belegstelle die Aussage trägt und die Quelle passt. 20, wenn sie nur einen Teil trägt "
    "oder eine andere Quelle näher läge. 0, wenn sie die Aussage nicht trägt oder eine Quelle fehlt.",
    "Lassen Sie eine Zelle leer, wenn Sie etwas nicht beurteilen können. Schreiben Sie den Grund in die Bemerkung.",
    "Bewerten Sie allein, und sprechen Sie sich vorher nicht ab. Sonst lässt sich nicht messen, wie einig Sie sind.",
    "Sie dürfen sortieren und filtern. Bitte ändern Sie die Kennungen und die Überschriften nicht.",
    "Gesamtpunkte einer Antwort, 0 bis 100: 0,75 mal die mittleren Punkte ihrer Aussagen, dazu die mittleren Punkte "
    "ihrer Quellen.",
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily taken for another
_CODE_LENGTH = 4


class Coded(BaseModel):
    """Where a code leads: the set, the question and its id, and the text of the statement."""

    model_config = ConfigDict(frozen=True)
    set: str
    id: str
    question: str
    text: str


class SheetKey(BaseModel):
    """The key of some sheets: of which run they are, and where each code leads."""

    model_config = ConfigDict(frozen=True)
    run: str
    seed: int
    codes: dict[str, Coded]


@dataclass(frozen=True, slots=True)
class Item:
    """A statement to score: its code on the sheet, the answer it is of, and which of its statements, from 0."""

    code: str
    answered: Answered
    index: int

    @property
    def statement(self) -> Statement:
        return self.answered.reply.statements[self.index]


def items_of(answered: Sequence[Answered], n: int, seed: int) -> tuple[tuple[Item, ...], ...]:
    """Return the statements of `n` answers drawn at random, or of all; only answers that state something are drawn.

    The codes are drawn too, so that neither they nor the order tell where an answer comes from.
    """
    random = Random(seed)  # noqa: S311
    stating = [a for a in answered if a.reply.statements]
    drawn = random.sample(stating, min(n, len(stating)))
    codes: dict[str, Answered] = {}
    while len(codes) < len(drawn):
        code = "".join(random.choices(_LETTERS, k=_CODE_LENGTH))
        if code not in codes:
            codes[code] = drawn[len(codes)]
    return tuple(
        tuple(Item(f"{code}-{index + 1}", answer, index) for index in range(len(answer.reply.statements)))
        for code, answer in codes.items()
    )


def sheet_of(items: Sequence[Sequence[Item]], rater: int, seed: int) -> Table:
    """Return the sheet of a rater, counted from 1: all get the same answers, each in an order of their own."""
    order = list(items)
    Random(f"{seed} {rater}").shuffle(order)  # noqa: S311
    return Table("Bogen", COLUMNS, [_row(item) for answer in order for item in answer], NOTES)


def key_of(items: Sequence[Sequence[Item]], run: str, seed: int) -> SheetKey:
    """Return what leads from the codes back to the run."""
    codes = {
        item.code: Coded(
            set=item.answered.set_name,
            id=item.answered.question.id,
            question=item.answered.question.question,
            text=item.statement.text,
        )
        for answer in items
        for item in answer
    }
    return SheetKey(run=run, seed=seed, codes=codes)


def _row(item: Item) -> tuple[str | int | None, ...]:
    reply, statement = item.answered.reply, item.statement
    sources = [source for source in reply.sources if source.n in statement.citations]
    said = f"{statement.heading}\n{statement.text}" if statement.heading else statement.text
    passages = "\n\n".join(f"[{source.n}] {_passage(source, item.answered)}" for source in sources)
    addresses = "\n".join(dict.fromkeys(_addresses(sources)))
    return (
        item.code, _question(item.answered), _asker(item.answered.question.asker), said, passages,
        "\n".join(map(_named, sources)) or "keine Quelle", addresses, None, None, None,
    )  # fmt: skip


def _question(answered: Answered) -> str:
    question = answered.question
    asked_on = f"Gefragt am {question.today:%d.%m.%Y}:" if question.today else ""
    before = [f"Zuvor: {earlier}" for earlier in question.dialogue]
    return "\n".join(filter(None, [*before, asked_on, question.question]))


def _asker(profile: Profile) -> str:
    size = f"{profile.population:,} Einwohner".replace(",", ".") if profile.population else ""
    kind = TYPE_NAMES[profile.type] if profile.type else ""
    phase = f"Phase {PHASE_NAMES[profile.phase]}" if profile.phase else ""
    return ", ".join(filter(None, [kind, size, STATE_NAMES.get(profile.state or "", ""), phase]))


def _passage(source: SourceEntry, answered: Answered) -> str:
    return answered.passages.get(source.passage_id, source.quote)


def _named(source: SourceEntry) -> str:
    where = ", ".join(filter(None, (source.heading, source.pages)))
    return f"[{source.n}] {source.title} › {where} (Stand {source.as_of or 'unbekannt'})"


def _addresses(sources: Sequence[SourceEntry]) -> Iterator[str]:
    for source in sources:
        yield from filter(None, [source.url, *(origin.url for origin in source.origins)])
