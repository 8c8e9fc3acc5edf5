"""Reads Excel files: each row of each visible sheet a document of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.extract import Extract
from ingest.read.grids import Grid, TableUnreadable
from ingest.read.mapping import NONE, Mapping
from ingest.read.recognition import refused
from ingest.read.records import Record, extracts_of
from ingest.read.table_records import BOUNDS, Table, table_of
from ingest.read.workbooks import read_workbook


@dataclass(frozen=True, slots=True)
class WorkbookRecords:
    """Reads XLSX, numbers and dates as they are shown; columns as `mapping` says, else by their names."""

    mapping: Mapping = NONE

    @property
    def version(self) -> str:
        return f"xlsx-1-{self.mapping.digest}"

    def mapped(self, mapping: Mapping) -> "WorkbookRecords":
        """Return the reader that follows a mapping."""
        return WorkbookRecords(mapping)

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        try:
            grids = read_workbook(data, BOUNDS, as_shown=True)
        except TableUnreadable as error:
            raise refused(name, str(error)) from error
        tables = [table for grid in grids if (table := table_of(grid, self.mapping))]
        if not tables:
            raise refused(name, self.mapping.unmatched or "enthält kein Blatt mit Zeilen")
        left_out = tuple(note for table in tables for note in table.notes())
        yield from extracts_of(name, _records(tables), self.mapping, (*left_out, *_unread(grids, tables)))


READER = WorkbookRecords()


def _records(tables: list[Table]) -> Iterator[Record]:
    for table in tables:
        yield from table.records()


def _unread(grids: tuple[Grid, ...], tables: list[Table]) -> Iterator[str]:
    read = {table.grid.name for table in tables}
    for grid in grids:
        if grid.name not in read and any(grid.rows):
            yield f"Das Blatt „{grid.name}“ hat nicht die Spalten der Zuordnung und wurde nicht gelesen."
