"""Reads and writes Excel files; the one door to openpyxl. Formulas are never computed, texts never become formulas."""

import io
import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import iterparse  # `check_archive` lets no declarations of entities through

from evals.archives import BROKEN, TableUnreadable, check_archive
from evals.grids import LONGEST, MAX_COLUMNS, MAX_ROWS, Broken, Column, Grid, Position, Table, Value, looks_like_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_MERGED = 100_000  # cells
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADDRESS = re.compile(r"(https?://\S+)(?:\nhttps?://\S+)*")
_YELLOW = "FFF7DC"  # of cells that are to be filled
_A4 = 9


def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """Return the visible sheets, formulas as the values they had when the file was saved. Raises TableUnreadable."""
    check_archive(data)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that nobody looks at here
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return tuple(_grid(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    except BROKEN as error:
        raise TableUnreadable("ist keine Excel-Datei oder beschädigt") from error


def _grid(sheet: Any) -> Grid:
    merged, unsaved = _marks(sheet)
    rows: list[tuple[Value, ...]] = []
    for n, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), start=1):
        row = [_value(cell, (n, m) in unsaved) for m, cell in enumerate(cells, start=1)]
        while row and row[-1] is None:
            row.pop()
        rows.append(tuple(row))
    return Grid(str(sheet.title), tuple(rows), merged)


def _marks(sheet: Any) -> tuple[dict[Position, Position], set[Position]]:
    """Return the merged cells and the formulas saved without a value: openpyxl does not tell when it reads by rows."""
    from openpyxl.utils.cell import coordinate_to_tuple

    merged: dict[Position, Position] = {}
    unsaved: set[Position] = set()
    row = 0
    with sheet._get_source() as source:
        for _, element in iterparse(source):  # noqa: S314
            if element.tag == f"{_MAIN}row":
                row = int(element.get("r", row + 1))
                if row > MAX_ROWS and "".join(element.itertext()).strip():
                    raise TableUnreadable(f"hat mehr als {MAX_ROWS:,} Zeilen: Teilen Sie die Datei".replace(",", "."))
                formulas = (cell for cell in element if cell.find(f"{_MAIN}f") is not None and cell.get("r"))
                empty = (cell for cell in formulas if not cell.findtext(f"{_MAIN}v"))
                unsaved |= {coordinate_to_tuple(str(cell.get("r"))) for cell in empty}
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                merged |= _covered(element.get("ref", ""), MAX_MERGED - len(merged))
    return merged, unsaved


def _covered(area: str, most: int) -> dict[Position, Position]:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = (int(bound or 1) for bound in range_boundaries(area))
    rows, columns = range(top, min(bottom, MAX_ROWS) + 1), range(left, min(right, MAX_COLUMNS) + 1)
    if len(rows) * len(columns) > most:
        raise TableUnreadable("hat zu viele verbundene Zellen")
    return {(row, column): (top, left) for row in rows for column in columns if (row, column) != (top, left)}


def _value(cell: Any, unsaved: bool) -> Value:
    value = cell.value
    if cell.data_type == "e":
        return Broken(f"enthält den Fehlerwert {value}")
    if value is None:
        advice = "Öffnen und speichern Sie die Datei einmal in Excel"
        return Broken(f"enthält eine Formel ohne gespeicherten Wert: {advice}") if unsaved else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.replace("_x000D_", "").strip() or None  # how Excel writes the carriage return of a line break
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
