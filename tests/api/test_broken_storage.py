"""What askers get while the database fails under a running Lotse: a person, or an honest sentence."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

QUESTION = {"message": "Was kostet ein Rufbus?"}


@pytest.fixture
def broken_client(
    data_dir: Path, ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Ask a Lotse whose passages are gone from the database."""
    with ready_client(data_dir) as client:
        drop(data_dir, "passages")
        yield client


def drop(data_dir: Path, table: str) -> None:
    with closing(sqlite3.connect(data_dir / "lotse.db", timeout=30)) as database:
        database.execute(f"DROP TABLE {table}")
        database.commit()


def test_a_question_goes_to_a_person_when_the_search_fails(broken_client: TestClient) -> None:
    answer = broken_client.post("/api/v1/chat", json=QUESTION)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "failed.search")
    assert answer.json()["handoff"]["id"] in answer.json()["message"]


def test_nothing_is_promised_when_the_handoff_fails_too(broken_client: TestClient, data_dir: Path) -> None:
    drop(data_dir, "handoffs")
    reply = broken_client.post("/api/v1/chat", json=QUESTION).json()
    assert (reply["outcome"], reply["handoff"]) == ("failed.handoff", None)


@pytest.mark.parametrize("path", ["/api/v1/search?q=Rufbus", "/api/v1/documents/leit-lorawan-netz-start"])
def test_a_search_says_that_it_cannot(broken_client: TestClient, path: str) -> None:
    answer = broken_client.get(path)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "SELECT" not in answer.text


def test_the_page_shows_whom_the_question_went_to(broken_client: TestClient) -> None:
    answer = broken_client.post("/chat", data=QUESTION)
    assert answer.status_code == 200
    assert "Vorgangsnummer ist L-" in answer.text


def test_the_page_stays_readable_without_any_database(broken_client: TestClient, data_dir: Path) -> None:
    drop(data_dir, "documents")
    answer = broken_client.get("/chat")
    assert answer.headers["content-type"].startswith("text/html")
    assert "<form" in answer.text
