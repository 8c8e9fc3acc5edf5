"""Tells an open console what changed, as server-sent events; what it says is counts and numbers, never words."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.console.access import AtDesk, Signed, SignInFirst, signed_in
from api.console.feed import Feed
from api.desk import Desk
from api.store.watching import Seen

router = APIRouter(prefix="/console", include_in_schema=False)


async def seat(_: Signed, desk: AtDesk, request: Request) -> AsyncIterator[asyncio.Queue[Seen]]:
    """Give a seat among those who listen, until the response ends. Raises FeedFull."""
    async with _feed(request, desk).listening() as sights:
        yield sights


@router.get("/live", response_class=EventSourceResponse)
async def live(
    request: Request, desk: AtDesk, sights: Annotated[asyncio.Queue[Seen], Depends(seat)]
) -> AsyncIterator[ServerSentEvent]:
    """Send what is unfinished at once, then each change; ends with the session. FastAPI pings every 15 s."""
    before: Seen | None = None
    while True:
        seen = await sights.get()
        if not await run_in_threadpool(_still_signed_in, request, desk):
            return
        if seen != before:
            came, changed = seen.since(before) if before else ([], [])
            news = {"counts": seen.counts(), "mark": seen.mark, "new": came, "changed": changed}
            yield ServerSentEvent(data=news)
        before = seen


def _still_signed_in(request: Request, desk: Desk) -> bool:
    try:
        return bool(signed_in(request, desk))
    except SignInFirst:
        return False


def _feed(request: Request, desk: Desk) -> Feed:
    """Return the application's one feed."""
    feed: Feed | None = getattr(request.app.state, "feed", None)
    if feed is None:
        feed = request.app.state.feed = Feed(desk.watching.look)
    return feed
