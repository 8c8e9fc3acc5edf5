"""Tells an open console what changed, as server-sent events; what it says is counts and numbers, never words."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.console.access import AtDesk, Signed, SignInFirst, signed_in
from api.desk import Desk
from api.feed import EVERY_S, Feed
from api.stopping import stopping_of
from api.store.watching import Seen

MOST = 64  # consoles open at once
FULL = "Zu viele Konsolen sind offen. Laden Sie die Liste von Hand neu."
router = APIRouter(prefix="/console", include_in_schema=False)
Sights = asyncio.Queue[Seen | None]


async def seat(_: Signed, desk: AtDesk, request: Request) -> AsyncIterator[Sights]:
    """Give a seat among those who listen, until the response ends. Raises FeedFull."""
    async with _feed(request, desk).listening() as sights:
        yield sights


@router.get("/live", response_class=EventSourceResponse)
async def live(
    request: Request, desk: AtDesk, sights: Annotated[Sights, Depends(seat)]
) -> AsyncIterator[ServerSentEvent]:
    """Send what is unfinished at once, then each change; ends with the session. FastAPI pings every 15 s."""
    async for event in stopping_of(request).until(_events(request, desk, sights)):
        yield event


async def _events(request: Request, desk: Desk, sights: Sights) -> AsyncGenerator[ServerSentEvent]:
    before: Seen | None = None
    while True:
        seen = await sights.get()
        if not await run_in_threadpool(_still_signed_in, request, desk):
            return
        if seen and seen != before:
            came, changed = seen.since(before) if before else ([], [])
            news = {"counts": seen.counts(), "mark": seen.mark, "new": came, "changed": changed}
            yield ServerSentEvent(data=news)
        before = seen


def _still_signed_in(request: Request, desk: Desk) -> bool:
    try:
        return bool(signed_in(request, desk))
    except SignInFirst:
        return False


def feed_of(desk: Desk, every_s: float = EVERY_S, most: int = MOST) -> Feed[Seen]:
    """Return a feed of what is unfinished; it tells at every look, so that a session that is over ends its stream."""
    return Feed("console feed", lambda _: {"": desk.watching.look()}, most, FULL, every_s, unchanged_too=True)


def _feed(request: Request, desk: Desk) -> Feed[Seen]:
    """Return the application's one feed."""
    feed: Feed[Seen] | None = getattr(request.app.state, "feed", None)
    if feed is None:
        feed = request.app.state.feed = feed_of(desk)
    return feed
