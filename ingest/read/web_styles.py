"""Reads the styles that a web page states itself, as far as they decide whether a person sees a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.read.looks import UNKNOWN, WHITE, Look

STYLE_CHARS = 500_000  # of the style blocks of one page
RULES = 1_000
VALUE_CHARS = 300  # of a declaration; a picture in a style may go on for ever
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{};]*)([{};])")
_ALWAYS = re.compile(r"@media\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
_OF_NO_MOMENT = re.compile(r"::|:(?:hover|focus|active|target|checked|before|after|has)\b", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%|vw|vh|cm)?")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_FAR = -900.0
_NAMES = {
    "white": WHITE, "black": "000000", "red": "ff0000", "blue": "0000ff", "green": "008000", "yellow": "ffff00",
    "gray": "808080", "grey": "808080", "silver": "c0c0c0", "navy": "000080", "snow": "fffafa", "ivory": "fffff0",
    "whitesmoke": "f5f5f5", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0",
}  # fmt: skip
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, None: 0.75}


def rules_of(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (selector, declarations) of each rule that holds on every screen, in order; what moves or hovers is not.

    >>> list(rules_of("p, .a { display: none } @media (max-width: 9em) { h1 { display: none } }"))
    [('p, .a', {'display': 'none'})]
    """
    skipping = depth = found = 0
    selector = ""
    text = _COMMENT.sub(" ", css[:STYLE_CHARS]) + "}"  # a rule that nobody closed ends with the block
    for match in _RULE.finditer(text):
        before, sign = match.group(1).strip(), match.group(2)
        if sign == "{":
            depth += 1
            if before.startswith("@") and not skipping and not _ALWAYS.fullmatch(before):
                skipping = depth
            if not before.startswith("@"):
                selector, start = before, match.end()
        elif sign == "}":
            if selector and not skipping and not _OF_NO_MOMENT.search(selector) and found < RULES:
                found += 1
                yield selector, declarations_of(text[start : match.end() - 1])
            selector = ""
            skipping = 0 if skipping == depth else skipping
            depth = max(0, depth - 1)


def declarations_of(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute or a rule in small letters; the last one of a property holds.

    >>> declarations_of("Display: NONE !important; color:#FFF")
    {'display': 'none', 'color': '#fff'}
    """
    pairs = (part[:VALUE_CHARS].partition(":") for part in style[:STYLE_CHARS].split(";"))
    return {
        key.strip().lower(): value.replace("!important", "").strip().lower() for key, colon, value in pairs if colon
    }


def look_of(style: Mapping[str, str]) -> Look:
    """Return how declarations make a text look; `shown` is False where they take it out of sight."""
    ground = style.get("background-color") or style.get("background")
    pictured = "url(" in style.get("background-image", ground or "") or "gradient" in (ground or "")
    look = Look(
        colour=colour(style.get("color", "")),
        ground=UNKNOWN if pictured else colour(ground or ""),
        size=_size(style),
    )
    return replace(look, shown=False) if _is_out_of_sight(style) else look


def colour(value: str) -> str | None:
    """Return a colour as six digits, None for one that says nothing here.

    >>> colour("#FFF".lower()), colour("rgb(0, 51, 102)"), colour("inherit"), colour("var(--c)")
    ('ffffff', '003366', None, '?')
    """
    words = value.split()
    if len(words) > 1 and "(" not in value:
        return next((found for word in words if (found := colour(word)) not in (None, UNKNOWN)), None)
    if value in ("", "inherit", "initial", "unset", "transparent", "none"):
        return None
    if value.startswith("#"):
        digits = value[1:]
        return "".join(one * 2 for one in digits[:3]) if len(digits) in (3, 4) else digits[:6]
    if match := _RGB.fullmatch(value):
        return "".join(f"{min(255, int(match.group(place)[:4])):02x}" for place in (1, 2, 3))
    return _NAMES.get(value, UNKNOWN)


def _size(style: Mapping[str, str]) -> float | None:
    told = style.get("font-size") or style.get("font", "")
    match = _LENGTH.search(told.split("/")[0]) if told else None
    if match is None or match.group(2) not in _POINTS:
        return None
    number = float(match.group(1))
    if "font-size" not in style and match.group(2) is None and number:  # "font: 700 1em …": a weight
        return None
    return number * _POINTS[match.group(2)]


def _is_out_of_sight(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or (_number(style.get("opacity") or "1") or 0) <= 0.05
        or _is_transparent(style.get("color", ""))
        or _is_far_away(style)
        or _has_no_room(style)
    )


def _is_transparent(value: str) -> bool:
    match = _RGB.fullmatch(value)
    alpha = _number(f"{match.group(4)}{match.group(5)}") if match else None
    return value == "transparent" or (alpha is not None and alpha <= 0.05)


def _is_far_away(style: Mapping[str, str]) -> bool:
    moved = [style.get("text-indent"), style.get("margin-left"), style.get("margin-top")]
    if style.get("position") in ("absolute", "fixed"):
        moved += [style.get("left"), style.get("top"), style.get("right"), style.get("bottom")]
    transform = style.get("transform", "")
    if transform.startswith("translate"):
        moved += transform.partition("(")[2].rstrip(")").split(",")
    return any((number := _number(value)) is not None and number <= _FAR for value in moved)


def _has_no_room(style: Mapping[str, str]) -> bool:
    clip = style.get("clip", "").replace("px", "").replace(",", " ")
    if clip.split() in (["rect(0", "0", "0", "0)"], ["rect(1", "1", "1", "1)"]):
        return True
    if style.get("clip-path", "").startswith(("inset(50%", "inset(100%")) or "scale(0)" in style.get("transform", ""):
        return True
    sides = (_number(style.get(side)) for side in ("width", "height", "max-width", "max-height"))
    return "hidden" in style.get("overflow", "") and any(side is not None and 0 <= side <= 1 for side in sides)


def _number(value: str | None) -> float | None:
    match = _LENGTH.match((value or "").strip())
    if match is None:
        return None
    number = float(match.group(1))
    return number * 16 if match.group(2) in ("em", "rem") else number / 100 if match.group(2) == "%" else number
