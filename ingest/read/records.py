"""Makes documents of records: the rows of a table, the lines of a file. Knows no file format."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Values
from dataclasses import dataclass, replace

from ingest.read.columns import IGNORED, KEY, PUBLISHER, TEXT, TITLE, fields_of
from ingest.read.encodings import storable
from ingest.read.extract import Extract
from ingest.read.mapping import Mapping
from ingest.read.outline import plain
from ingest.read.plain import name_as_title, paragraphs
from ingest.read.recognition import refused
from ingest.read.record_head import fitting, head_of
from ingest.split import Block, Section

NOTES = 20  # of one file: a report that nobody reads to its end helps nobody
TITLE_CHARS = 150
_KINDS = 1_000  # different sets of columns whose meaning is kept
_ONLY_IN_HEAD = frozenset({"id", "url", "as_of", "summary", "questions", "topics", "phases", "kind", PUBLISHER})


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of one thing, by the name of the column, and where: "Zeile 12"."""

    place: str
    values: Values[str, str]


def extracts_of(
    name: str, records: Iterator[Record], mapping: Mapping, notes: tuple[str, ...] = ()
) -> Iterator[Extract]:
    """Yield a document for each record that says something; what is wrong with some of them is noted.

    The key of a record is what stands in its column for ids, because that is made to last; without one its title,
    which changes less often than its place in the file; without both its place.
    """
    reader = _Reader(name, mapping)
    waiting: Extract | None = None
    noted = list(notes)
    for record in records:
        found, wrong = reader.read(record)
        noted += wrong
        if found:
            if waiting:
                yield waiting
            waiting, noted = replace(found, notes=tuple(noted)), []
    if waiting is None:
        raise refused(name, f"enthält keine Datensätze, die etwas sagen{''.join(f'. {note}' for note in noted[:1])}")
    yield replace(waiting, notes=(*waiting.notes, *noted, *reader.unsaid()))


class _Reader:
    """Reads the records of one file: knows its columns, the keys it has met, and how much it has complained."""

    def __init__(self, name: str, mapping: Mapping) -> None:
        self._name, self._mapping = name, mapping
        self._keys: Counter[str] = Counter()
        self._fields: dict[tuple[str, ...], dict[str, str]] = {}
        self._complaints = 0

    def read(self, record: Record) -> tuple[Extract | None, list[str]]:
        """Return the document of a record, None when it says nothing, and notes on what is wrong."""
        values = {column: text for column, said in record.values.items() if (text := storable(said).strip())}
        if not values:
            return None, []
        fields = self._fields_of(tuple(record.values))
        head, wrong = head_of(values, fields, self._mapping)
        blocks = tuple(_blocks(values, fields, head))
        if not blocks:
            return None, self._noted(record, ["sagt außer dem Titel nichts und wird nicht gelesen"])
        title = head.pop(TITLE, None) or f"{name_as_title(self._name)}: {next(iter(values.values()))}"
        title = plain(str(title))[:TITLE_CHARS]
        told, misfits = fitting(title, head)
        key, again = self._key(record, values, fields)
        digest = hashlib.sha256(repr((values, self._mapping.digest)).encode()).hexdigest()
        extract = Extract(title, (Section((), blocks),), told, key=key, digest=digest)
        return extract, self._noted(record, [*wrong, *misfits, *again])

    def unsaid(self) -> list[str]:
        """Return a note on the notes that were left out."""
        more = self._complaints - NOTES
        return [f"Es gibt {more} weitere Hinweise dieser Art."] if more > 0 else []

    def _noted(self, record: Record, reasons: Sequence[str]) -> list[str]:
        room = max(0, NOTES - self._complaints)
        self._complaints += len(reasons)
        return [f"{record.place}: {reason}." for reason in reasons[:room]]

    def _fields_of(self, columns: tuple[str, ...]) -> dict[str, str]:
        """Return the field of each column: what the mapping says, and for the others what their names say."""
        if len(self._fields) > _KINDS:
            self._fields.clear()
        if columns not in self._fields:
            mapped = {column: field for column, field in self._mapping.columns.items() if column in columns}
            rest = fields_of(column for column in columns if column not in mapped)
            taken = set(mapped.values())
            self._fields[columns] = mapped | {column: field for column, field in rest.items() if field not in taken}
        return self._fields[columns]

    def _key(self, record: Record, values: Values[str, str], fields: Values[str, str]) -> tuple[str, list[str]]:
        by_field = {field: values[column] for column, field in fields.items() if column in values}
        key = by_field.get(KEY) or by_field.get("id") or by_field.get(TITLE) or record.place
        self._keys[key] += 1
        if self._keys[key] == 1:
            return key, []
        again = f"die Kennung „{key}“ steht schon weiter oben" if by_field.get(KEY) or by_field.get("id") else ""
        return f"{key} ({self._keys[key]})", [again] if again else []


def _blocks(values: Values[str, str], fields: Values[str, str], head: Values[str, object]) -> Iterator[Block]:
    """Yield the texts of a record, then what its other columns say, each with its name."""
    for column, text in values.items():
        if fields.get(column) == TEXT:
            yield from paragraphs(text)
    for column, text in values.items():
        field = fields.get(column, "")
        silent = field in (TITLE, TEXT, IGNORED) or (field in _ONLY_IN_HEAD and field in head)
        if not silent and not (field == KEY and (text.isdigit() or column.strip("_").lower() == "id")):
            yield Block("", f"{plain(column).rstrip(':')}: {plain(text)}", row=True)
