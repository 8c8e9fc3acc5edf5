"""Recognises text in pictures of pages with the program tesseract, where it is installed."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ingest.read.pdf_words import Word

PROGRAM = "tesseract"
_LANGUAGE = "deu"
_SECONDS = 60  # for one page; an ordinary one takes two to five
_WORD_LEVEL, _CONFIDENT = "5", 30.0  # rows of words in the table, and how sure (0 to 100) a word must be
_COLUMNS = 12
_LARGER = 1.35  # times the usual height: set in larger letters; smaller differences are chance


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program at `path`."""

    path: str

    def words(self, picture: bytes, width: float) -> list[Word] | None:
        """Return the words in a PGM picture of a page that is `width` points wide; None when the program failed."""
        command = [self.path, "stdin", "stdout", "-l", _LANGUAGE, "tsv"]
        try:
            done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
        rows = [line.split("\t") for line in done.stdout.decode(errors="replace").splitlines()]
        pixels = float(picture.split(maxsplit=2)[1])
        return list(_words(rows, width / pixels))


def installed() -> Tesseract | None:
    """Return the program where it is installed."""
    path = shutil.which(PROGRAM)
    return Tesseract(path) if path else None


def _words(rows: list[list[str]], scale: float) -> Iterator[Word]:
    """Yield the words that the program is sure of; those of one line stand on one level and have one size."""
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float]]] = {}
    for row in rows:
        if len(row) == _COLUMNS and row[0] == _WORD_LEVEL and float(row[10]) >= _CONFIDENT and row[11].strip():
            left, top, width, height = (float(value) * scale for value in row[6:10])
            lines.setdefault(tuple(row[1:5]), []).append((row[11].strip(), left, left + width, top, top + height))
    heights = {key: max(w[4] for w in own) - min(w[3] for w in own) for key, own in lines.items()}
    usual = median(heights.values()) if heights else 1.0
    for key, own in lines.items():
        size = max(heights[key] if heights[key] > _LARGER * usual else usual, 1.0)
        base = median(word[4] for word in own)
        for text, x0, x1, _, _ in own:
            yield Word(text, x0, x1, base, size, bold=False, after_space=True)
