"""What `lotse eval run` does: puts question sets to a Lotse, writes its answers down, and scores them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from api.examinees import opened_here, serving_at
from api.settings import read_settings
from evals.kept import as_row
from evals.questions import QuestionSet, read_sets, sampled
from evals.run import Answered, Examinee, run_sets, unknown_documents
from evals.scores import failures, report
from evals.shares import missed_nuggets
from knowledge.errors import LotseError
from knowledge.indexes import Progress


class AnswersNotWritten(LotseError):
    """The folder for answers and scores cannot be written to."""

    code = "answers_not_written"


def measure(
    files: Sequence[Path], progress: Progress, *, against: str | None, out: Path | None, limit: int | None, seed: int
) -> dict[str, Any]:
    """Return the report with `failures`, the relevant documents that are unknown, and how many questions were left out.

    A server answers as of its own date, so questions with a date of their own are left out there.
    Raises SetInvalid, AddressInvalid, AnswersNotWritten, ServerUnavailable, and what opening the knowledge raises.
    """
    sets = read_sets(files)
    chosen = sampled(sets, limit, seed) if limit else sets
    asked = _undated(chosen) if against else chosen
    with _examinee(against, progress) as examinee:
        unknown = unknown_documents(asked, examinee)
        answered = _kept(run_sets(asked, examinee, progress), out)
    found = {
        **report(answered, seed),
        "seed": seed,
        "left_out": _size(chosen) - _size(asked),
        "unknown_documents": unknown,
        "failures": [_failure(answer) for answer in failures(answered)],
    }
    if out:
        with _writing(out / "scores.json") as file:
            json.dump(found, file, ensure_ascii=False, indent=2)
    return found


def _undated(sets: Sequence[QuestionSet]) -> tuple[QuestionSet, ...]:
    return tuple(QuestionSet(one.name, tuple(q for q in one.questions if q.today is None)) for one in sets)


def _size(sets: Sequence[QuestionSet]) -> int:
    return sum(len(one.questions) for one in sets)


@contextmanager
def _examinee(against: str | None, progress: Progress) -> Iterator[Examinee]:
    if against:
        yield serving_at(against)
        return
    with opened_here(read_settings(), progress) as examinee:
        yield examinee


def _kept(answered: Iterator[Answered], out: Path | None) -> list[Answered]:
    """Return the answers, each written down as soon as it is there: asking is the costly half."""
    if out is None:
        return list(answered)
    kept = []
    with _writing(out / "answers.jsonl") as file:
        for answer in answered:
            file.write(json.dumps(as_row(answer), ensure_ascii=False) + "\n")
            kept.append(answer)
    return kept


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise AnswersNotWritten(f"{path} lässt sich nicht schreiben ({error.strerror}).") from error


def _failure(answer: Answered) -> dict[str, Any]:
    question = answer.question
    return {
        "set": answer.set_name,
        "id": question.id,
        "question": question.question,
        "expected": question.expected,
        "outcome": answer.reply.outcome,
        "relevant": list(question.relevant),
        "documents": list(answer.ranking[:5]),
        "missed_nuggets": missed_nuggets(answer),
    }
