"""Reads tables kept as text (CSV): each row a document of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.encodings import decoded
from ingest.read.extract import Extract
from ingest.read.grids import TableUnreadable
from ingest.read.mapping import NONE, Mapping
from ingest.read.plain import notes_of
from ingest.read.recognition import refused
from ingest.read.records import extracts_of
from ingest.read.table_records import BOUNDS, fitness, table_of
from ingest.read.text_tables import table_in


@dataclass(frozen=True, slots=True)
class CsvRecords:
    """Reads CSV in any usual encoding, with any usual delimiter; columns as `mapping` says, else by their names."""

    mapping: Mapping = NONE

    @property
    def version(self) -> str:
        return f"csv-1-{self.mapping.digest}"

    def mapped(self, mapping: Mapping) -> "CsvRecords":
        """Return the reader that follows a mapping."""
        return CsvRecords(mapping)

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        found = decoded(data)
        if found is None:
            raise refused(name, "ist kein lesbarer Text: Speichern Sie die Tabelle als CSV in UTF-8 oder als XLSX")
        marked = found.text[:5].lower() == "sep=;"  # a first line that only tells Excel the delimiter
        try:
            grid = table_in(found.text.partition("\n")[2] if marked else found.text, fitness, BOUNDS)
        except TableUnreadable as error:
            raise refused(name, str(error)) from error
        table = table_of(grid, self.mapping)
        if table is None:
            raise refused(name, self.mapping.unmatched or "enthält keine Zeilen")
        yield from extracts_of(name, table.records(), self.mapping, notes_of(found))


READER = CsvRecords()
