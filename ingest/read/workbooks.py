"""Reads and writes Excel files; the one door to openpyxl. Formulas are never computed, texts never become formulas."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, iterparse  # `_looked_at` lets no declarations of entities through

from ingest.read import archives
from ingest.read.grids import (
    LONGEST,
    Broken,
    Column,
    Grid,
    Position,
    Table,
    TableBounds,
    TableUnreadable,
    Value,
    looks_like_formula,
)  # fmt: skip
from ingest.read.shown import shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_MERGED = 100_000  # cells
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a workbook with a password ([MS-OFFCRYPTO])
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADDRESS = re.compile(r"(https?://\S+)(?:\nhttps?://\S+)*")
_TRUE = ("1", "true")
_YELLOW = "FFF7DC"  # of cells that are to be filled
_A4 = 9


def read_workbook(data: bytes, bounds: TableBounds, *, as_shown: bool = False) -> tuple[Grid, ...]:
    """Return the visible sheets, formulas as the values they had when the file was saved. Raises TableUnreadable.

    `as_shown` gives numbers and dates as the texts that a German reader sees.
    """
    _look_at(data, bounds)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that nobody looks at here
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            visible = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
            return tuple(_grid(sheet, bounds, as_shown) for sheet in visible)
    except archives.BROKEN as error:
        raise TableUnreadable("ist keine Excel-Datei oder beschädigt") from error


def _look_at(data: bytes, bounds: TableBounds) -> None:
    """Raise TableUnreadable unless the bytes are an .xlsx that unpacks within bounds."""
    if data.startswith(_OLE):
        raise TableUnreadable(
            "ist mit einem Kennwort geschützt: Heben Sie den Schutz auf" if _ENCRYPTED in data
            else "hat das alte Format .xls: Speichern Sie sie als .xlsx"
        )  # fmt: skip
    try:
        with archives.opened(data, archives.Bounds(bounds.unpacked_bytes, parts=2_000)) as archive:
            archives.refuse_declarations(archive)
    except archives.ArchiveRefused as error:
        broken = isinstance(error.__cause__, archives.BROKEN)
        raise TableUnreadable("ist keine Excel-Datei oder beschädigt" if broken else str(error)) from error


def _grid(sheet: Any, bounds: TableBounds, as_shown: bool) -> Grid:
    marks = _Marks(bounds)
    with sheet._get_source() as source:
        for _, element in iterparse(source):  # noqa: S314
            marks.note(element)
    rows: list[tuple[Value, ...]] = []
    width = max(1, min(marks.width, bounds.columns))  # openpyxl fills each row up to it
    for n, cells in enumerate(sheet.iter_rows(max_row=bounds.rows, max_col=width), start=1):
        row = [_value(cell, (n, m) in marks.unsaved, as_shown) for m, cell in enumerate(cells, start=1)]
        while row and row[-1] is None:
            row.pop()
        rows.append(tuple(row))
    hidden_rows, hidden_columns = frozenset(marks.hidden_rows), frozenset(marks.hidden_columns)
    return Grid(str(sheet.title), tuple(rows), marks.merged, hidden_rows, hidden_columns)


@dataclass
class _Marks:
    """What a sheet says beside its values, which openpyxl does not tell when it reads by rows."""

    bounds: TableBounds
    merged: dict[Position, Position] = field(default_factory=dict)
    unsaved: set[Position] = field(default_factory=set)  # formulas saved without a value
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    width: int = 0
    _row: int = 0

    def note(self, element: Element) -> None:
        """Take in one element of the sheet's XML that has been read to its end."""
        if element.tag == f"{_MAIN}row":
            self._note_row(element)
            element.clear()
        elif element.tag == f"{_MAIN}mergeCell":
            self.merged |= _covered(element.get("ref", ""), MAX_MERGED - len(self.merged), self.bounds)
        elif element.tag == f"{_MAIN}col" and element.get("hidden") in _TRUE:
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.hidden_columns |= set(range(first, min(last, self.bounds.columns) + 1))

    def _note_row(self, element: Element) -> None:
        self._row = row = int(element.get("r", self._row + 1))
        if row > self.bounds.rows and "".join(element.itertext()).strip():
            self.bounds.refuse_more_rows(row)
        self.width = max(self.width, _last_column(element))
        self.unsaved |= set(_unsaved(element))
        if element.get("hidden") in _TRUE:
            self.hidden_rows.add(row)


