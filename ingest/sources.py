"""Folders as sources of documents, and the starter corpus that ships with Lotse."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceUnreadable
from ingest.items import Item
from ingest.read.large import large_file
from ingest.read.limits import is_endless, refuse_oversize
from ingest.read.mapping import SUFFIX, is_mapping
from knowledge.errors import DocumentInvalid, Problem

STARTER = "starter"
STARTER_FOLDER = Path(__file__).parent.parent / "knowledge" / "corpus"
UPLOAD = "upload"
_PASSED_OVER = (".", "~$")  # hidden files, and the locks that office programs leave while a file is open


def source_name(folder: Path) -> str:
    """Return the name under which a folder's documents are kept: its resolved path."""
    return f"folder:{folder.resolve()}"


class FolderOrigin:
    """The files below a folder, or one file alone, in the order of their names."""

    def __init__(self, folder: Path, source: str = "", suffix: str = "") -> None:
        """`suffix` is that of the files that count, empty for all."""
        self._folder, self._suffix = folder, suffix
        self._source = source or source_name(folder)
        self._complete = False

    @property
    def source(self) -> str:
        return self._source

    @property
    def complete(self) -> bool:
        return self._complete

    def total(self) -> int:
        return len(files_of(self._folder, self._suffix))

    def items(self) -> Iterator[Item]:
        self._complete = False
        for path in files_of(self._folder, self._suffix):
            yield _item(_name(path, self._folder), path)
        self._complete = True


def files_of(folder: Path, suffix: str = "") -> list[Path]:
    """Return the files below `folder` that are not hidden, sorted by name.

    Raises SourceUnreadable, also for a folder below it: what cannot be seen must not count as deleted.
    """
    try:
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise SourceUnreadable(f"Den Ordner {folder} gibt es nicht. Prüfen Sie den Pfad.")
        found = [Path(place) / name for place, _, names in os.walk(folder, onerror=_refuse) for name in names]
        return sorted(
            (p for p in found if p.name.endswith(suffix) and _counts(p.relative_to(folder)) and p.is_file()),
            key=lambda path: _name(path, folder),
        )
    except OSError as error:
        where = error.filename or folder
        raise SourceUnreadable(f"Der Ordner {where} lässt sich nicht lesen. Prüfen Sie Pfad und Rechte.") from error


def digest_of(paths: list[Path]) -> str:
    """Return one digest of names and contents of all files: equal digests, nothing to do."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _refuse(error: OSError) -> None:
    raise error


def _counts(path: Path) -> bool:
    return not is_mapping(path.name) and not any(part.startswith(_PASSED_OVER) for part in path.parts)


def _name(path: Path, root: Path) -> str:
    """Return the name of a file below `root`, in characters that every database takes."""
    name = path.name if path == root else path.relative_to(root).as_posix()
    return os.fsencode(name).decode(errors="replace")


def _item(name: str, path: Path) -> Item:
    """Return the file as it is now, or why it cannot be had."""
    try:
        refuse_oversize(name, path.stat().st_size)
        mapping = _mapping(path)
        if is_endless(name):
            large = large_file(name, path, _beside(mapping))
            return Item(name, large.item_digest, mapping=mapping, large=large)
        data = path.read_bytes()
    except DocumentInvalid as error:
        return Item(name, "", problem=error.problems[0])
    except OSError as error:
        return Item(name, "", problem=Problem(name, "Datei", f"lässt sich nicht lesen ({error.strerror})"))
    return Item(name, hashlib.sha256(data + _beside(mapping)).hexdigest(), data, mapping=mapping)


def _beside(mapping: bytes | None) -> bytes:
    return b"" if mapping is None else b"\0" + mapping


def _mapping(path: Path) -> bytes | None:
    """Return what says what the columns of a table mean: a file beside it. Raises OSError, DocumentInvalid."""
    beside = path.with_name(path.name + SUFFIX)
    if not beside.is_file():
        return None
    refuse_oversize(beside.name, beside.stat().st_size)
    return beside.read_bytes()


class NoFiles:
    """A source that is given up: nothing is there any more."""

    def __init__(self, source: str) -> None:
        self._source = source

    @property
    def source(self) -> str:
        return self._source

    @property
    def complete(self) -> bool:
        return True

    def total(self) -> int:
        return 0

    def items(self) -> Iterator[Item]:
        yield from ()
