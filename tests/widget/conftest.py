"""The widget on a website: a backend that says what a test wrote down, a page of another origin, and a browser."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.api.conftest import (  # noqa: F401 - fixtures
    copied,
    fetch,
    free_port,
    launched,
    served,
    served_at,
    wait_for,
    zygote,
)
from tests.api.console.browsing import CHROMIUM, chromium
from tests.api.zygote import Process
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line, relaying
from tests.widget.scripted import Script, answer, scripted


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium without network; skip where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with chromium() as started:
        yield started


@pytest.fixture
def backend() -> Script:
    """Give what the backend says; a test writes its answers into it."""
    return Script(answers=[answer("Der Rufbus kostet wenig.", "Er fährt auf Bestellung.")])


@pytest.fixture
def endpoint(backend: Script) -> Iterator[str]:
    """Serve the backend; give its address."""
    with scripted(backend) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, endpoint: str) -> Iterator[Callable[..., Page]]:
    """Open a page with the widget on a website of another origin; `head` and `body` stand for `HostPage`'s.

    `{endpoint}` in them is the address of the backend; other options are those of a browser context.
    """
    with ExitStack() as open_things:

        def open_page(head: str | None = None, body: str = "", **options: object) -> Page:
            line = script(endpoint) if head is None else head.replace("{endpoint}", endpoint)
            site = open_things.enter_context(hosting({"stadt": HostPage(line, body.replace("{endpoint}", endpoint))}))
            context = browser.new_context(**options)  # type: ignore[arg-type]
            open_things.callback(context.close)
            page = context.new_page()
            page.goto(f"{site}/stadt")
            page.wait_for_function("document.querySelector('lotse-chat')?.shadowRoot?.childElementCount")
            return page

        yield open_page


@pytest.fixture(scope="session")
def at_home(
    copied: Callable[[], Path],  # noqa: F811
    served: Callable[[Path], AbstractContextManager[tuple[Process, str]]],  # noqa: F811
) -> Iterator[str]:
    """Serve a real Lotse over the starter corpus; give its address."""
    with served(copied()) as (_process, address):
        yield address


@pytest.fixture(scope="module")
def real(at_home: str) -> Iterator[tuple[str, Line]]:
    """Give the address of a real Lotse behind a line, and the line."""
    with relaying(at_home) as (endpoint, line):
        yield endpoint, line
