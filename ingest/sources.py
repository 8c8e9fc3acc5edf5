"""Where documents come from: a folder of files, or the starter corpus that ships with Lotse."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceUnreadable

STARTER = "starter"
STARTER_FOLDER = Path(__file__).parent.parent / "knowledge" / "corpus"
SUFFIX = ".md"


def source_name(folder: Path) -> str:
    """Return the name under which a folder's documents are kept: its resolved path."""
    return f"folder:{folder.resolve()}"


def files_of(folder: Path) -> list[Path]:
    """Return the document files below `folder`, sorted.

    Raises SourceUnreadable, also for a folder below it: what cannot be seen must not count as deleted.
    """
    try:
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise SourceUnreadable(f"Den Ordner {folder} gibt es nicht. Prüfen Sie den Pfad.")
        found = [Path(place) / name for place, _, names in os.walk(folder, onerror=_refuse) for name in names]
        return sorted(p for p in found if p.suffix == SUFFIX and not p.name.startswith(".") and p.is_file())
    except OSError as error:
        where = error.filename or folder
        raise SourceUnreadable(f"Der Ordner {where} lässt sich nicht lesen. Prüfen Sie Pfad und Rechte.") from error


def _refuse(error: OSError) -> None:
    raise error


def contents(paths: list[Path], root: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """Yield (name, bytes) of each file, or the error that reading it raised; names are relative to `root`."""
    for path in paths:
        name = path.name if path == root else str(path.relative_to(root))
        try:
            yield name, path.read_bytes()
        except OSError as error:
            yield name, error


def digest_of(paths: list[Path]) -> str:
    """Return one digest of names and contents of all files: equal digests, nothing to do."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
