"""Lets the chat widget on other websites use the routes of askers, and no others; never with cookies.

Also errors carry the headers: without them the widget could not read why a request failed.
"""

from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.headers import within

OPEN = tuple(
    f"/api/v1/{name}" for name in ("chat", "widget", "conversations", "handoffs", "feedback", "plans", "documents")
)
METHODS = ("GET", "POST", "PUT", "DELETE")
ACCEPTED = ("Accept", "Content-Type", "Idempotency-Key", "Last-Event-ID")
EXPOSED = ("Content-Disposition", "Retry-After")
HOUR_S = 3600


class WidgetCors:
    """ASGI middleware; wraps the guard of bodies, whose refusals are answers like any other."""

    def __init__(self, app: ASGIApp, origins: Collection[str] = ("*",)) -> None:
        """`origins` are those of the websites, `https://www.example.org`, or `*`; none means our own origin only."""
        self._app = app
        self._shared = CORSMiddleware(
            app, allow_origins=origins, allow_methods=METHODS, allow_headers=ACCEPTED, expose_headers=EXPOSED,
            max_age=HOUR_S,
        )  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        shared = scope["type"] == "http" and any(within(str(scope["path"]), begin) for begin in OPEN)
        await (self._shared if shared else self._app)(scope, receive, send)
