"""Reads what a run left in its folder: run.json (what it was) and answers.jsonl (one answer a line)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evals.about import About
from evals.run import Answered
from knowledge.errors import LotseError

RUN, ANSWERS, SCORES = "run.json", "answers.jsonl", "scores.json"
_ANSWERED = TypeAdapter(Answered)
_ABOUT = TypeAdapter(About)


class RunInvalid(LotseError):
    """A folder holds no run, or a run that cannot be read."""

    code = "run_invalid"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A run and its answers: all of them in the order of the questions once it is finished, else as they came."""

    about: About
    answered: tuple[Answered, ...]


def as_row(answered: Answered) -> dict[str, Any]:
    """Return an answer as JSON values; `answered_of` makes the equal answer of them."""
    row: dict[str, Any] = _ANSWERED.dump_python(answered, mode="json", by_alias=True)
    return row


def answered_of(row: dict[str, Any]) -> Answered:
    """Return the answer of a row. Raises pydantic's ValidationError."""
    return _ANSWERED.validate_json(json.dumps(row))


def line_of(answered: Answered) -> bytes:
    """Return an answer as a line of answers.jsonl."""
    return _ANSWERED.dump_json(answered, by_alias=True) + b"\n"


def about_as_json(about: About) -> bytes:
    """Return what run.json holds."""
    return _ABOUT.dump_json(about, indent=2)


def read_run(folder: Path) -> Run:
    """Return the run of a folder; the last line of one that was killed while writing it is left out.

    Raises RunInvalid when there is no run, or naming the line that cannot be read.
    """
    if not folder.is_dir():
        raise RunInvalid(f"Den Ordner {folder} gibt es nicht. Nennen Sie den Ordner eines Laufs (--out).")
    about = read_about(folder)
    return Run(about, tuple(_answers(folder / ANSWERS, finished=about.state == "finished")))


def read_about(folder: Path) -> About:
    """Return what the run of a folder is. Raises RunInvalid."""
    try:
        return _ABOUT.validate_json((folder / RUN).read_bytes())
    except OSError as error:
        raise RunInvalid(
            f"Im Ordner {folder} liegt kein lesbarer Lauf ({RUN}: {error.strerror}). "
            "Einen Lauf schreibt: lotse eval run … --out ORDNER."
        ) from error
    except ValidationError as error:
        raise RunInvalid(
            f"{folder / RUN} ist beschädigt oder von einer anderen Version. Beginnen Sie in einem neuen Ordner."
        ) from error


def _answers(path: Path, *, finished: bool) -> Iterator[Answered]:
    try:
        *whole, cut = path.read_bytes().split(b"\n")
    except FileNotFoundError:  # killed before the first answer
        return
    except OSError as error:
        raise RunInvalid(f"{path} lässt sich nicht lesen ({error.strerror}). Prüfen Sie die Rechte.") from error
    seen: set[tuple[str, str]] = set()
    for n, line in enumerate([*whole, cut] if finished and cut else whole, start=1):
        try:
            answered = _ANSWERED.validate_json(line)
        except ValidationError as error:
            raise RunInvalid(
                f"{path}, Zeile {n}: ist keine Antwort eines Laufs. Löschen Sie die Zeile: "
                "Derselbe Befehl mit demselben --out stellt die Frage noch einmal."
            ) from error
        if answered.key in seen:
            raise RunInvalid(f"{path}, Zeile {n}: die Frage {' '.join(answered.key)} steht schon weiter oben.")
        seen.add(answered.key)
        yield answered
