"""The demo page at `/`: the site of a town that does not exist, with the chat widget as any website embeds it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.site import documents_in, page
from api.widget.bundle import bundled

router = APIRouter(include_in_schema=False)


@router.get("/")
def show(request: Request) -> HTMLResponse:
    """Show the page; without JavaScript its links lead to `/chat`."""
    return page(request, "musterstadt.html", widget=bundled(), documents=documents_in(request))
