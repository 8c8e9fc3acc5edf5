"""Runs a piece of work in a fresh process, so that what it takes of memory and time is its own."""

from collections.abc import Callable
from typing import Any, TypeVar

from knowledge.errors import LotseError
from knowledge.indexes import Progress
from knowledge.process import Line, started

T = TypeVar("T")


class ApartFailed(LotseError):
    """The work ended with an error, or its process was killed."""

    code = "apart_failed"
    exit_code = 3


def apart(work: Callable[..., T], *arguments: Any, progress: Progress) -> T:
    """Return `work(*arguments, progress)`, done by another process; all of it must be picklable.

    Raises ApartFailed with the sentence of what went wrong there.
    """
    try:
        with started(_run, work, arguments) as line:
            while True:
                kind, value = line.receive()
                if kind == "done":
                    found: T = value
                    return found
                if kind == "failed":
                    raise ApartFailed(value)
                progress(*value)
    except (EOFError, BrokenPipeError) as error:
        raise ApartFailed(
            "Der Prozess der Messung brach ab; vielleicht reichte der Speicher nicht. Versuchen Sie es mit weniger."
        ) from error


def _run(line: Line, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        line.send(("done", work(*arguments, lambda *how_far: line.send(("progress", how_far)))))
    except LotseError as error:
        line.send(("failed", str(error)))
