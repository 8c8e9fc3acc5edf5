"""Sets the security headers on every answer, by groups of paths; a route that sets one of them itself keeps its own."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ALL = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SCRIPTED = {"Content-Security-Policy": f"{POLICY}; script-src 'self'; connect-src 'self'"}
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
# Where a path begins with this and ends or goes on with a slash. Pages of askers that are not named have no script.
GROUPS = {
    "/console": SCRIPTED,
    "/einbinden": SCRIPTED,
    "/widget": FOR_OTHER_SITES,
}


class Headers:
    """ASGI middleware; the outermost, so that no answer goes out without."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = headers_of(str(scope["path"]))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


def headers_of(path: str) -> dict[str, str]:
    """Return the headers of a path.

    >>> "script-src" in headers_of("/")["Content-Security-Policy"]
    True
    >>> "script-src" in headers_of("/anliegen")["Content-Security-Policy"]
    False
    """
    if path == "/":  # the demo page carries the widget
        return ALL | SCRIPTED
    return ALL | next((own for begin, own in GROUPS.items() if within(path, begin)), {})


def within(path: str, begin: str) -> bool:
    """Return whether a path is one or lies below it.

    >>> within("/console/live", "/console"), within("/consoles", "/console")
    (True, False)
    """
    return path == begin or path.startswith(f"{begin}/")
