"""Checks each drafted statement against its passage; what is not supported is never shown. Rules only, pure."""

import re

from assistant.composing.draft import Drafted

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


def supported(drafted: Drafted) -> bool:
    """Return whether a statement stands: literally in its passage, or with nothing in it that the passage lacks."""
    passages = [support.hit.passage.text for support in drafted.support]
    return any(drafted.text in passage and not unsupported(drafted.text, passage) for passage in passages)


def unsupported(statement: str, passage: str) -> set[str]:
    """Return the figures and addresses of a statement that its passage does not hold.

    >>> unsupported("Das kostete 1200 Euro.", "Kosten: 1.200 Euro")
    set()
    >>> unsupported("Bis 18 Uhr, mehr unter www.example.org", "Bis 16 Uhr") == {"18", "www.example.org"}
    True
    """
    addresses = set(_ADDRESS.findall(statement))
    figures = {_plain(found) for found in _FIGURE.findall(_ADDRESS.sub("", statement))}
    known = {_plain(found) for found in _FIGURE.findall(passage)}
    return (figures - known) | {address for address in addresses if address not in passage}


def _plain(figure: str) -> str:
    return re.sub(r"\.(?=\d{3}(?:\D|$))", "", figure)
