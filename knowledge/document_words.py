"""What whole documents say, kept for those that were looked at last."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.analysis import passage_text
from knowledge.documents import FrontMatter, Passage
from knowledge.german import content_words, stem
from knowledge.indexes import Indexes
from knowledge.matching import Words, words_among
from knowledge.registry import Registry

KEPT = 256  # documents; about 0.2 MB each


@dataclass(frozen=True, slots=True)
class Spoken:
    """All words of a document, the stems of each of its passages in order (by passage id), and its topics."""

    words: Words
    passages: Mapping[str, Sequence[str]]
    topics: Sequence[str]


class DocumentWords:
    """Gives what documents say; forgets all of it when the indexes have moved on."""

    def __init__(self, registry: Registry, indexes: Indexes) -> None:
        self._registry, self._indexes = registry, indexes
        self._kept: OrderedDict[tuple[int, str], Spoken] = OrderedDict()

    def of(self, documents: Sequence[str]) -> dict[str, Spoken]:
        """Return what those of `documents` say that exist: head, summary, lay questions and text."""
        revision = self._indexes.state.revision
        kept = {key: spoken for key in documents if (spoken := self._kept.get((revision, key))) is not None}
        missing = [key for key in documents if key not in kept]
        heads, passages = self._registry.heads(missing), self._registry.passages_of(missing)
        for key, meta in heads.items():
            kept[key] = self._kept[revision, key] = _spoken(meta, passages.get(key, ()))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept


def _spoken(meta: FrontMatter, passages: Sequence[Passage]) -> Spoken:
    """Return what a document says; each passage is taken apart once."""
    said = {p.id: list(content_words(passage_text(p, meta))) for p in passages}
    every = {*content_words("\n".join((meta.context, meta.summary, *meta.questions)))}.union(*said.values())
    return Spoken(words_among(every), {key: tuple(map(stem, own)) for key, own in said.items()}, meta.topics)
