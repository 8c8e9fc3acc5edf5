"""Reads files in a process of its own, which may neither take much memory or time nor use the network.

Whatever a file does to its reader, here it is a named problem: the process is replaced, the next file is read.
"""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from ingest.read import limits
from ingest.read.archives import ZIP
from ingest.read.extract import Extract
from ingest.read.formats import READ_HERE, Format
from ingest.read.large import Large
from ingest.read.readers import reader_of
from ingest.read.reading_process import Answer, File, read_on_demand, too_long
from ingest.read.recognition import recognise, refused
from knowledge.errors import DocumentInvalid
from knowledge.process import Line, started

_log = logging.getLogger(__name__)
_HEAD = 65_536  # bytes of a large file that show what it is


@dataclass(frozen=True, slots=True)
class Read:
    """The documents of a file, each once, and the version of the reader that found them.

    Going through `extracts` may raise DocumentInvalid at any of them: then the file counts as not read.
    """

    extracts: Iterator[Extract]
    version: str


class Apart:
    """The reading process: started with the first file that needs it, replaced when it dies, hangs or grows.

    Memory of the calling process: the file, and the extracts of one file (see limits.TEXT_CHARS). One file is read at
    a time; other threads wait.
    """

    def __init__(
        self,
        seconds: float = limits.SECONDS,
        wall_seconds: float = limits.WALL_SECONDS,
        address_space: int = limits.ADDRESS_SPACE_BYTES,
        *,
        ocr: bool = False,
    ) -> None:
        """Allow each file `seconds` of the processor and `wall_seconds` of the clock; `address_space` in bytes.

        With `ocr` the text of scans is recognised, where the program for that is installed.
        """
        self._ocr = ocr
        self._seconds, self._wall_seconds, self._address_space = seconds, wall_seconds, address_space
        self._one_at_a_time = threading.Lock()
        self._process: _Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(
        self, name: str, content: bytes | Large, media_type: str | None = None, mapping: bytes | None = None
    ) -> Read:
        """Return what file `name` holds, a table read as the file `mapping` beside it says.

        Raises DocumentInvalid with the reason, also when its reader dies or hangs.
        """
        if isinstance(content, Large) and _is_endless(content, media_type):
            reader = reader_of(name, content.head(_HEAD), media_type, mapping, large=content)
            return Read(reader.read(name, b""), reader.version)
        data = content if isinstance(content, bytes) else _whole(content)
        limits.refuse_oversize(name, len(data))
        if _is_read_here(name, data, media_type):
            reader = reader_of(name, data, media_type, mapping)
            return Read(reader.read(name, data), reader.version)
        with self._one_at_a_time:
            answer = self._answer(File(name, data, media_type, mapping, self._ocr))
        if answer.refused is not None:
            raise answer.refused(answer.problems)
        return Read(iter(answer.extracts), answer.version)

    def close(self) -> None:
        """End the process, and wait until it has ended."""
        with self._one_at_a_time:
            self._end()

    def _answer(self, file: File) -> Answer:
        """Return what the process says of a file. Raises DocumentInvalid when it dies or hangs over it."""
        late = threading.Event()
        try:
            self._running()
            with self._in_time(late):
                answer = self._asked(file, late)
        except (OSError, EOFError) as error:
            self._end()
            _log.warning("reading_process_died late=%s", late.is_set())
            raise refused(file.name, self._why(late.is_set())) from error
        if answer.tired or late.is_set():
            self._end()
        return answer

    def _asked(self, file: File, late: threading.Event) -> Answer:
        try:
            return self._running().answer(file)
        except OSError:  # it took no file any more: it had died before, when the system needed its memory
            self._end()
            if late.is_set():
                raise
            return self._running().answer(file)

    def _running(self) -> "_Process":
        if self._process is None:
            self._process = _Process(self._seconds, self._address_space)
        return self._process

    @contextmanager
    def _in_time(self, late: threading.Event) -> Iterator[None]:
        """Kill the process, and set `late`, when what is done inside takes too long."""

        def kill() -> None:
            late.set()
            if self._process is not None:
                self._process.kill()

        alarm = threading.Timer(self._wall_seconds, kill)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            alarm.join()

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _why(self, late: bool) -> str:
        if late:
            return too_long(self._wall_seconds)
        return "brachte das Lesen zum Absturz: Öffnen Sie sie mit ihrem Programm, und speichern Sie sie neu"


class _Process:
    """One reading process, from its start to its end."""

    def __init__(self, seconds: float, address_space: int) -> None:
        with ExitStack() as stack:
            self._line: Line = stack.enter_context(started(read_on_demand, seconds, address_space))
            self._id: int = self._line.receive()
            self._held = stack.pop_all()
        self._waited_for = False

    def answer(self, file: File) -> Answer:
        """Return what comes of a file. Raises OSError or EOFError when the process dies."""
        self._line.send(file)
        answer: Answer = self._line.receive()
        return answer

    def kill(self) -> None:
        if not self._waited_for:  # then the id may be another's
            with suppress(ProcessLookupError):
                os.kill(self._id, signal.SIGKILL)

    def close(self) -> None:
        """End the process, whatever it is doing, and wait for it."""
        self.kill()
        self._waited_for = True
        self._held.close()


def _is_endless(large: Large, media_type: str | None) -> bool:
    """Return whether a file is what its name says: JSON lines, whose beginning shows it."""
    try:
        return recognise(large.name, large.head(_HEAD), media_type).format is Format.JSON_LINES
    except DocumentInvalid:
        return False


def _whole(large: Large) -> bytes:
    """Return the bytes of a file that is not what its name says. Raises DocumentInvalid for what is too large."""
    limits.refuse_above(limits.FILE_BYTES, large.name, large.size)
    with large.opened() as file:
        return file.read()


def _is_read_here(name: str, data: bytes, media_type: str | None) -> bool:
    """Return whether our own code reads the file, in memory and time that its size bounds."""
    if data.startswith(ZIP):
        return False
    found = recognise(name, data, media_type).format
    return found is Format.JSON_LINES or (found in READ_HERE and len(data) <= limits.HERE_BYTES)
