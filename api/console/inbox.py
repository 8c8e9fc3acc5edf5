"""The console's start page: the handoffs, by filters that stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.console import words
from api.console.access import AtDesk, Signed
from api.console.inbox_query import AGES, EVERY, ORDER_NAMES, SIZE, TEXT_CHARS, InboxQuery
from api.console.rendering import page
from api.desk import Desk
from assistant.people.handed import HandedOver
from assistant.people.kinds import KIND_NAMES, Kind
from assistant.people.states import UNFINISHED, Status
from knowledge.documents import STATE_NAMES, TOPIC_NAMES

_STATUSES = {"": "alle unerledigten", **{s.value: name for s, name in words.STATUS_NAMES.items()}, EVERY: "alle"}
router = APIRouter(prefix="/console", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One handoff as a line of the list, in words."""

    number: str
    version: int
    beginning: str
    topic: str
    land: str
    size: str
    reason: str
    kind: str
    status: str
    age: str
    due_at: datetime | None
    late: bool
    owner: str
    claimable: bool


@router.get("")
def inbox(request: Request, signed: Signed, desk: AtDesk) -> HTMLResponse:
    """Show a page of the handoffs that the address asks for."""
    query, now = InboxQuery.of(request.query_params), desk.now()
    mark = desk.watching.look().mark  # before the list, so that nothing between the two goes untold
    found = desk.inbox.listed(query.filter(signed.advisor.login, now), query.sort, SIZE, (query.page - 1) * SIZE)
    names = names_of(desk)
    return page(
        request, "console/inbox.html", signed,
        query=query, mark=mark, lines=[_line(one, names, now) for one in found.handoffs], total=found.total,
        first=(query.page - 1) * SIZE + 1, pages=max(1, -(-found.total // SIZE)), links=_links(query, desk),
        statuses=_STATUSES, topics=TOPIC_NAMES, states=STATE_NAMES,
        kinds=KIND_NAMES, ages=AGES, orders=ORDER_NAMES, text_chars=TEXT_CHARS,
    )  # fmt: skip


def names_of(desk: Desk) -> Mapping[str, str]:
    """Return the names of all who have an account, by login."""
    return {account.advisor.login: account.advisor.name for account in desk.advisors.every()}


def _links(query: InboxQuery, desk: Desk) -> list[tuple[str, str, int, bool]]:
    """Return label, address, count and whether it is shown now, for each state and for all that is unfinished."""
    counts = desk.inbox.counts()
    unfinished = sum(counts[status] for status in UNFINISHED)
    every = [("", "unerledigt", unfinished), *((s.value, words.STATUS_NAMES[s], counts[s]) for s in Status)]
    return [(label, query.address(status=s, page=1), count, query.status == s) for s, label, count in every]


def _line(handed: HandedOver, names: Mapping[str, str], now: datetime) -> Line:
    return Line(
        number=handed.number,
        version=handed.version,
        beginning=words.beginning(handed.question),
        topic=TOPIC_NAMES.get(handed.topic or "", "–"),
        land=STATE_NAMES.get(handed.profile.state or "", "–"),
        size=words.size(handed.profile.population) or "–",
        reason=words.REASON_NAMES.get(handed.reason, handed.reason),
        kind=KIND_NAMES[Kind(handed.kind)],
        status=words.STATUS_NAMES[handed.status],
        age=words.age(now - handed.created_at),
        due_at=handed.due_at if handed.unfinished else None,
        late=words.late(handed, now),
        owner=names.get(handed.claimed_by or "", handed.claimed_by or "–"),
        claimable=handed.status in (Status.OPEN, Status.REOPENED),
    )
