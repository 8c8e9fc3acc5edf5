"""A file whose size has no limit: it is read piece by piece, as often as needed, and never held whole."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from knowledge.errors import DocumentInvalid, Problem

_PIECE = 1 << 18  # bytes


@dataclass(frozen=True, slots=True)
class Large:
    """A file on disk as it was when its `digest` was taken; `size` in bytes, `name` as its source calls it.

    `item_digest` is that of the file and what belongs to it.
    """

    name: str
    path: Path
    digest: str
    size: int
    item_digest: str

    def head(self, size: int) -> bytes:
        """Return its first `size` bytes, all of it where there are fewer. Raises DocumentInvalid."""
        with _named(self.name), self.path.open("rb") as file:
            return file.read(size)

    @contextmanager
    def opened(self) -> Iterator["Watched"]:
        """Give it to be read from its beginning.

        Raises DocumentInvalid when it cannot be read, and at the end when it is no longer what it was.
        """
        with _named(self.name), self.path.open("rb") as file:
            watched = Watched(file)
            yield watched
            if watched.digest() != self.digest:
                raise _invalid(self.name, "wurde geändert, während sie gelesen wurde: Der nächste Lauf liest sie neu")


class Watched:
    """A file that notes what is read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._seen = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as files do."""
        found = self._file.read(size)
        self._seen.update(found)
        return found

    def digest(self) -> str:
        """Return the digest of the whole file; what was not read yet is read for that."""
        while self.read(_PIECE):
            continue
        return self._seen.hexdigest()

    def digest_with(self, more: bytes) -> str:
        """Return the digest of what was read so far with `more` behind it."""
        found = self._seen.copy()
        found.update(more)
        return found.hexdigest()


def large_file(name: str, path: Path, beside: bytes = b"") -> Large:
    """Return a file as it is now, read once; `beside` is what belongs to its item. Raises OSError."""
    with path.open("rb") as file:
        watched = Watched(file)
        return Large(name, path, watched.digest(), file.tell(), watched.digest_with(beside))


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _invalid(name, f"lässt sich nicht lesen ({error.strerror or error})") from error


def _invalid(name: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, "Datei", reason),))
