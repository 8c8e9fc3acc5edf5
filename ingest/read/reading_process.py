"""What runs in the reading process: one file after another, in bounds that the system sets, without a network."""

import logging
import math
import os
import re
import signal
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.read import limits
from ingest.read.extract import Extract
from ingest.read.readers import reader_of
from ingest.read.recognition import refused
from knowledge.errors import DocumentInvalid, Problem
from knowledge.process import Line

_STATUS = Path("/proc/self/status")  # where the system has one


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, with what a server said of it and the content of the mapping beside it; `ocr` reads scans."""

    name: str
    data: bytes
    media_type: str | None = None
    mapping: bytes | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What reading one file came to: extracts, or the error and its problems. `tired` asks for another process."""

    extracts: tuple[Extract, ...] = ()
    version: str = ""
    refused: type[DocumentInvalid] | None = None
    problems: tuple[Problem, ...] = ()
    tired: bool = False


class _TooLong(BaseException):
    """A file has used up its time; no reader may take it for a fault of the file that it can mend."""


def too_long(seconds: float) -> str:
    """Return why a file is given up after `seconds`."""
    return f"ließ sich in {seconds:.0f} Sekunden nicht lesen: Teilen Sie sie, oder speichern Sie sie neu"


def read_on_demand(line: Line, seconds: float, address_space: int) -> None:
    """Tell the id of this process, then answer each File with an Answer until the line is closed."""
    confine(address_space)
    line.send(os.getpid())
    with suppress(EOFError):
        while True:
            file: File = line.receive()
            _allow(seconds)
            line.send(_answer_in_time(file, seconds))


def _answer_in_time(file: File, seconds: float) -> Answer:
    try:
        return _answer(file)
    except _TooLong:
        return Answer(refused=DocumentInvalid, problems=refused(file.name, too_long(seconds)).problems, tired=True)


def _answer(file: File) -> Answer:
    try:
        reader = reader_of(file.name, file.data, file.media_type, file.mapping, ocr=file.ocr)
        extracts = tuple(reader.read(file.name, file.data))
    except DocumentInvalid as error:
        return Answer(refused=type(error), problems=error.problems, tired=_is_tired())
    return Answer(extracts, reader.version, tired=_is_tired())


def confine(address_space: int) -> None:
    """Bound the memory of this process, keep it off the network, and keep libraries from talking, for good."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXCPU, _give_up)
    logging.getLogger().addHandler(logging.NullHandler())  # the libraries complain of every oddity of a file
    logging.getLogger(__name__.partition(".")[0]).addHandler(logging.StreamHandler())
    warnings.simplefilter("ignore")
    sys.addaudithook(_refuse_network)


def _give_up(_signal: int, _frame: object) -> None:
    raise _TooLong


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("no reader may use the network")


def _allow(seconds: float) -> None:
    """Let the process use so much more processor time, then give the file up, also when nobody is left to kill it."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _is_tired() -> bool:
    """Return whether this process has needed much memory; getrusage would count that of its parent, too."""
    peak = re.search(r"^VmHWM:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE) if _STATUS.exists() else None
    return peak is not None and int(peak[1]) * 1_024 > limits.TIRED_BYTES
