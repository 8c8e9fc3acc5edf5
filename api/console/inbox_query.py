"""What an inbox shows, as the address of the page says it: filter, order and page. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self, get_args
from urllib.parse import urlencode

from api.store.handoff_reads import InboxFilter, Order
from assistant.people.kinds import KIND_NAMES, Kind
from assistant.people.states import UNFINISHED, Status
from knowledge.documents import STATE_NAMES, TOPIC_NAMES
from knowledge.german import clean

PATH, SIZE, TEXT_CHARS = "/console", 25, 200
AGES: Mapping[int, str] = {1: "über 1 Tag", 3: "über 3 Tage", 7: "über 1 Woche", 30: "über 30 Tage"}
ORDER_NAMES: Mapping[Order, str] = {
    "due": "Frist, die nächste zuerst", "newest": "neueste zuerst", "oldest": "älteste zuerst",
}  # fmt: skip
EVERY = "all"
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """What was chosen; an empty status means all that is unfinished, `page` counts from 1."""

    status: str = ""
    topic: str = ""
    state: str = ""
    kind: str = ""
    age: int = 0  # days; older than that
    mine: bool = False
    text: str = ""
    sort: Order = "due"
    page: int = 1

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """Return what an address says; what makes no sense counts as not said.

        >>> InboxQuery.of({"status": "open", "topic": "nichts", "page": "x"}) == InboxQuery(status="open")
        True
        """
        page = values.get("page", "")
        return cls(
            status=_one_of(values.get("status", ""), {*Status, EVERY}),
            topic=_one_of(values.get("topic", ""), TOPIC_NAMES),
            state=_one_of(values.get("state", ""), STATE_NAMES),
            kind=_one_of(values.get("kind", ""), KIND_NAMES),
            age=next((days for days in AGES if str(days) == values.get("age")), 0),
            mine=values.get("mine") == "1",
            text=clean(values.get("text", ""))[:TEXT_CHARS].strip(),
            sort=next((order for order in get_args(Order) if order == values.get("sort")), "due"),
            page=min(int(page), _MOST_PAGES) if page.isascii() and page.isdigit() and int(page[:6]) else 1,
        )

    def filter(self, login: str, now: datetime) -> InboxFilter:
        """Return what the store looks for; `login` is whose "mine" is."""
        return InboxFilter(
            status=self._states(),
            topic=self.topic or None,
            state=self.state or None,
            kind=Kind(self.kind) if self.kind else None,
            claimed_by=login if self.mine else None,
            older_than=now - timedelta(days=self.age) if self.age else None,
            text=self.text,
        )

    def _states(self) -> tuple[Status, ...]:
        if self.status == EVERY:
            return ()
        return (Status(self.status),) if self.status else tuple(UNFINISHED)

    def address(self, **changed: Any) -> str:
        """Return the address of the page with something changed.

        >>> InboxQuery(status="open", page=2).address(page=1), InboxQuery().address()
        ('/console?status=open', '/console')
        """
        one, plain = replace(self, **changed), InboxQuery()
        told = {name: getattr(one, name) for name in self.__slots__ if getattr(one, name) != getattr(plain, name)}
        query = urlencode({name: "1" if value is True else value for name, value in told.items()})
        return f"{PATH}?{query}" if query else PATH


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""
