"""Which addresses show every page of the console: those without parameters by themselves, others from here."""

from collections.abc import Callable

from api.desk import Desk
from tests.api.console.gap_examples import taken_gap
from tests.api.console.route_table import READING, WAYS

# For a route with a parameter: make what it shows, and return its address. Each module of pages adds its own.
PAGES: dict[str, Callable[[Desk], str]] = {"/console/gaps/{number}": taken_gap}
# Routes that answer with something else than a page of their own.
NO_PAGES = {"/console/account/totp/picture.svg", "/console/gaps/{number}/cases.jsonl"}

ADDRESSES: dict[str, Callable[[Desk], str]] = {
    path: PAGES.get(path, lambda _desk, path=path: path)  # type: ignore[misc]
    for path in (WAYS[name].path for name in READING)
    if path not in NO_PAGES
}
