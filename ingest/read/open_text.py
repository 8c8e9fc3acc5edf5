"""Reads OpenDocument texts (ODT, OTT): what a person sees of them, without comments and deleted text."""

from collections.abc import Iterator

from ingest.read.extract import Extract
from ingest.read.left_out import left_out
from ingest.read.looks import Look
from ingest.read.office_parts import Parts
from ingest.read.open_body import OpenBody
from ingest.read.open_styles import open_styles
from ingest.read.outline import headed, sections_of
from ingest.read.refusing import invalid, readable, with_text
from ingest.read.titles import heading_over_all, sensible, title_from
from ingest.read.xml_tree import below, child, holds

KIND = "OpenDocument-Text"


class OpenTextReader:
    """Reads one document from each file."""

    version = "open-text-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the document in `data`. Raises DocumentInvalid when it is broken, locked, of another kind, or empty."""
        with readable(name, KIND):
            parts = Parts(data)
            locked = holds(parts.xml("META-INF/manifest.xml"), "encryption-data")
        if locked:
            raise invalid(name, "ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort")
        with readable(name, KIND):
            extract = _extract(name, parts)
        yield with_text(name, extract)


READER = OpenTextReader()


def _extract(name: str, parts: Parts) -> Extract:
    content, common = parts.xml("content.xml"), parts.xml("styles.xml")
    text = child(content, "body", "text")
    if text is None:
        raise ValueError("no text")
    body = OpenBody(open_styles(common, content))
    pieces = list(body.pieces(text, Look()))
    stated = next((one for one in below(meta, "title")), None) if (meta := parts.xml("meta.xml")) is not None else None
    title = sensible(body.title) or sensible(stated.text if stated is not None else "")
    title = title or heading_over_all(pieces) or title_from(name)
    margins = child(common, "master-styles")
    regions = below(margins, "header", "footer") if margins is not None else ()
    in_margins = any((one.text or "").strip() for region in regions for one in below(region, "p", "span"))
    notes = left_out(deleted=body.deleted, comments=body.comments, margins=in_margins, pictures=body.pictures)
    return Extract(title, sections_of(headed(pieces), title), hidden=tuple(body.hidden), notes=notes)
