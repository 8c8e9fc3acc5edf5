"""Server-sent events are read the same however the network cuts them into pieces."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from api.widget.bundle import SOURCES

STREAM = (
    ': ping\n\nid: r.1\nevent: start\ndata: {"a":1}\n\r\ndata: eins\r\ndata:zwei\r\r'
    "id: 7\nevent\nretry: 5\n\nevent: später\ndata:\n\nrest"
)
CODE = re.sub(r"^export ", "", (SOURCES / "sse.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
READ = f"""pieces => {{ {CODE}
  const events = []; const reader = new EventReader((event) => events.push(event));
  pieces.forEach((piece) => reader.take(piece)); return events; }}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page to run the reader in."""
    opened = browser.new_page()
    yield opened
    opened.close()


def read(page: Page, *pieces: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(READ, list(pieces))
    return found


def test_fields_comments_and_line_ends_are_understood(page: Page) -> None:
    assert read(page, STREAM) == [
        {"id": "r.1", "type": "start", "data": '{"a":1}'},
        {"id": None, "type": "message", "data": "eins\nzwei"},
        {"id": None, "type": "später", "data": ""},
    ]


def test_every_cut_gives_the_same_events(page: Page) -> None:
    whole = read(page, STREAM)
    for at in range(len(STREAM)):
        assert read(page, STREAM[:at], STREAM[at:]) == whole, at
    assert read(page, *STREAM) == whole
