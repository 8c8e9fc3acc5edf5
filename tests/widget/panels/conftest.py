"""The widget in a real browser on a website, and a real Lotse behind it."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.serving import Serving
from api.settings import ApiSettings, Settings
from api.wiring import Lotse, opened
from assistant.settings import AssistantSettings
from knowledge.owner import ownership
from knowledge.settings import KnowledgeSettings
from tests.api.console.browsing import served
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.panels.chatting import Chat
from tests.widget.panels.chatting import opened as opened_chat


@dataclass(frozen=True)
class Running:
    """A Lotse that answers over HTTP, what it is made of, and a way to ask it without a browser."""

    address: str
    lotse: Lotse
    client: TestClient


@pytest.fixture(scope="session")
def running(starter_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve a Lotse with the starter corpus."""
    folder = Path(shutil.copytree(starter_dir, tmp_path_factory.mktemp("widget") / "data"))
    settings = Settings(KnowledgeSettings(data_dir=folder), AssistantSettings(), ApiSettings())
    serving = Serving(lambda: opened(settings))
    app = create_app(serving)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    with ownership(folder), TestClient(app) as client:
        while client.get("/readyz").status_code != 200:
            assert serving.failure is None, serving.failure
        assert serving.lotse is not None
        with served(app, port) as address:
            yield Running(address, serving.lotse, client)


@pytest.fixture
def at(browser: Browser) -> Iterator[Callable[..., Chat]]:
    """Open the widget of a backend's address on a website of another origin; options are those of a browser context."""
    with ExitStack() as open_things:

        def open_page(endpoint: str, **options: Any) -> Chat:
            site = open_things.enter_context(hosting({"stadt": HostPage(head=script(endpoint))}))
            context = browser.new_context(**options)
            open_things.callback(context.close)
            page: Page = context.new_page()
            page.goto(f"{site}/stadt")
            page.wait_for_function("document.querySelector('lotse-chat')?.shadowRoot?.childElementCount")
            return opened_chat(page)

        yield open_page


@pytest.fixture
def chat(at: Callable[..., Chat], running: Running) -> Chat:
    """Open the widget over the real Lotse."""
    return at(running.address)
