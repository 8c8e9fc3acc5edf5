"""The versions of all code that decides what a document becomes; another version reads all anew."""

import hashlib
from importlib import import_module
from importlib.util import find_spec

from ingest.assemble import ASSEMBLY_VERSION
from ingest.read.formats import READERS
from ingest.read.ocr import installed
from ingest.screening.screen import SCREENING_VERSION
from ingest.split import SPLITTER_VERSION

AFTER_READING = (ASSEMBLY_VERSION, SPLITTER_VERSION, SCREENING_VERSION)


def versions_of(module: str) -> str:
    """Return one digest of the version of one reader and of what comes after it; nothing else is imported for it."""
    return hashlib.sha256("\0".join((import_module(module).READER.version, *AFTER_READING)).encode()).hexdigest()


def all_versions(*, ocr: bool = False) -> str:
    """Return one digest of the versions of all readers and of what comes after them; `ocr` when scans are read, too."""
    found = ["ocr"] if ocr and installed() else []
    found += [import_module(module).READER.version for module in READERS.values() if find_spec(module)]
    return hashlib.sha256("\0".join((*found, *AFTER_READING)).encode()).hexdigest()
