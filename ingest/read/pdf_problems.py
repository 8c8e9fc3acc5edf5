"""Says which pages of a PDF could not be read, and what to do about it."""

from collections.abc import Sequence

from ingest.read.pdf_pages import ReadPage
from knowledge.errors import DocumentInvalid, Problem

_SCAN = (
    "ohne Text, sie bestehen aus Bildern (Scan). Lassen Sie den Text erkennen (OCR), etwa mit dem Programm zum "
    "Scannen, oder stellen Sie LOTSE_OCR=tesseract ein"
)
_GARBLED = (
    "mit einer Schrift, die sich nicht in Buchstaben übersetzen lässt. Erzeugen Sie die PDF neu, oder lassen Sie den "
    "Text erkennen (OCR), etwa mit LOTSE_OCR=tesseract"
)
_FAILED = "ohne Text, die Texterkennung ist daran gescheitert. Prüfen Sie die Seiten, und ob tesseract Deutsch kann"
_BROKEN = "beschädigt. Öffnen Sie die PDF, und speichern Sie sie neu"
_REASONS = {"scan": _SCAN, "garbled": _GARBLED, "failed": _FAILED, "broken": _BROKEN}
_EMPTY = "ohne Text. Ist er als Zeichnung gespeichert, dann lassen Sie ihn erkennen (OCR)"
_RECOGNISED = "Der Text ist von einer Maschine erkannt (OCR) und kann Fehler enthalten"


def refuse_without_text(name: str, pages: Sequence[ReadPage]) -> None:
    """Raise DocumentInvalid when no page has text."""
    if any(page.pieces or page.tables for page in pages):
        return
    states = {state: [page.number for page in pages if page.state == state] for state in _REASONS}
    problems = tuple(Problem(name, _named(numbers), _REASONS[state]) for state, numbers in states.items() if numbers)
    raise DocumentInvalid(problems or (Problem(name, _named([page.number for page in pages]), _EMPTY),))


def notes_of(pages: Sequence[ReadPage]) -> tuple[str, ...]:
    """Return a sentence for each reason for which pages were left out or may hold errors."""
    notes = []
    for state, reason in {**_REASONS, "recognised": ""}.items():
        if numbers := [page.number for page in pages if page.state == state]:
            told = f"{_named(numbers)} {reason}." if reason else f"{_RECOGNISED}: {_named(numbers)}."
            notes.append(told)
    return tuple(notes)


def _named(numbers: Sequence[int]) -> str:
    """Return pages as people name them.

    >>> _named([3]), _named([1, 2, 3, 7])
    ('Seite 3', 'Seiten 1 bis 3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]} bis {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ("Seite " if len(numbers) == 1 else "Seiten ") + ", ".join(told)
