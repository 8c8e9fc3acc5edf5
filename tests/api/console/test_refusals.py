"""What people see when a console page cannot be shown, and that nothing they wrote is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.serving import Serving
from api.wiring import Lotse
from knowledge.errors import IndexUnavailable
from tests.api.console.conftest import ADDRESS, Person

WRITTEN = "Die Förderung deckt 80 Prozent [1]. <b>Bitte prüfen.</b>"


@pytest.fixture
def unready() -> Iterator[TestClient]:
    """Ask an application whose knowledge cannot be opened."""

    @contextmanager
    def unopened() -> Iterator[Lotse]:
        raise IndexUnavailable("Der Index lässt sich nicht öffnen.")
        yield

    with TestClient(create_app(Serving(unopened)), base_url=ADDRESS, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/console", "/console/login", "/console/people", "/console/account/totp/picture.svg"])
def test_a_console_that_is_not_ready_says_so_on_a_plain_page(unready: TestClient, path: str) -> None:
    answer = unready.get(path)
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["retry-after"].isdigit()
    assert "gerade nicht bereit" in answer.text


def test_the_interface_for_programs_answers_errors_as_before(unready: TestClient) -> None:
    for path in ("/readyz", "/api/v1/search?q=x", "/consoles", "/api/v1/gibt-es-nicht"):
        assert unready.get(path).headers["content-type"] == "application/problem+json"


def test_what_was_written_is_shown_again_when_the_session_has_ended(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    person.post("/console/logout")
    answer = person.post("/console/account/password", text=WRITTEN, old="ein geheimes langes Passwort")
    assert answer.status_code == 401
    assert "Bitte prüfen.&lt;/b&gt;</textarea>" in answer.text
    assert "geheimes" not in answer.text
    assert person.csrf not in answer.text


def test_what_another_site_sends_is_not_shown(somebody: Callable[[], Person]) -> None:
    person = somebody()
    person.client.headers["sec-fetch-site"] = "cross-site"
    assert "Förderung" not in person.post("/console/account/password", text=WRITTEN).text


@pytest.mark.parametrize(("path", "status"), [("/console/gibt-es-nicht", 404), ("/console/audit?before=x", 422)])
def test_a_wrong_address_is_explained_on_a_page(signed_in: Callable[[str], Person], path: str, status: int) -> None:
    answer = signed_in("admin").get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


def test_only_pages_that_need_scripts_may_run_ours(somebody: Callable[[], Person]) -> None:
    client = somebody().client
    for path in ("/console/login", "/", "/einbinden"):
        assert "script-src 'self'" in client.get(path).headers["content-security-policy"]
    for path in ("/chat", "/beratung", "/anliegen", "/consoles"):
        assert "script-src" not in client.get(path).headers["content-security-policy"]
