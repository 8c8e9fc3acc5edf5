"""What the knowledge holds now of the documents that a text cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.people.cited import CitedSource
from knowledge.documents import FrontMatter, Passage, content_digest


class Knowledge(Protocol):
    """Reads documents; knowledge.registry.Registry is the real one."""

    def heads(self, documents: Sequence[str]) -> dict[str, FrontMatter]:
        """Return the heads of those documents that exist. Raises RegistryUnavailable."""
        ...

    def passages_of(self, documents: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        """Return the passages of each document that exists, in reading order. Raises RegistryUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """A document as it is now."""

    meta: FrontMatter
    passages: tuple[Passage, ...]

    @property
    def digest(self) -> str:
        """The digest of what it says."""
        return content_digest(self.meta, self.passages)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of that id; None when it is gone or says something else now."""
        return next((one for one in self.passages if one.id == passage_id), None)


def standing_of(document_ids: Sequence[str], knowledge: Knowledge) -> dict[str, Standing]:
    """Return the documents that exist among those ids. Raises RegistryUnavailable."""
    ids = sorted(set(document_ids))
    heads, passages = knowledge.heads(ids), knowledge.passages_of(ids)
    return {key: Standing(meta, passages.get(key, ())) for key, meta in heads.items()}


def cited_documents(sources: Sequence[CitedSource], knowledge: Knowledge) -> Mapping[str, Standing]:
    """Return the documents of those sources that still exist. Raises RegistryUnavailable."""
    return standing_of([source.document_id for source in sources], knowledge)
