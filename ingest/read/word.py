"""Reads Word documents (DOCX, DOCM, DOTX): what a person sees of them, without macros, comments and deleted text."""

from collections.abc import Iterator

from ingest.read.extract import Extract
from ingest.read.left_out import left_out
from ingest.read.looks import Look
from ingest.read.office_parts import Parts
from ingest.read.outline import headed, sections_of
from ingest.read.refusing import readable, with_text
from ingest.read.titles import heading_over_all, sensible, title_from
from ingest.read.word_body import Body
from ingest.read.word_numbering import Numbering
from ingest.read.word_styles import styles_of
from ingest.read.xml_tree import Element, attribute, below, child, local

KIND = "Word-Dokument"


class WordReader:
    """Reads one document from each file."""

    version = "word-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the document in `data`. Raises DocumentInvalid when it is broken, of another kind, or empty."""
        with readable(name, KIND):
            extract = _extract(name, Parts(data))
        yield with_text(name, extract)


READER = WordReader()


def _extract(name: str, parts: Parts) -> Extract:
    package = {relation.kind: relation.path for relation in parts.relations()}
    main = parts.xml(package.get("officeDocument", ""))
    content = child(main, "body")
    if content is None:
        raise ValueError("no body")
    related = parts.relations(package["officeDocument"])
    paths = {relation.kind: relation.path for relation in related}
    notes = {key: one for kind in ("footnote", "endnote") for key, one in _notes(parts, paths, kind)}
    styles = styles_of(parts.xml(paths.get("styles", "")))
    body = Body(styles, Numbering(parts.xml(paths.get("numbering", ""))), notes)
    ground = attribute(child(main, "background"), "color")
    pieces = list(body.pieces(content, Look(ground=ground.lower() if ground else None)))
    core = child(parts.xml(package.get("core-properties", "")), "title")
    stated = sensible(body.title) or sensible(core.text if core is not None else "")
    title = stated or heading_over_all(pieces) or title_from(name)
    margins = any(_has_text(parts.xml(one.path)) for one in related if one.kind in ("header", "footer"))
    comments = _count(parts.xml(paths.get("comments", "")), "comment")
    said = left_out(deleted=body.deleted, comments=comments, margins=margins, pictures=body.pictures)
    return Extract(title, sections_of(headed(pieces), title), hidden=tuple(body.hidden), notes=said)


def _notes(parts: Parts, paths: dict[str, str], kind: str) -> Iterator[tuple[tuple[str, str], Element]]:
    root = parts.xml(paths.get(f"{kind}s", ""))
    for one in root if root is not None else ():
        if local(one) == kind:
            yield (kind, attribute(one, "id") or ""), one


def _has_text(root: Element | None) -> bool:
    return root is not None and any((one.text or "").strip() for one in below(root, "t"))


def _count(root: Element | None, name: str) -> int:
    return 0 if root is None else sum(1 for _ in below(root, name))
