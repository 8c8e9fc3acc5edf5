"""Tells the colour that a drawn shape of an office file gives the text inside it as background."""

from ingest.read.looks import UNKNOWN, WHITE
from ingest.read.xml_tree import Element, attribute, child, local

_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_LIGHT = ("bg1", "lt1")


def ground_of(shape: Element) -> str | None:
    """Return the fill of a DrawingML or VML shape; None where it is seen through, UNKNOWN where it takes more to say.

    A shape whose own properties are silent takes its fill from its style.
    """
    properties = child(shape, "spPr")
    if properties is None:
        return _vml_ground(shape)
    if child(properties, "noFill") is not None:
        return None
    fill = next((one for one in properties if local(one) in _FILLS), None)
    if fill is not None:
        return colour_of(fill)
    style = child(shape, "style", "fillRef")
    return UNKNOWN if style is not None and attribute(style, "idx") not in (None, "0") else None


def colour_of(fill: Element | None) -> str | None:
    """Return the one colour of a fill, UNKNOWN for pictures, gradients and colours of the theme but its lightest."""
    if fill is None:
        return None
    exact = child(fill, "srgbClr")
    if exact is not None:
        return UNKNOWN if list(exact) else (attribute(exact, "val") or UNKNOWN).lower()  # made lighter or darker inside
    scheme = child(fill, "schemeClr")
    light = scheme is not None and attribute(scheme, "val") in _LIGHT and not list(scheme)
    return WHITE if light else UNKNOWN


def _vml_ground(shape: Element) -> str | None:
    told = attribute(shape, "fillcolor")
    if not told or attribute(shape, "filled") in ("f", "false"):
        return None
    hexadecimal = told.split()[0].lstrip("#").lower()
    return WHITE if hexadecimal in ("white", "fff", WHITE) else hexadecimal if len(hexadecimal) == 6 else UNKNOWN
