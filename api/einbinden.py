"""The page at `/einbinden`: how a municipality puts the chat on its own website, with everything to copy."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.site import lotse_of, page
from api.templating import TEMPLATES
from api.widget.bundle import bundled

router = APIRouter(include_in_schema=False)
SNIPPETS = (
    "pinned", "current", "launcher", "style", "wordpress", "typo3", "fluid", "csp", "csp_typo3", "queue", "privacy",
    "accessibility",
)  # fmt: skip


@router.get("/einbinden")
def show(request: Request) -> HTMLResponse:
    """Show the page; addresses in it are LOTSE_PUBLIC_URL, else where the page itself was asked for."""
    lotse, _ = lotse_of(request)
    home = (lotse.public_url if lotse else "") or str(request.base_url).rstrip("/")
    about: dict[str, Any] = {
        "home": home, "origin": origin_of(home), "widget": bundled(), "days": lotse.retention.days if lotse else None,
    }  # fmt: skip
    snippets = {name: TEMPLATES.get_template(f"snippets/{name}.txt").render(about) for name in SNIPPETS}
    return page(request, "einbinden.html", snippets=snippets, **about)


def origin_of(address: str) -> str:
    """Return the part of an address that a content security policy names.

    >>> origin_of("https://www.kreis.example/lotse")
    'https://www.kreis.example'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
