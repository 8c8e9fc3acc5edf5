"""Opens the XML files inside an office file (DOCX, ODT): no network, no entities, bounded in depth and size.

Only what is asked for is unpacked: pictures and macros never are.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property

from ingest.read.xml_tree import Element, attribute, local

PART_BYTES = 64 * 1024 * 1024  # unpacked; the text of 10,000 pages with all its marks


@dataclass(frozen=True, slots=True)
class Relation:
    """What one XML file of the package refers to: the last word of its kind ("styles"), and its path."""

    key: str
    kind: str
    path: str


class Parts:
    """The files inside an office file."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))

    def xml(self, path: str) -> Element | None:
        """Return the root of an XML file, None where there is no such file. Raises ValueError when it is too large."""
        if path not in self._names:
            return None
        with self._archive.open(path) as file:
            content = file.read(PART_BYTES + 1)
        if len(content) > PART_BYTES:
            raise ValueError(path)
        return _parsed(content)

    def relations(self, path: str = "") -> list[Relation]:
        """Return what the file at `path` refers to inside the package; the package itself for an empty path."""
        folder, own = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{own}.rels"))
        told = [one for one in root if local(one) == "Relationship"] if root is not None else []
        return [
            Relation(
                attribute(one, "Id") or "",
                (attribute(one, "Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target") or "")).lstrip("/"),
            )
            for one in told
            if attribute(one, "TargetMode") != "External"
        ]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._archive.namelist())


def _parsed(content: bytes) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Element = etree.fromstring(content, parser)
    return root
