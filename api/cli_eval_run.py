"""What `lotse eval run` does: puts question sets to a Lotse, keeps its answers on wish, and scores them."""

import json
import platform
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from api.examinees import opened_here, serving_at
from api.settings import read_settings
from evals.about import HERE, About, digest_of
from evals.keeping import keep, replace_file
from evals.kept import RUN, SCORES, Run, read_about
from evals.questions import QuestionSet, SetInvalid, read_sets, sampled, without_unknown
from evals.run import Answered, Examinee, Key, run_sets, unknown_documents
from evals.scored import scored
from evals.scores import Scores
from knowledge.errors import Problem
from knowledge.indexes import Progress

IN_PROCESS = "in-process"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be run: sets, against which address (None opens the Lotse here), kept in which folder (None: not)."""

    files: Sequence[Path]
    against: str | None = None
    out: Path | None = None
    limit: int | None = None
    seed: int = 0
    workers: int = 1


def measure(wish: Wish, progress: Progress) -> Scores:
    """Return the scores of a run, `failures` among them; where the folder holds a part of it, only the rest is asked.

    A server answers as of its own date, so questions with a date of their own are left out there. Raises SetInvalid,
    AddressInvalid, RunInvalid, RunDiffers, RunBusy, RunNotWritten, ServerUnavailable, and what opening the knowledge
    raises.
    """
    whole = _read(wish.files)
    chosen = sampled(whole, wish.limit, wish.seed) if wish.limit else whole
    asked = _undated(chosen) if wish.against else chosen
    with _examinee(wish.against, progress) as examinee:
        right = without_unknown(asked, lambda key: bool(examinee.passages_of(key)))
        about = _about(wish, whole, right, examinee, left_out=_size(chosen) - _size(asked))

        def ask_others(already: Collection[Key]) -> Iterator[Answered]:
            return run_sets(right, examinee, progress, today=about.today, workers=wish.workers, already=already)

        order = [(one.name, question.id) for one in right for question in one.questions]
        run = keep(wish.out, about, order, ask_others) if wish.out else _unkept(about, order, ask_others(()))
    found = scored(run)
    if wish.out:
        write_scores(wish.out, found)
    return found


def write_scores(folder: Path, found: Scores) -> None:
    """Lay the scores of a run beside its answers. Raises RunNotWritten."""
    replace_file(folder / SCORES, json.dumps(found, ensure_ascii=False, indent=2).encode())


def _read(files: Sequence[Path]) -> tuple[QuestionSet, ...]:
    sets = read_sets(files)
    twice = sorted({one.name for one in sets if sum(other.name == one.name for other in sets) > 1})
    if twice:
        raise SetInvalid([Problem(name, "Datei", "ist zweimal genannt") for name in twice])
    return sets


def _undated(sets: Sequence[QuestionSet]) -> tuple[QuestionSet, ...]:
    return tuple(replace(one, questions=tuple(q for q in one.questions if q.today is None)) for one in sets)


def _size(sets: Sequence[QuestionSet]) -> int:
    return sum(len(one.questions) for one in sets)


@contextmanager
def _examinee(against: str | None, progress: Progress) -> Iterator[Examinee]:
    if against:
        yield serving_at(against)
        return
    with opened_here(read_settings(), progress) as examinee:
        yield examinee


def _about(
    wish: Wish, whole: Sequence[QuestionSet], asked: Sequence[QuestionSet], examinee: Examinee, *, left_out: int
) -> About:
    return About(
        sets=tuple(digest_of(one, part) for one, part in zip(whole, asked, strict=True)),
        seed=wish.seed,
        limit=wish.limit,
        workers=wish.workers,
        examinee=wish.against.rstrip("/") if wish.against else HERE,
        product=examinee.product,
        today=None if wish.against else _today(wish.out),
        left_out=left_out,
        unknown_documents=tuple(unknown_documents(asked, examinee)),
        python=platform.python_version(),
        platform=platform.platform(),
        started=datetime.now(UTC),
        skipped=tuple(problem for one in asked for problem in one.skipped),
        notes=tuple(problem for one in asked for problem in one.notes),
    )


def _today(out: Path | None) -> date:
    """Return the date of the run: what is set, else when it began; one that is continued keeps its date."""
    begun = read_about(out).today if out and (out / RUN).exists() else None
    return read_settings().knowledge.today or begun or date.today()


def _unkept(about: About, order: Sequence[Key], answers: Iterator[Answered]) -> Run:
    came = {answer.key: answer for answer in answers}
    return Run(about, tuple(came[key] for key in order))
