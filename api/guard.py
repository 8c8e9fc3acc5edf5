"""Wraps every route: limits the body before it is parsed, and answers what nobody foresaw."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

log = logging.getLogger(__name__)
BODY_BYTES = 64 * 1024
# Files are read by nobody before it is known that an editor sends them: see api/console/knowledge/uploads.py.
LARGER = {"/console/knowledge/uploads": 200_000_000}


class _TooLarge(Exception):
    """The body grew past the limit while it was read."""


class Guard:
    """ASGI middleware; a body over the limit of its path gets 413 without being read to its end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = LARGER.get(scope["path"], BODY_BYTES)
        answer = _Answer(send, most)
        try:
            if _announced(scope) > most:
                raise _TooLarge
            await self._app(scope, answer.limited(receive), answer.send)
        except _TooLarge:
            answer.too_large = True
        except Exception:
            log.error("unforeseen", exc_info=True)
            if not answer.started:
                await problem(500)(scope, receive, answer.send)
        if answer.too_large and not answer.started:
            answer.too_large = False
            await problem(413)(scope, receive, answer.send)


class _Answer:
    """Sends a response, and knows whether it has begun."""

    def __init__(self, send: Send, most: int) -> None:
        self._send, self._most, self.started, self.too_large = send, most, False, False

    def limited(self, receive: Receive) -> Receive:
        """Return a `receive` that stops at the limit; a framework that takes this for a broken body is not heard."""
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                self.too_large = True
                raise _TooLarge
            return message

        return limited

    async def send(self, message: Message) -> None:
        if self.too_large and not self.started:
            return
        if message["type"] == "http.response.start":
            self.started = True
        await self._send(message)


def _announced(scope: Scope) -> int:
    value: bytes = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0
