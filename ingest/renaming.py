"""Gives a document's passages the ids that they have under another head: what is indexed with them has changed."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.documents import FrontMatter, Passage, passage_id


def under(meta: FrontMatter, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a document as splitting its sections under `meta` would give them."""
    renamed: list[Passage] = []
    seen: set[str] = set()
    for passage in passages:
        mark: object = passage.sentences
        while (key := passage_id(meta, passage.headings, passage.text, mark)) in seen:
            mark = (mark, "again")
        seen.add(key)
        renamed.append(replace(passage, id=key, document_id=meta.id))
    return tuple(renamed)
