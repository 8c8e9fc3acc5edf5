"""Takes a page apart, as PDFium holds it, into glyphs, rules, boxes and pictures of a sheet. Second door to PDFium."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ingest.read.pdf_sheet import Box, Glyph, Painted, Sheet, Style, Upright

MAX_GLYPHS = 100_000  # of a page; a page full of small print has 10,000
MAX_OBJECTS = 100_000  # of a page
_DEEPEST = 8  # how far forms may lie within forms
_POINTS = 500  # of a path; one of more points is a drawing, no frame
_CORNERS = 5  # of a rectangle, the first told twice
_SMALL = 8.0  # points: a ring below this is a list mark
_THIN = 3.0  # points: a filled box below this is a rule
_BLANK = 32
_HYPHEN = 2  # what PDFium tells for a hyphen at the end of a line
_NO_CHARACTER = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))
_INVISIBLE, _CLIP, _STROKE = 3, 7, 1  # render modes of text
_SKEW = 4.0  # degrees by which a line of a scan may be askew
_BOLD_WEIGHT, _BOLD_FLAG = 600, 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class _Found:
    """What is painted on a page, in the coordinates of the file; `layers` counts texts by the address of the object."""

    layers: dict[int, int] = field(default_factory=dict)
    painted: list[Painted] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)


def sheet_of(page: Any, number: int) -> Sheet:
    """Return a page of a pypdfium2 document, turned so that most of its text is upright."""
    from pypdfium2 import raw

    found = _Found()
    _paint(raw, page, found)
    glyphs, unreadable = _glyphs(raw, page, found.layers)
    quarters = Counter(quarter for quarter, _ in glyphs if quarter is not None)
    main = quarters.most_common(1)[0][0] if quarters else page.get_rotation() // 90
    upright = _upright(page, main)
    return Sheet(
        number,
        upright.width,
        upright.height,
        tuple(_placed(glyph, upright) for quarter, glyph in glyphs if quarter == main),
        tuple(_sideways(page, glyphs, quarter) for quarter in sorted(set(quarters) - {main})),
        tuple(upright.box(rule) for rule in found.rules),
        tuple(replace(one, box=upright.box(one.box)) for one in found.painted),
        unreadable,
    )


def _sideways(page: Any, glyphs: list[tuple[int | None, "_RawGlyph"]], quarter: int) -> tuple[Glyph, ...]:
    upright = _upright(page, quarter)
    return tuple(_placed(glyph, upright) for found, glyph in glyphs if found == quarter)


def _upright(page: Any, quarter: int) -> Upright:
    left, bottom, right, top = page.get_cropbox()
    return Upright(left, bottom, right, top, quarter)


_RawGlyph = tuple[str, Box, float, float, Style]  # character, its box and its origin in the coordinates of the file


def _placed(glyph: _RawGlyph, upright: Upright) -> Glyph:
    text, box, x, y, style = glyph
    if upright.quarter == 0:  # nearly always, and three times as fast
        return Glyph(text, box.x0 - upright.left, box.x1 - upright.left, upright.top - y, style)
    placed = upright.box(box)
    return Glyph(text, placed.x0, placed.x1, upright.point(x, y)[1], style)


def _glyphs(raw: Any, page: Any, layers: dict[int, int]) -> tuple[list[tuple[int | None, _RawGlyph]], int]:
    """Return the glyphs with the quarter turn of each (None when askew), and how many have no character."""
    text_page = page.get_textpage()
    handle = text_page.raw
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, tuple[int | None, Style]] = {}
    fonts: dict[int, bool] = {}
    glyphs: list[tuple[int | None, _RawGlyph]] = []
    unreadable = 0
    for index in range(min(text_page.count_chars(), MAX_GLYPHS)):
        owner = raw.FPDFText_GetTextObject(handle, index)
        if not owner or raw.FPDFText_IsGenerated(handle, index) == 1:
            if glyphs and raw.FPDFText_GetUnicode(handle, index) == _BLANK:  # where PDFium sees a gap
                quarter, (_, box, *_, style) = glyphs[-1]
                glyphs.append((quarter, (" ", box, box.x1, box.y0, style)))
            continue
        text = _character(raw.FPDFText_GetUnicode(handle, index))
        if text is None:
            unreadable += 1
            continue
        address = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if address not in looks:
            looks[address] = _look(raw, handle, index, owner, layers.get(address, len(layers)), fonts)
        quarter, style = looks[address]
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        box = Box(rect.left, rect.bottom, rect.right, rect.top)
        glyphs.append((quarter, (text, box, x.value, y.value, style)))
    text_page.close()
    return glyphs, unreadable


def _character(code: int) -> str | None:
    """Return what PDFium tells as a character; None when the font has none for the shape."""
    if code == _HYPHEN:
        return "-"
    if code in _NO_CHARACTER or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code) if code >= 32 else " "


def _look(
    raw: Any, handle: Any, index: int, owner: Any, layer: int, fonts: dict[int, bool]
) -> tuple[int | None, Style]:
    """Return how a text object is set: the quarter of its turn, and its style."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
    mode = raw.FPDFTextObj_GetTextRenderMode(owner)
    colour, alpha = _colour(raw.FPDFPageObj_GetStrokeColor if mode == _STROKE else raw.FPDFPageObj_GetFillColor, owner)
    font = raw.FPDFTextObj_GetFont(owner)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        fonts[key] = _is_bold(raw, font) if font else False
    turned = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(turned / 90)
    askew = abs(turned - quarter * 90) > _SKEW
    style = Style(size, fonts[key], colour or (0, 0, 0), mode in (_INVISIBLE, _CLIP) or alpha == 0, layer)
    return None if askew else quarter % 4, style


