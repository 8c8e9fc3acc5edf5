"""Shows characters that turn the direction of a text: what an editor has let in is read as it is written."""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.documents import Passage

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages with a replacement character for each that turns the text; all places stay.

    >>> passage = Passage("a~1", "a", 0, (), "gratis " + chr(0x202E) + "nun", ())
    >>> visible([passage])[0].text == "gratis " + chr(0xFFFD) + "nun"
    True
    """
    return tuple(replace(one, text=_TURNING.sub("\ufffd", one.text)) for one in passages)
