"""Which addresses show every page of the console: those without parameters by themselves, others from here."""

from collections.abc import Callable

from api.desk import Desk
from tests.api.console import draft_pages, verified_pages
from tests.api.console.gap_examples import taken_gap
from tests.api.console.handoffs import consent, everything, in_state, with_contact
from tests.api.console.route_table import READING, WAYS


def conversation(desk: Desk) -> str:
    """Make a handoff with all that its page can show, and others for the list."""
    everything(desk)
    consent(desk)
    made = with_contact(desk, in_state(desk, "claimed", "contact"))
    return f"/console/handoffs/{made.number}"


# For a route with a parameter: make what it shows, and return its address. Each module of pages adds its own.
PAGES: dict[str, Callable[[Desk], str]] = {
    "/console/handoffs/{number}": conversation,
    "/console/handoffs/{number}/draft": draft_pages.editor,
    "/console/handoffs/{number}/draft/versions/{version}": draft_pages.version,
    "/console/handoffs/{number}/released": draft_pages.released,
    "/console/handoffs/{number}/publish": verified_pages.publishing,
    "/console/gaps/{number}": taken_gap,
    "/console/verified/{document_id}": verified_pages.verified,
    "/console/knowledge/runs/{number}": lambda _desk: "/console/knowledge/runs/1",  # the starter knowledge was read
    "/console/knowledge/documents/{document}": lambda _desk: "/console/knowledge/documents/leit-lorawan-netz-start",
}
# Routes that answer with something else than a page of their own.
NO_PAGES = {
    "/console/account/totp/picture.svg",
    "/console/live",
    "/console/gaps/{number}/cases.jsonl",
    "/console/knowledge/runs/state",
}

ADDRESSES: dict[str, Callable[[Desk], str]] = {
    path: PAGES.get(path, lambda _desk, path=path: path)  # type: ignore[misc]
    for path in (WAYS[name].path for name in READING)
    if path not in NO_PAGES
}