def _is_bold(raw: Any, font: Any) -> bool:
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    said = name.value.decode("latin-1").lower()
    flags = raw.FPDFFont_GetFlags(font)
    heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or (flags > 0 and bool(flags & _BOLD_FLAG))
    return heavy or any(word in said for word in _BOLD_NAMES)


def _colour(get: Any, owner: Any) -> tuple[tuple[int, int, int] | None, int]:
    """Return a colour, None for a pattern, and how opaque it is, 0 to 255."""
    r, g, b, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    known = get(owner, r, g, b, alpha)
    return ((r.value, g.value, b.value), alpha.value) if known else (None, 255)


# --- what is painted beside text ---


def _paint(raw: Any, page: Any, found: _Found) -> None:
    for layer, (owner, matrix) in enumerate(_walk(raw, page)):
        kind = raw.FPDFPageObj_GetType(owner)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.layers[ctypes.cast(owner, ctypes.c_void_p).value or 0] = layer
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [_moved(x, y, _times(_matrix(raw, owner), matrix)) for x in (0, 1) for y in (0, 1)]
            found.painted.append(Painted(_around(corners), None, layer))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            found.painted.append(Painted(_bounds(raw, owner), None, layer))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _path(raw, owner, _times(_matrix(raw, owner), matrix), layer, found)


def _walk(raw: Any, page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yield the objects of a page in the order of painting, with the matrix of the forms around them."""
    forms = [(iter(_held(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page)), _SAME)]
    for _ in range(MAX_OBJECTS):
        while forms and (owner := next(forms[-1][0], None)) is None:
            forms.pop()
        if not forms:
            return
        matrix = forms[-1][1]
        if raw.FPDFPageObj_GetType(owner) != raw.FPDF_PAGEOBJ_FORM:
            yield owner, matrix
        elif len(forms) < _DEEPEST:
            inner = iter(_held(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, owner))
            forms.append((inner, _times(_matrix(raw, owner), matrix)))


def _held(count: Any, get: Any, holder: Any) -> Iterator[Any]:
    for index in range(count(holder)):
        if owner := get(holder, index):
            yield owner


def _path(raw: Any, owner: Any, matrix: Matrix, layer: int, found: _Found) -> None:
    """Note the rules and filled shapes of a path: its level and upright strokes, and what lies behind text."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(owner, fill, stroke)
    colour, alpha = _colour(raw.FPDFPageObj_GetFillColor, owner)
    filled = bool(fill.value) and alpha > 0
    opaque = alpha == 255 and not raw.FPDFPageObj_HasTransparency(owner)
    for points, straight in _parts(raw, owner, matrix) if filled or stroke.value else ():
        box = _around(points)
        thin = min(box.x1 - box.x0, box.y1 - box.y0) < _THIN
        small = max(box.x1 - box.x0, box.y1 - box.y0) < _SMALL
        if (filled and not thin) or (small and not straight):
            found.painted.append(Painted(box, colour, layer, opaque and straight and len(points) <= _CORNERS))
        if stroke.value and straight:
            edges = (_around([a, b]) for a, b in pairwise(points))
            found.rules += [edge for edge in edges if _is_straight(edge)]
        elif filled and thin:
            found.rules.append(box)


def _is_straight(edge: Box) -> bool:
    return edge.x1 - edge.x0 < 1 or edge.y1 - edge.y0 < 1


def _parts(raw: Any, owner: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Yield the points of each part of a path, and whether all its lines are straight; of a drawing only the first."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(min(raw.FPDFPath_CountSegments(owner), _POINTS)):
        segment = raw.FPDFPath_GetPathSegment(owner, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, straight


def _bounds(raw: Any, owner: Any) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(owner, *edges)
    return Box(*(edge.value for edge in edges))


def _matrix(raw: Any, owner: Any) -> Matrix:
    found = raw.FS_MATRIX()
    known = raw.FPDFPageObj_GetMatrix(owner, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f) if known else _SAME


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806 - as matrices are written
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
