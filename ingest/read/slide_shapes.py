"""Puts the shapes of a slide into the order in which people read them, and tells those that nobody sees."""

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.read.drawing_fill import colour_of, ground_of
from ingest.read.looks import UNKNOWN, WHITE, Look
from ingest.read.xml_tree import attribute, below, child, holds, local

SAME_LINE = 0.04  # of the height of a slide: shapes whose tops differ by less stand beside each other
_TITLES = ("title", "ctrTitle")

Shape = Any  # a shape as python-pptx makes it; only ingest/read/slides.py knows that library


def in_reading_order(shapes: Iterable[Shape], height: int) -> list[Shape]:
    """Return shapes from top to bottom, and from left to right where they stand beside each other; titles first."""
    line = max(1, int(height * SAME_LINE))
    placed = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
    ordered: list[tuple[bool, int, int, Shape]] = []
    top = None
    for shape in placed:
        if top is None or (shape.top or 0) - top > line:
            top = shape.top or 0
        ordered.append((not is_title(shape), top, shape.left or 0, shape))
    return [shape for *_, shape in sorted(ordered, key=lambda one: one[:3])]


def leaves(shape: Shape, height: int) -> Iterator[Shape]:
    """Yield the shapes of a group that hold something themselves, in reading order; a shape of its own as it is."""
    if not hasattr(shape, "shapes"):
        yield shape
        return
    for inner in in_reading_order(shape.shapes, height):
        yield from leaves(inner, height)


def placeholder_of(shape: Shape) -> str | None:
    """Return the kind of place a layout keeps for a shape ("title", "body", "sldNum"); None where there is none."""
    place = next(below(shape._element, "ph"), None)
    return None if place is None else attribute(place, "type") or "obj"


def is_title(shape: Shape) -> bool:
    """Tell whether a shape holds the title of its slide."""
    return placeholder_of(shape) in _TITLES


def is_out_of_sight(shape: Shape, width: int, height: int) -> bool:
    """Tell whether a shape is hidden, or stands beside the slide."""
    named = next(below(shape._element, "cNvPr"), None)
    if attribute(named, "hidden") in ("1", "true"):
        return True
    sides = (shape.left, shape.top, shape.width, shape.height)
    if None in sides:
        return False
    left, top, wide, high = sides
    return bool(left >= width or top >= height or left + wide <= 0 or top + high <= 0)


class Backdrop:
    """What is behind the shapes of a slide: its colour, and the pictures and filled shapes on it and its layout."""

    def __init__(self, slide: Any) -> None:
        layers = (slide, slide.slide_layout, slide.slide_layout.slide_master)
        self._covers = [shape for layer in layers for shape in layer.shapes if _covers(shape)]
        backgrounds = (child(layer._element, "cSld", "bg") for layer in layers)
        background = next((one for one in backgrounds if one is not None), None)
        self._colour = WHITE if background is None else _ground(background) or WHITE

    def behind(self, shape: Shape) -> str:
        """Return the colour behind a shape; UNKNOWN where something else may be between it and the slide."""
        own = shape.shape_id
        covered = (one for one in self._covers if one.shape_id != own or hasattr(one, "shapes"))
        return UNKNOWN if any(_overlap(shape, one) for one in covered) else self._colour


def _covers(shape: Shape) -> bool:
    return holds(shape._element, "blip", "gradFill") or any(
        _is_filled(one) for one in below(shape._element, "sp", "pic", "graphicFrame")
    )


def _is_filled(element: Any) -> bool:
    return local(element) == "graphicFrame" or ground_of(element) is not None


def _overlap(one: Shape, other: Shape) -> bool:
    """Tell whether two shapes share some room; one without a place of its own may be anywhere."""
    if None in (one.left, one.top, other.left, other.top):
        return True
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    return not (beside or one.top + one.height <= other.top or other.top + other.height <= one.top)


def _ground(background: Any) -> str | None:
    fill = child(background, "bgPr", "solidFill")
    if fill is None and child(background, "bgPr") is not None:
        return UNKNOWN
    return colour_of(fill if fill is not None else child(background, "bgRef"))


def look_of_shape(shape: Shape, ground: str) -> Look:
    """Return what is behind the text of a shape."""
    return Look(ground=ground_of(shape._element) or ground)
