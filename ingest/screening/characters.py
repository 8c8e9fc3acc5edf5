"""Finds characters that nobody sees and that disguise words. Pure."""

from collections.abc import Iterator

from ingest.read.disguise import disguises
from ingest.screening.verdicts import Reason
from ingest.screening.wording import named, quoted

_AROUND = 20  # characters before and after that a reason shows


def controls(text: str) -> Iterator[Reason]:
    """Yield at most one reason: the first disguised place, and how many there are."""
    if text.isascii() and text.isprintable():
        return
    if found := disguises(text):
        first = found[0]
        place = quoted(text[max(0, first.start() - _AROUND) : first.end() + _AROUND])
        many = f" und noch {len(found) - 1}-mal im Abschnitt" if len(found) > 1 else ""
        yield Reason("control", f"Unsichtbares Zeichen {named(first.group()[0])} in {place}{many}.")
