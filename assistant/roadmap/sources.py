"""Numbers the publications that a plan cites, in the order in which they are first cited."""

from collections.abc import Iterable
from datetime import date

from assistant.roadmap.values import PlanSource
from knowledge.documents import FrontMatter
from knowledge.freshness import is_stale


class Citations:
    """Gives each cited publication its number; `sources` lists them once all is cited."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._known: dict[tuple[str, int | None], PlanSource] = {}

    def of(self, meta: FrontMatter, origins: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of a document's origins; the document itself stands in where it names none."""
        return tuple(self._number(meta, origin) for origin in (tuple(origins) or (None,)))

    @property
    def sources(self) -> tuple[PlanSource, ...]:
        """The numbered publications, [1] first."""
        return tuple(self._known.values())

    def _number(self, meta: FrontMatter, origin: int | None) -> int:
        key = (meta.id, origin)
        if key not in self._known:
            cited = meta.sources[origin] if origin is not None else None
            title, publisher, url = (cited.title, cited.publisher, cited.url) if cited else (meta.title, "", meta.url)
            self._known[key] = PlanSource(
                len(self._known) + 1, title, publisher, url, meta.id, meta.title, meta.as_of,
                is_stale(meta, self._today),
            )  # fmt: skip
        return self._known[key].n
