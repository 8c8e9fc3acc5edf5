"""What every reader hands on: the documents that a file holds, taken apart into sections of blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ingest.split import Section


@dataclass(frozen=True, slots=True)
class Extract:
    """One document as a reader took it from a file, before it is split, screened and filed.

    `key` tells the records of one file apart and stays the same when a record changes; empty for a file that is one
    document. `told` holds fields of a head (knowledge.documents.FrontMatter) that the file states itself, nothing
    guessed. `hidden` are texts that a person does not see in the file; they are not in the sections. `notes` are German
    sentences for the report on what was left out. `digest` is that of the record's own bytes, empty for the file's.
    """

    title: str
    sections: tuple[Section, ...]
    told: Mapping[str, object] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    key: str = ""
    digest: str = ""


class Reader(Protocol):
    """Reads files of one format."""

    @property
    def version(self) -> str:
        """Name and number, part of every digest: a reader that reads differently reads all anew."""
        ...

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the documents in `data`, the content of file `name`. Raises DocumentInvalid naming what is wrong."""
        ...
