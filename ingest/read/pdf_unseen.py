"""Parts what a person sees on a page from text that is there, but not to be seen."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from ingest.read.pdf_sheet import Glyph, Sheet, Style

_TINY = 2.5  # points: nobody reads smaller letters
_WHITE = (255, 255, 255)
_CONTRAST = 1.1  # ratio of luminances (WCAG 2): below it letters are not told from their ground
SCANNED = 0.5  # share of the page: a larger picture is that of a scan


def seen_and_unseen(sheet: Sheet, glyphs: Sequence[Glyph]) -> tuple[list[Glyph], str]:
    """Return the glyphs that are seen, and the text of the others.

    Unseen is what is painted without ink, in the colour of its ground, below a box, in tiny letters, or off the page.
    Text without ink behind the picture of a scan is what a machine recognised in it: people see it in the picture.
    """
    scan = sheet.pictured >= SCANNED
    seen: list[Glyph] = []
    unseen: list[str] = []
    for style, run in groupby(glyphs, lambda glyph: glyph.style):
        letters = list(run)
        hidden = _is_hidden(style, letters[len(letters) // 2], sheet, scan=scan)
        there = [] if hidden else [glyph for glyph in letters if _is_on(glyph, sheet)]
        seen += there
        if len(there) < len(letters):
            unseen.append("".join(glyph.text for glyph in letters if hidden or not _is_on(glyph, sheet)))
    return seen, " ".join(filter(None, (" ".join(text.split()) for text in unseen)))


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.style.size


def _is_on(glyph: Glyph, sheet: Sheet) -> bool:
    x, y = _middle(glyph)
    return 0 <= x <= sheet.width and 0 <= y <= sheet.height


def _is_hidden(style: Style, glyph: Glyph, sheet: Sheet, *, scan: bool) -> bool:
    if style.unseen:
        return not scan
    x, y = _middle(glyph)
    here = [one for one in sheet.painted if one.box.holds(x, y)]
    covered = any(one.opaque and one.colour is not None and one.layer > style.layer for one in here)
    below = [one.colour for one in here if one.layer < style.layer]
    return style.size < _TINY or covered or _contrast(style.colour, below[-1] if below else _WHITE) < _CONTRAST


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int] | None) -> float:
    if other is None:
        return 21.0
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1_000)
def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in colour]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
