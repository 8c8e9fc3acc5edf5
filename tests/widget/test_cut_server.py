"""The server is killed in the middle of an answer and started again: the widget says so, waits, and loses nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from evals.redteam.server import Says, serving
from tests.api.zygote import Process
from tests.widget.relay import Line
from tests.widget.visits import answered, kept, visiting

NEXT = "Und wer fördert das?"
Starting = Callable[..., AbstractContextManager[Process]]


@pytest.fixture
def home(free_port: Callable[[], int]) -> str:
    """Give the address that the server keeps when it is started again."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def started(home: str, copied: Callable[[], Path], served_at: Starting) -> Starting:
    """Start `lotse serve` over the same data and at the same address each time, with settings of its own."""
    return partial(served_at, copied(), int(home.rpartition(":")[2]))


def test_killed_in_the_middle_of_an_answer_and_started_again(browser: Browser, home: str, started: Starting) -> None:
    with ExitStack() as visit, serving(lambda _: Says(silent_s=60)) as model:
        with started(LOTSE_MODEL_URL=model.url) as server:
            stage = visit.enter_context(visiting(browser, home, Line()))
            stage.ask()
            stage.shows("Formuliere die Antwort")
            field = stage.page.get_by_label("Ihre Frage").last
            field.fill(NEXT)
            server.kill()
            stage.shows("Die Verbindung ist unterbrochen")
            stage.page.clock.pause_at(stage.page.evaluate("Date.now() / 1000 + 1"))  # however long a start takes here
        with started():
            stage.page.clock.resume()
            assert "Rufbus" in answered(stage)[0]
            expect(field).to_have_value(NEXT)
            assert [entry["author"] for entry in kept(stage.page, home)["thread"]] == ["asker", "assistant"]
