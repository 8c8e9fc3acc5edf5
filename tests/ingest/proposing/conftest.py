"""Texts as a reader hands them on, and what is proposed for them."""

from collections.abc import Callable
from datetime import date

import pytest

from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.read.extract import Extract
from ingest.split import Block, Section, split
from knowledge.documents import Document, FrontMatter

TODAY = date(2026, 7, 31)


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Extract, Document]]:
    """Make an extract of paragraphs and its document; a paragraph that begins with # is a heading."""

    def make(*paragraphs: str, title: str = "Ein Text", **told: object) -> tuple[Extract, Document]:
        sections: list[Section] = []
        headings: tuple[str, ...] = ()
        for paragraph in paragraphs:
            if paragraph.startswith("# "):
                headings = (paragraph[2:],)
            else:
                sections.append(Section(headings, (Block("", paragraph),)))
        meta = FrontMatter.model_validate({"id": "text", "kind": "page", "title": title, **told})
        return Extract(title, tuple(sections), told), Document(meta, "ab" * 32, split(meta, sections))

    return make


@pytest.fixture(scope="session")
def propose(read: Callable[..., tuple[Extract, Document]]) -> Callable[..., dict[str, list[Proposal]]]:
    """Return what is proposed for a text, by field."""

    def of(*paragraphs: str, title: str = "Ein Text", **told: object) -> dict[str, list[Proposal]]:
        found: dict[str, list[Proposal]] = {}
        for one in proposed(*read(*paragraphs, title=title, **told), TODAY):
            found.setdefault(one.field, []).append(one)
        return found

    return of
