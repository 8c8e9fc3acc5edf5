"""Values read last, kept as long as what they were read from stands at the same revision."""

from collections import OrderedDict
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Up to `limit` values by id, the oldest forgotten first; all of them when the revision moves on.

    For several threads: what one of them read of an older revision stays with that revision.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: tuple[int, OrderedDict[str, V]] = -1, OrderedDict()

    def of(self, revision: int) -> OrderedDict[str, V]:
        """Return what is kept of a revision; nothing of any other is kept from now on."""
        if self._kept[0] != revision:
            self._kept = revision, OrderedDict()
        return self._kept[1]

    def keep(self, revision: int, found: dict[str, V]) -> None:
        """Keep what was read after that revision was looked up.

        >>> recent = Recent[str](limit=1)
        >>> recent.keep(7, {"a": "first", "b": "second"})
        >>> list(recent.of(7)), list(recent.of(8)), list(recent.of(7))
        (['b'], [], [])
        """
        kept = self.of(revision)
        kept.update(found)
        while len(kept) > self._limit:
            kept.popitem(last=False)
