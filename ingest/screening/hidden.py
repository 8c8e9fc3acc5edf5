"""Judges what a person does not see in a file: harmless leftovers, text that came through, hidden orders. Pure."""

from collections.abc import Iterable, Iterator

from ingest.screening.characters import controls
from ingest.screening.instruction import instructions
from ingest.screening.verdicts import Reason, digest_of
from ingest.screening.wording import quoted
from knowledge.folding import fold

_TOO_SHORT = 12  # letters: "Suche", hidden for screen readers, stands in many a passage as well


def hidden_orders(hidden: Iterable[str]) -> Iterator[Reason]:
    """Yield a reason to hold a whole document for each hidden text that gives an order."""
    for text in hidden:
        about = digest_of(text)
        for reason in (*controls(text), *instructions(text)):
            detail = f"Die Datei enthält versteckten Text. {reason.detail} Gesehen hat ihn im Original niemand."
            yield Reason("hidden", detail, about)


def seen_again(text: str, hidden: Iterable[tuple[str, str]]) -> Iterator[Reason]:
    """Yield a reason for the first hidden text that a passage shows; `hidden` is (text, folded text)."""
    folded = ""
    for original, wanted in hidden:
        folded = folded or bare(text)
        if wanted in folded:
            yield Reason("hidden", f"Im Original ist dieser Text nicht zu sehen: {quoted(original)}.")
            return


def told_apart(hidden: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return hidden texts with how they compare, without those too short to mean anything."""
    return tuple((text, wanted) for text in hidden if len(wanted := bare(text)) >= _TOO_SHORT)


def bare(text: str) -> str:
    """Return the letters and digits of a text, as they compare."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
