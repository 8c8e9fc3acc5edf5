"""The console for tests: an application over the starter corpus, and people who are signed in to it."""

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.desk import Desk
from api.passwords import hashed
from api.serving import Serving
from api.settings import Settings
from api.wiring import opened
from assistant.people.advisors import ROLES
from knowledge.owner import ownership
from tests.api.console.browsing import CHROMIUM, chromium, served, violations

ADDRESS = "https://lotse.example"  # cookies with Secure come back only over https
PASSWORD = "ein Satz, den man behält"
_NUMBERS = itertools.count()
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Person:
    """Someone at a browser of their own; `post` sends a form as the console's pages do."""

    def __init__(self, app: FastAPI) -> None:
        n = next(_NUMBERS)
        where = (f"10.{n // 250}.{n % 250}.7", 50_000)  # attempts are counted per address, too
        self.client = TestClient(
            app, base_url=ADDRESS, client=where, raise_server_exceptions=False, follow_redirects=False
        )
        self.csrf = ""

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, **fields: Any) -> Any:
        return self.client.post(path, data={"csrf": self.csrf, **fields})

    def sign_in(self, login: str, password: str = PASSWORD) -> Any:
        """Fill in the form and take the token of the page that follows, if one does."""
        self.csrf = token_in(self.get("/console/login").text)
        answer = self.post("/console/login", login=login, password=password)
        if answer.status_code == 303:
            self.csrf = token_in(self.get(answer.headers["location"]).text)
        return answer


def token_in(page: str) -> str:
    """Return the token in the first form of a page."""
    found = _TOKEN.search(page)
    return found.group(1) if found else ""


@pytest.fixture(scope="session")
def console_app(copied: Callable[[], Path], settings_of: Callable[[Path], Settings]) -> Iterator[FastAPI]:
    """Give an application that is ready, with the people `advisor`, `editor` and `admin`."""
    with _ready(copied(), settings_of) as app:
        yield app


@contextmanager
def _ready(folder: Path, settings_of: Callable[[Path], Settings]) -> Iterator[FastAPI]:
    serving = Serving(lambda: opened(settings_of(folder)))
    app = create_app(serving)
    with ownership(folder), TestClient(app, base_url=ADDRESS) as client:
        while client.get("/readyz").status_code != 200:
            assert serving.failure is None, serving.failure
        add_people(desk_of_app(app))
        yield app


def add_people(desk: Desk) -> None:
    """Add one person of each role, named like it."""
    for role in ROLES:
        desk.advisors.add(role, f"{role.title()} Muster", f"{role}@example.org", role, hashed(PASSWORD), "lotse")


def desk_of_app(app: FastAPI) -> Desk:
    lotse = app.state.serving.lotse
    assert lotse is not None
    desk: Desk = lotse.desk
    return desk


@pytest.fixture
def desk(console_app: FastAPI) -> Desk:
    """Give what the console works with; the attempts of other tests are forgotten."""
    found = desk_of_app(console_app)
    for role in ROLES:
        found.attempts.forget(role)
    return found


@pytest.fixture
def somebody(console_app: FastAPI, desk: Desk) -> Callable[[], Person]:
    """Give people at browsers, not signed in."""
    return lambda: Person(console_app)


@pytest.fixture
def signed_in(somebody: Callable[[], Person]) -> Callable[[str], Person]:
    """Give a person of a role who is signed in."""

    def sign_in(role: str) -> Person:
        person = somebody()
        assert person.sign_in(role).status_code == 303
        return person

    return sign_in


# --- in a browser ---


@pytest.fixture(scope="session")
def site(console_app: FastAPI, free_port: Callable[[], int]) -> Iterator[str]:
    """Serve the console application; give its address."""
    with served(console_app, free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium without network; skip where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def _signed_states() -> dict[str, Any]:
    return {}


@pytest.fixture
def browse(browser: Browser, site: str, desk: Desk, _signed_states: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """Give a page of a person who is signed in, or of nobody; options are those of a browser context."""
    contexts = []

    def open_page(role: str | None = "admin", **options: Any) -> Page:
        context = browser.new_context(base_url=site, storage_state=_signed_states.get(role or ""), **options)
        contexts.append(context)
        page = context.new_page()
        if role and role not in _signed_states:
            page.goto("/console/login")
            page.get_by_label("Anmeldename").fill(role)
            page.get_by_label("Passwort").fill(PASSWORD)
            page.get_by_role("button", name="Anmelden").click()
            page.wait_for_url("**/console")
            _signed_states[role] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return what axe finds wrong with a page."""
    return violations
