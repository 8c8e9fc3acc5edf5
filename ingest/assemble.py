"""Makes a document of what a reader took from a file: its id, its head, its digest, its passages. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence

from ingest.confirmed import digest_with, with_confirmed
from ingest.heads import checked_head
from ingest.read.extract import Extract
from ingest.split import split
from knowledge.documents import Document, FrontMatter
from knowledge.errors import DocumentInvalid, Problem

ASSEMBLY_VERSION = "assembly-1"  # part of every digest
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SLUG = 60  # characters
_OWN = 16  # hex digits: of 87,000 documents two had the same eight, and only the first of them was taken
GIVEN_ID = re.compile(rf"-[0-9a-f]{{{_OWN}}}$")  # the end of an id that no file told


def document_id(extract: Extract, source: str, name: str) -> str:
    """Return the id that the file gives itself, else one that only depends on source, name and key.

    >>> told = Extract("Satzung", (), told={"id": "hundesteuer"})
    >>> document_id(told, "folder:/a", "x.md")
    'hundesteuer'
    >>> document_id(Extract("Satzung", ()), "folder:/a", "Straßen/Gebühren 2024.pdf")
    'strassen-gebuehren-2024-pdf-5181bf0c38769b65'
    """
    told = extract.told.get("id")
    if isinstance(told, str | int) and str(told):
        return str(told)
    own = hashlib.sha256("\0".join((source, name, extract.key)).encode()).hexdigest()[:_OWN]
    return f"{_slug(name)}-{own}"


def content_of(extract: Extract, item_digest: str) -> str:
    """Return the digest of what a document was read from: its record's bytes, or those of the file and its key."""
    return extract.digest or hashlib.sha256(f"{item_digest}\0{extract.key}".encode()).hexdigest()


def digest_of(content: str, versions: Sequence[str], confirmed: Mapping[str, object]) -> str:
    """Return the digest of a document: it changes when bytes, code that reads them, or confirmed values change."""
    return digest_with(hashlib.sha256("\0".join((*versions, content)).encode()).hexdigest(), confirmed)


def assemble(
    extract: Extract,
    source: str,
    name: str,
    url: str | None = None,
    confirmed: Mapping[str, object] | None = None,
    digest: str = "",
) -> Document:
    """Return the document of an extract, split into passages; `digest` is that of `digest_of`.

    Raises DocumentInvalid naming `name`, field and reason.
    """
    values: dict[str, object] = {"kind": "page", "title": extract.title or _named(name)}
    if url:
        values["url"] = url
    values |= extract.told
    values["id"] = document_id(extract, source, name)
    meta = checked_head(name, with_confirmed(values, confirmed or {}))
    _markers_have_sources(name, meta, extract)
    passages = split(meta, extract.sections)
    if not passages:
        raise DocumentInvalid((Problem(name, "Text", "ist leer"),))
    return Document(meta, digest, passages)


def _markers_have_sources(name: str, meta: FrontMatter, extract: Extract) -> None:
    used = {n for section in extract.sections for block in section.blocks for _, n in block.markers}
    if unknown := sorted(n for n in used if not 1 <= n <= len(meta.sources)):
        reason = f"Marke [{unknown[0]}] hat keine Quelle ({len(meta.sources)} Quellen im Kopf)"
        raise DocumentInvalid((Problem(name, "sources", reason),))


def _named(name: str) -> str:
    """Return a title for a file that has none: its name without folders and suffix."""
    last = name.rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_\s]+", " ", last.rpartition(".")[0] or last).strip() or name


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^https?://(www\.)?", "", plain)).strip("-")
    return found[:_SLUG].strip("-") or "dokument"
