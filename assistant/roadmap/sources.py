"""Numbers the publications that a plan cites, in the order in which they are first cited."""

from collections.abc import Iterable
from datetime import date

from assistant.roadmap.values import PlanSource
from knowledge.documents import FrontMatter, Passage
from knowledge.freshness import ended_on, is_stale
from knowledge.pages import at_page


class Citations:
    """Gives each cited publication its number; `sources` lists them once all is cited."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._known: dict[tuple[str, int | None, str], PlanSource] = {}

    def of(self, meta: FrontMatter, origins: Iterable[int], passage: Passage | None = None) -> tuple[int, ...]:
        """Return the numbers of a document's origins; where it names none, its own, at the pages of the passage."""
        return tuple(self._number(meta, origin, passage) for origin in (tuple(origins) or (None,)))

    @property
    def sources(self) -> tuple[PlanSource, ...]:
        """The numbered publications, [1] first."""
        return tuple(self._known.values())

    def _number(self, meta: FrontMatter, origin: int | None, passage: Passage | None) -> int:
        pages = passage.pages if passage and origin is None else ""
        key = (meta.id, origin, pages)
        if key not in self._known:
            cited = meta.sources[origin] if origin is not None else None
            own = ", ".join(filter(None, (meta.title, pages))), "", at_page(meta.url, passage.page if passage else None)
            title, publisher, url = (cited.title, cited.publisher, cited.url) if cited else own
            self._known[key] = PlanSource(
                len(self._known) + 1, title, publisher, url, meta.id, meta.title, meta.as_of,
                is_stale(meta, self._today), ended_on(meta, self._today),
            )  # fmt: skip
        return self._known[key].n
