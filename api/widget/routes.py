"""Serves the chat widget to any website: one short-lived address, and one per release that never changes."""

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.widget.bundle import Bundle, bundled
from api.widget.shelf import Shelf

router = APIRouter(include_in_schema=False)
CURRENT = "public, max-age=300"
PINNED = "public, max-age=31536000, immutable"


@router.get("/widget/lotse-chat.js")
def current(request: Request) -> Response:
    """Return the widget of the running release."""
    return _script(request, bundled(), CURRENT)


@router.get("/widget/{digest}/lotse-chat.js")
def pinned(digest: str, request: Request) -> Response:
    """Return the widget of the release that was pinned.

    One that is not kept is 404, not a redirect: a page that names `integrity` would refuse other bytes anyway, and one
    that does not must be able to rely on what it pinned.
    """
    shelf: Shelf = request.app.state.widgets
    bundle = shelf.find(digest)
    if bundle is None:
        raise HTTPException(404)
    return _script(request, bundle, PINNED)


def _script(request: Request, bundle: Bundle, caching: str) -> Response:
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{bundle.digest}{"-gzip" if zipped else ""}"'
    headers = {
        "Cache-Control": caching,
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        return Response(
            bundle.compressed, headers={**headers, "Content-Encoding": "gzip"}, media_type="text/javascript"
        )
    return Response(bundle.script, headers=headers, media_type="text/javascript")
