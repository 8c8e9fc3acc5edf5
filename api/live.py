"""Tells an asker's open page what people say in its conversation: `GET /api/v1/conversations/{id}/events`."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from api.feed import EVERY_S, Feed
from api.handoff_schema import HandoffOut, SaidOut
from api.problems import NOT_FOUND, RESPONSES
from api.ready import Ready
from api.schema import ConversationId
from api.stopping import stopping_of
from api.store.news import News, Piece, Position
from api.wiring import Lotse
from assistant.people.handed import Message
from assistant.people.teams import Teams
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
MOST = 2_000  # conversations followed at once; each is an open connection
FULL = "Zurzeit sind zu viele Gespräche geöffnet. Eine Antwort sehen Sie, wenn Sie die Seite später neu laden."
router = APIRouter(prefix="/api/v1")


@dataclass(frozen=True, slots=True)
class Seat:
    """A place among those who follow a conversation: what there is to read, and from where on."""

    conversation: str
    position: Position
    sights: asyncio.Queue[Position | None]
    news: News
    teams: Teams
    every_s: float = EVERY_S  # between tries to read from a store that fails

    async def events(self) -> AsyncGenerator[ServerSentEvent]:
        """Yield what is new since the position, until the conversation is gone.

        A sight only says that there may be something; what there is, is always read from the store.
        """
        position = self.position
        yield ServerSentEvent(id=str(position), comment="from here on")  # where who is cut off at once goes on
        while True:
            pieces = await self._since(position)
            if pieces is None:
                yield ServerSentEvent(event="gone", data={})
                return
            for piece in pieces:
                yield _event(piece, self.teams)
                position = piece.position
            await self._other_than(position)

    async def _other_than(self, position: Position) -> None:
        while await self.sights.get() == position:
            pass

    async def _since(self, position: Position) -> tuple[Piece, ...] | None:
        while True:
            try:
                return await run_in_threadpool(self.news.since, self.conversation, position)
            except LotseError as error:  # a sight is told once, so nobody would look for this again
                log.warning("conversation events: %s", error.code)
                await asyncio.sleep(self.every_s)


def _event(piece: Piece, teams: Teams) -> ServerSentEvent:
    what, position = piece.what, str(piece.position)
    if isinstance(what, Message):
        return ServerSentEvent(id=position, event="said", data=SaidOut.of(what))
    return ServerSentEvent(id=position, event="handoff", data=HandoffOut.of(what, teams))


async def seat(
    conversation_id: ConversationId,
    request: Request,
    lotse: Ready,
    last_event_id: Annotated[str | None, Header(description="Nur was danach kam; ohne: was von jetzt an kommt")] = None,
) -> AsyncIterator[Seat]:
    """Give a seat until the response ends. Raises FeedFull, HTTPException 404 for a conversation nobody knows."""
    news = lotse.askers.news
    async with _feed(request, lotse).listening(conversation_id) as sights:
        position = Position.read(last_event_id)
        if position is None:
            position = (await run_in_threadpool(news.look, [conversation_id])).get(conversation_id)
        if position is None:
            raise HTTPException(404)
        yield Seat(conversation_id, position, sights, news, lotse.askers.teams)


@router.get(
    "/conversations/{conversation_id}/events", response_class=EventSourceResponse, responses=RESPONSES | NOT_FOUND
)
async def events(taken: Annotated[Seat, Depends(seat)], request: Request) -> AsyncIterator[ServerSentEvent]:
    """Send what people say (`said`) and how handoffs stand (`handoff`), until the conversation is deleted (`gone`)."""
    async for event in stopping_of(request).until(taken.events()):
        yield event


def _feed(request: Request, lotse: Lotse) -> Feed[Position]:
    """Return the application's one feed of conversations."""
    feed: Feed[Position] | None = getattr(request.app.state, "conversations", None)
    if feed is None:
        feed = request.app.state.conversations = Feed("conversation feed", lotse.askers.news.look, MOST, FULL)
    return feed
