"""Tells versions of the program apart between two releases: the digest of all that answers are made with."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

PACKAGES = ("assistant", "ingest", "knowledge")
_NOT_CODE = ("__pycache__", "corpus")  # the starter documents are part of the knowledge, and its digest covers them


def code_digest() -> str:
    """Return a digest of modules, prompts and vocabulary; equal for equal content, wherever it is installed."""
    digest = sha256()
    for package in PACKAGES:
        for name, content in _files(files(package), package):
            digest.update(sha256(name.encode()).digest() + sha256(content).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        inner = f"{path}/{entry.name}"
        if entry.is_file():
            yield inner, entry.read_bytes()
        elif entry.name not in _NOT_CODE:
            yield from _files(entry, inner)
