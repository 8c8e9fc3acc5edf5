"""The step plan of an answer, and what one takes home of it."""

from pathlib import Path
from typing import Any

import pytest

from tests.widget.panels.chatting import Chat

QUESTION = "Wie führen wir einen Mängelmelder ein?"


def steps_of(plan: dict[str, Any]) -> list[str]:
    return [step["title"] for phase in plan["phases"] for step in phase["steps"]]


def test_the_plan_is_folded_and_shows_each_step_with_its_own_number(chat: Chat) -> None:
    plan = chat.ask(QUESTION)["plan"]
    folded = chat.answer.locator("details.plan")
    assert folded.get_attribute("open") is None
    folded.locator("summary").focus()
    chat.page.keyboard.press("Enter")
    shown = folded.locator("ol > li[value] > strong").all_inner_texts()
    assert shown == steps_of(plan)
    numbers = folded.locator("ol > li:has(> strong)").evaluate_all("nodes => nodes.map(node => node.value)")
    assert numbers == [step["n"] for phase in plan["phases"] for step in phase["steps"]]


@pytest.mark.parametrize(
    ("form", "ending"), [("Tabelle (CSV)", "csv"), ("Textdatei (Markdown)", "md"), ("Kalender (ICS)", "ics")]
)
def test_the_file_has_every_step_that_is_shown(chat: Chat, tmp_path: Path, form: str, ending: str) -> None:
    steps = steps_of(chat.ask(QUESTION)["plan"])
    chat.answer.locator("details.plan summary").click()
    chat.answer.get_by_label("Format").select_option(form)
    if ending == "ics":
        chat.answer.get_by_label("Beginn").fill("2027-01-11")
    with chat.page.expect_download() as downloading:
        chat.button("Fahrplan speichern", chat.answer).click()
    assert downloading.value.suggested_filename == f"fahrplan.{ending}"
    path = tmp_path / "plan"
    downloading.value.save_as(path)
    text = path.read_text(encoding="utf-8").replace("\r\n ", "").replace("\\,", ",")
    assert steps
    assert all(step in text for step in steps)
    assert ("20270111" in text) is (ending == "ics")


def test_a_start_is_asked_for_only_where_it_matters(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.answer.locator("details.plan summary").click()
    assert chat.answer.get_by_label("Beginn").is_hidden()
    chat.answer.get_by_label("Format").select_option("Kalender (ICS)")
    assert chat.answer.get_by_label("Beginn").is_visible()
