"""The file beside a table that says which column holds what: `projekte.xlsx.mapping.yaml` for `projekte.xlsx`."""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.read import limits
from ingest.read.columns import IGNORED, KEY, PUBLISHER, TEXT
from ingest.read.limits import refuse_above
from knowledge.documents import FrontMatter, Funding, Municipality
from knowledge.errors import DocumentInvalid, Problem

SUFFIX = ".mapping.yaml"
_GROUPS: dict[str, type[BaseModel]] = {"municipality": Municipality, "funding": Funding}
FIELDS = frozenset(
    [name for name in FrontMatter.model_fields if name not in {*_GROUPS, "sources"}]
    + [f"{group}.{name}" for group, model in _GROUPS.items() for name in model.model_fields]
    + [KEY, TEXT, PUBLISHER, IGNORED]
)


class Mapping(BaseModel):
    """Which field each named column holds, values that hold for all records, and the row with the names (from 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str] = {}
    always: dict[str, str | int] = {}
    head_row: Annotated[int, Field(ge=1, le=1_000)] | None = None

    @cached_property
    def digest(self) -> str:
        """Return what tells this mapping from others: part of the reader's version."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    @property
    def unmatched(self) -> str:
        """What to say of a table that lacks columns which are mapped; empty when none are."""
        named = ", ".join(f"„{column}“" for column in self.columns)
        return f"hat nicht alle Spalten der Zuordnung ({named}): Prüfen Sie die Namen in der Kopfzeile" if named else ""


NONE = Mapping()


def is_mapping(name: str) -> bool:
    """Return whether a file says how to read another one, and is no document itself."""
    return name.endswith(SUFFIX)


def read_mapping(name: str, data: bytes) -> Mapping:
    """Return the mapping in `data`. Raises DocumentInvalid naming field and reason."""
    refuse_above(limits.MAPPING_BYTES, name, len(data))
    try:
        found = Mapping.model_validate(yaml.safe_load(data.decode("utf-8")) or {})
    except (RecursionError, yaml.YAMLError, ValueError) as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else "Datei"
        reason = "hat nicht die Form, die docs/operations.md unter „Tabellen“ beschreibt"
        raise DocumentInvalid((Problem(name, where or "Datei", reason),)) from error
    unknown = _unknown([*found.columns.values(), *found.always])
    if unknown:
        raise DocumentInvalid((Problem(name, unknown, "ist kein Feld eines Dokuments (siehe docs/operations.md)"),))
    return found


def _unknown(fields: Iterable[str]) -> str:
    return next((field for field in fields if field not in FIELDS), "")
