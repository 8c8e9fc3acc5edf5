"""The words of whole documents, kept for those that were looked at last."""

from collections import OrderedDict
from collections.abc import Sequence

from knowledge.indexes import Indexes
from knowledge.matching import Words, words_of
from knowledge.registry import Registry

KEPT = 256  # documents; about 0.2 MB each


class DocumentWords:
    """Gives the words of documents; forgets all of them when the indexes have moved on."""

    def __init__(self, registry: Registry, indexes: Indexes) -> None:
        self._registry, self._indexes = registry, indexes
        self._kept: OrderedDict[tuple[int, str], Words] = OrderedDict()

    def of(self, documents: Sequence[str]) -> dict[str, Words]:
        """Return the words of those of `documents` that exist: head, summary, lay questions and text."""
        revision = self._indexes.state.revision
        kept = {key: words for key in documents if (words := self._kept.get((revision, key))) is not None}
        missing = [key for key in documents if key not in kept]
        heads, passages = self._registry.heads(missing), self._registry.passages_of(missing)
        for key, meta in heads.items():
            texts = (meta.context, meta.summary, *meta.questions, *(p.text for p in passages.get(key, ())))
            kept[key] = self._kept[revision, key] = words_of("\n".join(texts))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept
