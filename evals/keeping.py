"""Writes a run into its folder while it is asked: each answer at once, so a killed run goes on where it stopped."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from evals.about import About, differences
from evals.kept import ANSWERS, RUN, Run, RunInvalid, about_as_json, line_of, read_run
from evals.run import Answered, Key
from knowledge.errors import LotseError

AskOthers = Callable[[Collection[Key]], Iterator[Answered]]


class RunNotWritten(LotseError):
    """A run's folder cannot be written to."""

    code = "run_not_written"


class RunDiffers(LotseError):
    """A folder holds a run of other questions or settings; going on would mix two measurements."""

    code = "run_differs"
    exit_code = 2


class RunBusy(LotseError):
    """Another process is asking the questions of this run."""

    code = "run_busy"
    exit_code = 2


def keep(folder: Path, about: About, order: Sequence[Key], ask_others: AskOthers) -> Run:
    """Return the finished run, its answers in the `order` of the questions; `ask_others` gets the keys that are there.

    Raises RunDiffers, RunBusy, RunInvalid, RunNotWritten, and what asking raises; then all answers so far are kept.
    """
    with _alone(folder):
        begun = _begun(folder, about)
        answered = {answer.key: answer for answer in begun.answered}
        if begun.about.state == "finished" and answered.keys() == set(order):
            return begun
        for answer in ask_others(frozenset(answered)):
            _append(folder / ANSWERS, answer)
            answered[answer.key] = answer
        about = replace(begun.about, finished=datetime.now(UTC), state="finished")
        run = Run(about, tuple(answered[key] for key in order))
        replace_file(folder / ANSWERS, b"".join(map(line_of, run.answered)))
        replace_file(folder / RUN, about_as_json(run.about))
        return run


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises RunNotWritten."""
    with _writing(path.parent):
        partial = path.with_suffix(".partial")
        partial.write_bytes(content)
        partial.replace(path)


def _begun(folder: Path, about: About) -> Run:
    """Return the run of the folder if it is the same, cut to whole lines; a new one where there is none."""
    if not (folder / RUN).exists():
        if (folder / ANSWERS).exists():
            raise RunInvalid(
                f"In {folder} liegt {ANSWERS} ohne {RUN}: Antworten einer älteren Version. "
                "Nehmen Sie einen anderen Ordner für --out."
            )
        replace_file(folder / RUN, about_as_json(about))
        return Run(about, ())
    begun = read_run(folder)
    if different := differences(begun.about, about):
        raise RunDiffers(
            f"In {folder} liegt schon ein Lauf mit anderen Angaben: {'; '.join(different)}. "
            "Nehmen Sie einen anderen Ordner für --out, oder stellen Sie die Angaben wieder her."
        )
    replace_file(folder / ANSWERS, b"".join(map(line_of, begun.answered)))
    return begun


def _append(path: Path, answer: Answered) -> None:
    with _writing(path.parent), path.open("ab") as file:
        file.write(line_of(answer))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the run while inside; the kernel frees it when its holder dies."""
    lock = FileLock(folder / ".run.lock")
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise RunBusy(f"Den Lauf in {folder} schreibt gerade ein anderer Befehl. Warten Sie auf ihn.") from error
    with lock:
        yield


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunNotWritten(
            f"{folder} lässt sich nicht schreiben ({error.strerror}). Prüfen Sie Platz, Ordner und Rechte."
        ) from error
