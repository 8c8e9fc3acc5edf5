"""Texts as people type them into forms of the console: what is taken, and what is said when they do not fit."""

import re
from typing import Annotated

from fastapi import Form

from knowledge.german import clean

TEXT_CHARS = 8_000
Typed = Annotated[str, Form()]
Version = Annotated[int, Form(ge=0, le=2**31 - 1)]  # of the handoff that was seen
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def written(text: str) -> str:
    r"""Return a text without what no database takes; lines stay.

    >>> written("Guten Tag,\r\nalles klar?" + chr(0))
    'Guten Tag,\nalles klar?'
    """
    return clean(_CONTROL.sub("", text.replace("\r\n", "\n"))).strip()


def wrong(text: str, what: str) -> str:
    """Return what is wrong with a text that has to be there; empty when nothing is.

    >>> wrong("", "die Notiz"), wrong("Rufbus", "die Notiz")
    ('Bitte schreiben Sie die Notiz.', '')
    """
    if not text:
        return f"Bitte schreiben Sie {what}."
    over = len(text) - TEXT_CHARS
    return f"Bitte kürzen Sie {what} um {over} Zeichen." if over > 0 else ""
