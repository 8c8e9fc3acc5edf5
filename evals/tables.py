"""Reads an advisor's table as rows of a question set: what is right runs, what is wrong is named by row and column.

Knows how tables are written, and leaves it to the question set what a question must have.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cells import date_of, given, ids_of, population_of, status_of, text_of, texts_of, truth_of
from evals.headings import QUESTION, SEVERAL, Headings, headings_of
from evals.names import expected_of, phase_of, state_of, type_of
from evals.table_files import BOUNDS, is_workbook, read_bounded
from ingest.read.grids import Grid, TableUnreadable, Value
from ingest.read.text_tables import read_text
from ingest.read.workbooks import read_workbook
from knowledge.errors import Problem

ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_OTHER_FORMATS = frozenset({".xlsb", ".ods"})
_WORDED = frozenset({"id", QUESTION, "dialogue", "nuggets", "missing", "forbidden", "class", "style", "note"})
_PROFILE: dict[str, Callable[[Value], Any]] = {
    "state": state_of, "population": population_of, "type": type_of, "phase": phase_of,
}  # fmt: skip
_FIELDS: dict[str, Callable[[Value], Any]] = {
    "id": text_of, QUESTION: text_of, "dialogue": texts_of, "relevant": ids_of, "nuggets": texts_of,
    "missing": texts_of, "forbidden": texts_of, "expected": expected_of, "class": text_of, "style": text_of,
    "today": date_of, "status": status_of, "plan": truth_of, "tuned": truth_of, "note": text_of,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one question, where it stands, and under which heading each field does."""

    place: str
    values: Mapping[str, Any]
    headings: Mapping[str, str]

    def problem(self, field: str, reason: str) -> Problem:
        """Return what is wrong with a field of this row."""
        return Problem(self.place, f"Spalte „{self.headings.get(field, field)}“", reason)


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """What one sheet holds: rows, rows that are wrong, and what was not read at all."""

    sheet: str | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_table(file: Path) -> tuple[QuestionTable, ...]:
    """Return the tables with questions in a file, one per sheet. Raises TableUnreadable, also when there is none."""
    if file.suffix.lower() in _OTHER_FORMATS:
        raise TableUnreadable(f"hat das Format {file.suffix}: Speichern Sie sie als .xlsx oder .csv")
    data = read_bounded(file)
    grids = read_workbook(data, BOUNDS) if is_workbook(data) else (read_text(data, _fitness, BOUNDS),)
    found = [(grid, headings_of(grid)) for grid in grids]
    tables = [_table(str(file), grid, headings) for grid, headings in found if headings is not None]
    if not tables:
        raise TableUnreadable("hat keine Spalte mit der Überschrift „Frage“")
    unread = [
        Problem(_place(str(file), grid), "Blatt", "hat keine Spalte „Frage“ und wird nicht gelesen")
        for grid, headings in found
        if headings is None and any(grid.rows)
    ]
    first = tables[0]
    return (QuestionTable(first.sheet, first.rows, first.problems, (*first.notes, *unread)), *tables[1:])


def _fitness(grid: Grid) -> float:
    headings = headings_of(grid)
    return -1.0 if headings is None else headings.fitness() - max(map(len, grid.rows)) / 1000


def _place(file: str, grid: Grid) -> str:
    return f"{file}, Blatt „{grid.name}“" if grid.name else file


def _table(file: str, grid: Grid, headings: Headings) -> QuestionTable:
    place = _place(file, grid)
    titles = {field: _title(grid, headings.row, columns[0]) for field, columns in headings.columns.items()}
    rows, problems = [], []
    for first, last in _questions(grid, headings):
        if not _says_something(grid, range(first, last + 1), headings):
            continue
        cells = {field: _cells(grid, range(first, last + 1), columns) for field, columns in headings.columns.items()}
        cells = {f: found if f in _WORDED else [v for v in found if given(v) is not None] for f, found in cells.items()}
        row, wrong = _row(Row(f"{place}, Zeile {first}", {}, titles), cells, f"zeile-{first}")
        problems += wrong
        if not wrong:
            rows.append(row)
    unknown = [f"„{_title(grid, headings.row, column)}“" for column in headings.ignored]
    note = Problem(place, f"Spalte {', '.join(unknown)}", "ist hier nicht bekannt und wird nicht gelesen")
    return QuestionTable(grid.name, tuple(rows), tuple(problems), (note,) if unknown else ())


def _title(grid: Grid, row: int, column: int) -> str:
    return " ".join(str(grid.at(row, column)).split())


def _says_something(grid: Grid, rows: range, headings: Headings) -> bool:
    """Return whether rows hold more than a number given in advance, or cells merged with those of rows above."""
    for field, columns in headings.columns.items():
        own = ((row, n) for row in rows for n in columns if grid.merged.get((row, n), (row, n))[0] >= rows.start)
        values = (grid.at(*position) for position in own)
        if field != "id" and any((value if field in _WORDED else given(value)) is not None for value in values):
            return True
    return False


def _questions(grid: Grid, headings: Headings) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each question; merged cells may hold it over several rows.

    A row whose question is merged with a neighbouring column is a heading between questions, and left out.
    """
    column = headings.columns[QUESTION][0]
    others = {n for columns in headings.columns.values() for n in columns} - {column}
    row = headings.row + 1
    while row <= len(grid.rows):
        shown = grid.merged.get((row, column), (row, column))
        last = row
        while grid.merged.get((last + 1, column)) == shown and last < len(grid.rows):
            last += 1
        if not any(grid.merged.get((row, other), (row, other)) == shown for other in others):
            yield row, last
        row = last + 1


def _cells(grid: Grid, rows: range, columns: tuple[int, ...]) -> list[Value]:
    """Return what stands in some cells, merged ones once, empty ones left out."""
    positions = dict.fromkeys(grid.merged.get((row, column), (row, column)) for row in rows for column in columns)
    return [value for value in (grid.at(*position) for position in positions) if value is not None]


def _row(row: Row, cells: Mapping[str, list[Value]], substitute: str) -> tuple[Row, list[Problem]]:
    """Return the row with its values, and what is wrong with them; a missing id is the number of the row."""
    values: dict[str, Any] = {"id": substitute}
    profile: dict[str, Any] = {}
    problems = []
    for field, found in cells.items():
        try:
            if field in _PROFILE:
                profile |= {field: _PROFILE[field](found[0])} if found else {}
            elif field in SEVERAL:
                values[field] = [text for value in found for text in _FIELDS[field](value)]
            elif found:
                values[field] = _FIELDS[field](found[0])
        except ValueError as error:
            problems.append(row.problem(field, str(error)))
    if not cells[QUESTION]:
        problems.insert(0, row.problem(QUESTION, "fehlt"))
    return Row(row.place, values | ({"profile": profile} if profile else {}), row.headings), problems
