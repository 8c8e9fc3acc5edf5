"""Names a file that cannot be read, and what to do with it, whatever a library said of it."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.read.extract import Extract
from knowledge.errors import DocumentInvalid, Problem

_FOREIGN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@contextmanager
def readable(name: str, kind: str, *also: type[Exception]) -> Iterator[None]:
    """Turn whatever a library says of a broken file into DocumentInvalid.

    `kind` is German ("Word-Dokument"); `also` are the errors that a library has of its own.
    """
    errors: tuple[type[Exception], ...] = (*_FOREIGN, *also)
    try:
        yield
    except RecursionError as error:
        raise invalid(name, "ist zu tief verschachtelt. Vereinfachen Sie Listen und Tabellen darin") from error
    except errors as error:
        reason = f"lässt sich nicht als {kind} lesen: beschädigt, unvollständig oder von anderer Art. Öffnen und \
speichern Sie die Datei neu"
        raise invalid(name, reason) from error


def invalid(name: str, reason: str, field: str = "Datei") -> DocumentInvalid:
    """Return the error that names a file and what is wrong with it."""
    return DocumentInvalid((Problem(name, field, reason),))


def with_text(name: str, extract: Extract, why: str = "") -> Extract:
    """Return `extract` when it holds a text, seen or hidden. Raises DocumentInvalid; `why` follows "ist leer"."""
    if extract.sections or extract.hidden:
        return extract
    reason = ": ".join(filter(None, ("ist leer", why, " ".join(extract.notes))))
    raise invalid(name, reason, "Text")
