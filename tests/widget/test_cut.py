"""A bad line, a bad day of the server: the answer is whole in the end, computed once, and typed text is still there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from evals.redteam.server import Says, serving
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Cut, Line
from tests.widget.stages import QUESTION, Stage, answer, closed, handoff, unreachable

NEXT = "Und wer fördert das?"
# The text of an answer with all that belongs to it, and the names of its buttons: citations and the rest.
_ANSWER = """() => {
  const node = [...document.querySelector("lotse-chat").shadowRoot.querySelectorAll(".assistant")].at(-1);
  return [node.textContent, [...node.querySelectorAll("button")].map((one) => one.ariaLabel || one.textContent)];
}"""
Answer = list[Any]


@contextmanager
def visiting(browser: Browser, endpoint: str, line: Line) -> Iterator[Stage]:
    """Open the dialog on a website, with a clock that can be put forward."""
    context = browser.new_context(reduced_motion="reduce")
    with hosting({"": HostPage(script(endpoint))}) as site:
        stage = Stage(context.new_page(), line)
        stage.page.clock.install()
        stage.page.goto(site)
        closed(stage)
        stage.press("Lotse fragen")
        yield stage
    context.close()


@pytest.fixture
def stage(browser: Browser, real: tuple[str, Line]) -> Iterator[Stage]:
    """Open the dialog of a real Lotse; the line is as new before and after."""
    line = real[1]
    line.events.clear()
    line.cuts = 0
    with visiting(browser, *real) as opened:
        yield opened
    line.mend()


def answered(stage: Stage) -> Answer:
    """Wait until the answer is whole, putting the clock forward over every pause; return all of it."""
    put_forward(stage, stage.page.get_by_text("Hat das geholfen?"), 1_000)
    found: Answer = stage.page.evaluate(_ANSWER)
    return found


def put_forward(stage: Stage, until: Locator, by_ms: int) -> None:
    """Put the clock forward again and again until something is there, for as long as a person might wait."""
    for _ in range(300):
        if until.count():
            return
        stage.page.clock.fast_forward(by_ms)
        stage.page.wait_for_timeout(20)
    raise AssertionError(stage.page.locator("lotse-chat").aria_snapshot())


def kept(page: Page, endpoint: str) -> dict[str, Any]:
    """Return what the server keeps of the conversation."""
    fetched = """endpoint => fetch(`${endpoint}/api/v1/conversations/`
      + JSON.parse(sessionStorage[`lotse:${endpoint}`]).conversation_id).then((response) => response.json())"""
    found: dict[str, Any] = page.evaluate(fetched, endpoint)
    return found


@pytest.fixture(scope="module")
def uncut(browser: Browser, real: tuple[str, Line]) -> Answer:
    """Give the answer as it comes over a good line."""
    with visiting(browser, *real) as opened:
        opened.ask()
        found = answered(opened)
        assert found[0].startswith("Lotse")
        assert any(name.startswith("Quelle 1") for name in found[1])
        return found


@pytest.mark.parametrize(
    ("every", "how"), [(1, "broken"), (2, "torn"), (3, "ended"), (5, "torn"), (8, "broken"), (13, "ended")]
)
def test_cut_after_every_few_events_it_is_the_same_answer(
    stage: Stage, real: tuple[str, Line], uncut: Answer, every: int, how: Cut
) -> None:
    stage.line.cut_after, stage.line.cut = every, how
    stage.ask()
    assert answered(stage) == uncut
    assert stage.line.cuts == (len(stage.line.events) - 1) // every > 0
    runs = {event.split(b"id: ")[1].split(b".")[0] for event in stage.line.events}
    assert len(runs) == 1
    assert [entry["author"] for entry in kept(stage.page, real[0])["thread"]] == ["asker", "assistant"]


def test_reloaded_in_the_middle_it_is_the_same_answer(stage: Stage, real: tuple[str, Line], uncut: Answer) -> None:
    stage.line.hold(after=5)
    stage.ask()
    stage.shows("Formuliere die Antwort")
    stage.page.get_by_label("Ihre Frage").last.fill(NEXT)
    stage.page.reload()
    stage.press("Lotse fragen")
    stage.line.mend()
    assert answered(stage) == uncut
    expect(stage.page.get_by_label("Ihre Frage").last).to_have_value(NEXT)
    assert [entry["author"] for entry in kept(stage.page, real[0])["thread"]] == ["asker", "assistant"]


def test_gone_for_good_the_question_comes_back(stage: Stage) -> None:
    unreachable(stage)
    expect(stage.page.get_by_label("Ihre Frage").last).to_have_value(QUESTION)
    stage.line.mend()
    stage.press("Noch einmal versuchen")
    answer(stage)


def test_gone_in_the_middle_of_an_answer_the_question_comes_back(stage: Stage) -> None:
    stage.line.cut_after = 5
    stage.line.down = lambda request: bool(stage.line.cuts) and request.startswith("POST /api/v1/chat")
    stage.ask()
    put_forward(stage, stage.page.get_by_role("button", name="Noch einmal versuchen"), 5_000)
    expect(stage.page.get_by_label("Ihre Frage").last).to_have_value(QUESTION)
    expect(stage.page.get_by_text("Formuliere die Antwort")).to_have_count(0)


def test_a_form_that_does_not_arrive_keeps_its_text_and_arrives_once(stage: Stage, real: tuple[str, Line]) -> None:
    stage.ask()
    answer(stage)
    handoff(stage)
    fields = {"E-Mail-Adresse": "amt@gemeinde.example", "Name (freiwillig)": "Ada Muster"}
    for name, text in fields.items():
        stage.page.get_by_label(name).fill(text)
    stage.page.get_by_label("Ich willige ein").check()
    stage.line.down = lambda request: request.startswith("POST /api/v1/handoffs")
    stage.press("An das Beratungsteam senden")
    stage.shows("Was Sie geschrieben haben, ist noch da.")
    for name, text in fields.items():
        expect(stage.page.get_by_label(name)).to_have_value(text)
    stage.line.mend()
    stage.press("An das Beratungsteam senden")
    stage.shows("Ein Mensch kümmert sich darum")
    assert len(kept(stage.page, real[0])["handoffs"]) == 1


def test_killed_in_the_middle_of_an_answer_and_started_again(
    browser: Browser,
    copied: Callable[[], Path],
    free_port: Callable[[], int],
    launched: Callable[..., AbstractContextManager[Popen[str]]],
    fetch: Callable[..., tuple[int, Any]],
    wait_for: Callable[..., bool],
) -> None:
    data, port = copied(), str(free_port())
    address, log = f"http://127.0.0.1:{port}", data.parent / "server.log"

    def is_ready() -> bool:
        return fetch(f"{address}/readyz")[0] == 200

    with serving(lambda _: Says(silent_s=60)) as model:
        with launched("serve", "--port", port, data=data, log=log, LOTSE_MODEL_URL=model.url) as server:
            assert wait_for(is_ready, 120)
            visit = visiting(browser, address, Line())
            stage = visit.__enter__()
            stage.ask()
            stage.shows("Formuliere die Antwort")
            field = stage.page.get_by_label("Ihre Frage").last
            field.fill(NEXT)
            server.kill()
        stage.shows("Die Verbindung ist unterbrochen")
        stage.page.clock.pause_at(stage.page.evaluate("Date.now() + 1"))  # however long the start takes here
    with launched("serve", "--port", port, data=data, log=log):
        assert wait_for(is_ready, 120)
        stage.page.clock.resume()
        assert "Rufbus" in answered(stage)[0]
        expect(field).to_have_value(NEXT)
        assert [entry["author"] for entry in kept(stage.page, address)["thread"]] == ["asker", "assistant"]
        visit.__exit__(None, None, None)
