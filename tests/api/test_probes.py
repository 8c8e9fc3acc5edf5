"""What a supervisor sees while Lotse opens, when it cannot open, and when it runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.serving import Serving
from api.wiring import Lotse
from knowledge.errors import IndexUnavailable

ASKING = [("GET", "/readyz"), ("GET", "/api/v1/search?q=Bus"), ("GET", "/api/v1/documents/a"), ("POST", "/api/v1/chat")]
SENTENCE = "Der Vektor-Index lässt sich nicht lesen. Es hilft: lotse index rebuild."


@pytest.fixture
def opening_client() -> Iterator[TestClient]:
    """Ask a Lotse that is still opening."""
    gate = threading.Event()

    @contextmanager
    def still_opening() -> Iterator[Lotse]:
        gate.wait(60)
        raise IndexUnavailable("Der Test ist vorbei.")
        yield

    with TestClient(create_app(Serving(still_opening)), raise_server_exceptions=False) as client:
        yield client
        gate.set()


@pytest.fixture
def failed_client(wait_for: Callable[..., bool]) -> Iterator[TestClient]:
    """Ask a Lotse that could not open."""

    @contextmanager
    def cannot_open() -> Iterator[Lotse]:
        raise IndexUnavailable(SENTENCE)
        yield

    serving = Serving(cannot_open)
    with TestClient(create_app(serving), raise_server_exceptions=False) as client:
        assert wait_for(lambda: serving.failure is not None)
        yield client


@pytest.mark.parametrize(("method", "path"), ASKING)
def test_while_it_opens_askers_are_told_to_come_back(opening_client: TestClient, method: str, path: str) -> None:
    answer = opening_client.request(method, path, json={"message": "Rufbus"} if method == "POST" else None)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert "aufgebaut" in answer.json()["detail"]


def test_while_it_opens_the_process_is_alive(opening_client: TestClient) -> None:
    assert opening_client.get("/livez").status_code == 200


def test_while_it_opens_the_page_shows_its_form(opening_client: TestClient) -> None:
    answer = opening_client.get("/chat")
    assert answer.status_code == 200
    assert "<form" in answer.text


def test_while_it_opens_a_typed_question_is_kept(opening_client: TestClient) -> None:
    answer = opening_client.post("/chat", data={"message": "Was kostet ein Rufbus?"})
    assert answer.status_code == 503
    assert "Was kostet ein Rufbus?" in answer.text


@pytest.mark.parametrize(("method", "path"), ASKING)
def test_when_it_cannot_open_it_says_why(failed_client: TestClient, method: str, path: str) -> None:
    answer = failed_client.request(method, path, json={"message": "Rufbus"} if method == "POST" else None)
    assert (answer.status_code, answer.json()["detail"]) == (503, SENTENCE)


def test_when_it_cannot_open_the_page_does_not_promise_that_it_soon_will(failed_client: TestClient) -> None:
    answer = failed_client.post("/chat", data={"message": "Was kostet ein Rufbus?"})
    assert answer.status_code == 503
    assert "in einigen Sekunden" not in answer.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_failure_is_not_called_opening_for_ever(wait_for: Callable[..., bool]) -> None:
    @contextmanager
    def disk_full() -> Iterator[Lotse]:
        raise OSError(28, "No space left on device")
        yield

    with TestClient(create_app(Serving(disk_full)), raise_server_exceptions=False) as client:
        assert wait_for(lambda: "aufgebaut" not in client.get("/readyz").json()["detail"])


def test_when_ready_it_says_how_far_the_indexes_are(client: TestClient) -> None:
    answer = client.get("/readyz").json()
    assert answer["status"] == "ready"
    assert answer["applied"] == answer["revision"] > 0


def test_alive_is_alive(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "live"}
