"""Reads files in a process of its own, which may neither take much memory or time nor use the network.

Whatever a file does to its reader, here it is a named problem: the process is replaced, the next file is read.
"""

import logging
import math
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from ingest.read import limits
from ingest.read.archives import ZIP
from ingest.read.extract import Extract
from ingest.read.formats import READ_HERE, Format
from ingest.read.readers import reader_of
from ingest.read.recognition import recognise, refused
from knowledge.errors import DocumentInvalid, Problem
from knowledge.process import Line, started

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """The documents of a file, each once, and the version of the reader that found them.

    Going through `extracts` may raise DocumentInvalid at any of them: then the file counts as not read.
    """

    extracts: Iterator[Extract]
    version: str


class Apart:
    """The reading process: started with the first file that needs it, replaced when it dies, hangs or grows.

    Memory of the calling process: the file, once, and the extracts of one file (see limits.TEXT_CHARS).
    """

    def __init__(self, seconds: float = limits.SECONDS, address_space: int = limits.ADDRESS_SPACE_BYTES) -> None:
        self._seconds, self._address_space = seconds, address_space
        self._one_at_a_time = threading.Lock()
        self._running: ExitStack | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, name: str, data: bytes, media_type: str | None = None) -> Read:
        """Return what file `name` holds. Raises DocumentInvalid with the reason, also when its reader dies or hangs."""
        limits.refuse_oversize(name, len(data))
        if _is_read_here(name, data, media_type):
            reader = reader_of(name, data, media_type)
            return Read(reader.read(name, data), reader.version)
        with self._one_at_a_time:
            answer = self._asked(name, data, media_type)
        if answer.problems:
            raise DocumentInvalid(answer.problems)
        return Read(iter(answer.extracts), answer.version)

    def close(self) -> None:
        """End the process, and wait until it has ended."""
        with self._one_at_a_time:
            self._end()

    def _asked(self, name: str, data: bytes, media_type: str | None) -> "_Answer":
        line, process = self._line()
        late = threading.Event()
        alarm = threading.Timer(self._seconds, _too_late, (process, late))
        alarm.start()
        try:
            line.send((name, data, media_type))
            answer: _Answer = line.receive()
        except (OSError, EOFError) as error:
            self._end()
            _log.warning("reading_process_died late=%s", late.is_set())
            raise refused(name, self._why(late.is_set())) from error
        finally:
            alarm.cancel()
            alarm.join()
        if answer.tired or late.is_set():
            self._end()
        return answer

    def _line(self) -> tuple[Line, int]:
        """Return the line to the process, started if need be, and its id."""
        if self._running is None:
            with ExitStack() as stack:
                line = stack.enter_context(started(_read_on_demand, self._seconds, self._address_space))
                self._found = line, line.receive()
                self._running = stack.pop_all()
        return self._found

    def _end(self) -> None:
        if self._running is not None:
            running, self._running = self._running, None
            _kill(self._found[1])  # it may hang, and nothing is lost
            running.close()

    def _why(self, late: bool) -> str:
        if late:
            return f"ließ sich in {self._seconds:.0f} Sekunden nicht lesen: Teilen Sie sie, oder speichern Sie sie neu"
        return "brachte das Lesen zum Absturz: Öffnen Sie sie mit ihrem Programm, und speichern Sie sie neu"


def _too_late(process: int, late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _is_read_here(name: str, data: bytes, media_type: str | None) -> bool:
    """Return whether our own code reads the file, in memory and time that its size bounds."""
    if data.startswith(ZIP):
        return False
    found = recognise(name, data, media_type).format
    return found is Format.JSON_LINES or (found in READ_HERE and len(data) <= limits.HERE_BYTES)


# --- in the process ---


@dataclass(frozen=True, slots=True)
class _Answer:
    """What reading one file came to; `tired` asks for another process."""

    extracts: tuple[Extract, ...] = ()
    version: str = ""
    problems: tuple[Problem, ...] = ()
    tired: bool = False


def _read_on_demand(line: Line, seconds: float, address_space: int) -> None:
    """Answer each (name, data, media type) with an _Answer until the line is closed."""
    _confine(address_space)
    line.send(os.getpid())
    with suppress(EOFError):
        while True:
            asked = line.receive()
            _allow(seconds)
            line.send(_answer(*asked))


def _confine(address_space: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.getLogger().addHandler(logging.NullHandler())  # the libraries complain of every oddity of a file
    logging.getLogger(__name__.partition(".")[0]).addHandler(logging.StreamHandler())
    warnings.simplefilter("ignore")
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("no reader may use the network")


def _allow(seconds: float) -> None:
    """Let the process use so much more processor time: it ends also when nobody is left to kill it."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(name: str, data: bytes, media_type: str | None) -> _Answer:
    try:
        reader = reader_of(name, data, media_type)
        return _Answer(tuple(reader.read(name, data)), reader.version, tired=_is_tired())
    except DocumentInvalid as error:
        return _Answer(problems=error.problems, tired=_is_tired())


def _is_tired() -> bool:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024 > limits.TIRED_BYTES