def _last_column(row: Element) -> int:
    from openpyxl.utils.cell import coordinate_to_tuple

    place = row[-1].get("r") if len(row) else None
    return max(len(row), coordinate_to_tuple(place)[1] if place else 0)


def _unsaved(row: Element) -> Iterator[Position]:
    from openpyxl.utils.cell import coordinate_to_tuple

    for cell in row:
        if cell.find(f"{_MAIN}f") is not None and cell.get("r") and not cell.findtext(f"{_MAIN}v"):
            yield coordinate_to_tuple(str(cell.get("r")))


def _covered(area: str, most: int, bounds: TableBounds) -> dict[Position, Position]:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = (int(bound or 1) for bound in range_boundaries(area))
    rows, columns = range(top, min(bottom, bounds.rows) + 1), range(left, min(right, bounds.columns) + 1)
    if len(rows) * len(columns) > most:
        raise TableUnreadable("hat zu viele verbundene Zellen")
    return {(row, column): (top, left) for row in rows for column in columns if (row, column) != (top, left)}


def _value(cell: Any, unsaved: bool, as_shown: bool) -> Value:
    value = cell.value
    if cell.data_type == "e":
        return Broken(f"enthält den Fehlerwert {value}")
    if value is None:
        advice = "Öffnen und speichern Sie die Datei einmal in Excel"
        return Broken(f"enthält eine Formel ohne gespeicherten Wert: {advice}") if unsaved else None
    if isinstance(value, str):
        return value.replace("_x000D_", "").strip() or None  # how Excel writes the carriage return of a line break
    if as_shown and isinstance(value, bool | int | float | date | time):
        return shown(value, str(cell.number_format))
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, int | float | date) else str(value)


def write_workbook(table: Table) -> bytes:
    """Return a workbook: the notes, and the table with a fixed heading row and drop-downs in its columns of choices.

    Every text is written as text, whatever it begins with; a web address becomes a link.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.creator = "Lotse"
    explained: Worksheet = workbook.worksheets[0]
    explained.title = "Hinweise"
    explained.column_dimensions["A"].width = 110
    for n, note in enumerate(table.notes, start=1):
        _put(explained.cell(n, 1), note)
    sheet: Worksheet = workbook.create_sheet(table.name)
    _fill(sheet, table)
    _lay_out(sheet, table.columns, len(table.rows) + 1)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Font, PatternFill

    for n, column in enumerate(table.columns, start=1):
        _put(sheet.cell(1, n), column.title)
        sheet.cell(1, n).font = Font(bold=True)
    for n, row in enumerate(table.rows, start=2):
        for m, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            _put(sheet.cell(n, m), value)
            if column.to_fill:
                sheet.cell(n, m).fill = PatternFill("solid", start_color=_YELLOW)


def _put(cell: Any, value: str | int | None) -> None:
    from openpyxl.styles import Alignment

    cell.value = _UNPRINTABLE.sub("", value)[:LONGEST] if isinstance(value, str) else value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl itself takes what begins with = for a formula
        if addresses := _ADDRESS.fullmatch(value):
            cell.hyperlink = addresses[1]
        elif looks_like_formula(value):
            cell.quotePrefix = True  # so that it stays text when someone edits it


def _lay_out(sheet: "Worksheet", columns: Sequence[Column], last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    for n, column in enumerate(columns, start=1):
        letter = get_column_letter(n)
        sheet.column_dimensions[letter].width = column.width
        if not column.choices or last == 1:
            continue
        allowed = ",".join(map(str, column.choices))
        offered = DataValidation("list", formula1=f'"{allowed}"', allow_blank=True, showErrorMessage=True)
        offered.errorTitle, offered.error = "Dieser Wert ist nicht vorgesehen", f"Bitte wählen Sie: {allowed}"
        offered.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(offered)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
