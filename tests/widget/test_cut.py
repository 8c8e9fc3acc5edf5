"""A bad line, a bad day of the server: the answer is whole in the end, computed once, and typed text is still there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.widget.relay import Cut, Line
from tests.widget.stages import QUESTION, Stage, answer, handoff, profile, told, unreachable
from tests.widget.visits import Answer, answered, kept, put_forward, visiting

NEXT = "Und wer fördert das?"


@pytest.fixture
def stage(browser: Browser, real: tuple[str, Line]) -> Iterator[Stage]:
    """Open the dialog of a real Lotse; the line is as new before and after."""
    line = real[1]
    line.events.clear()
    line.cuts = 0
    with visiting(browser, *real) as opened:
        yield opened
    line.mend()


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
    profile(stage)
    told(stage)
    unreachable(stage)
    expect(stage.page.get_by_label("Ihre Frage").last).to_have_value(QUESTION)
    stage.line.mend()
    stage.press("Noch einmal versuchen")
    answer(stage)
    log, question = (stage.page.locator(f"lotse-chat {name}").bounding_box() for name in (".log", ".asker"))
    assert log
    assert question
    assert (
        0 <= question["y"] - log["y"] < 30
    )  # the answer is read from its beginning, though the foot changed its height


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
