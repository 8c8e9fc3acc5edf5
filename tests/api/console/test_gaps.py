"""An editor's way with a gap, from the list to the closed task and its cases, and what no page ever tells."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from api.desk import Desk
from api.templating import TEMPLATES
from assistant.masking import masked
from assistant.people.gap_tasks import Task, Worked
from assistant.people.gaps import FEWEST, Missed, grouped, key_of
from tests.api.console.conftest import Person
from tests.api.console.gap_examples import LARGE_KEY, QUESTIONS, handed_over

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TAKE = {"topic": LARGE_KEY.topic, "state": LARGE_KEY.state, "size": LARGE_KEY.size}
askers = st.tuples(st.sampled_from([None, "ki"]), st.sampled_from(["HE", "NI"]), st.sampled_from([3_000, None]))


def test_an_editor_closes_a_gap_once_its_questions_are_answered(
    signed_in: Callable[[str], Person], desk: Desk, wait_for: Callable[..., bool], console_app: FastAPI
) -> None:
    editor = signed_in("editor")
    with handed_over(desk) as keys:
        page = editor.get("/console/gaps").text
        assert LARGE_KEY.label in page
        assert "Was kostet ein Rufbus?" in page
        assert "kim.muster@example.org" not in page
        task = editor.post("/console/gaps/take", **TAKE).headers["location"].partition("?")[0]
        assert editor.post("/console/gaps/take", **TAKE).status_code == 409
        assert "In Arbeit bei editor" in editor.get(task).text
        early = editor.post(f"{task}/close")
        assert (early.status_code, "Noch sind nicht alle Fragen beantwortet" in early.text) == (409, True)
        assert editor.post(f"{task}/again").status_code == 303
        assert wait_for(lambda: "Stand neu laden" not in editor.get(task).text)
        _leave_out_the_rest(editor, desk, task, keys)
        assert editor.post(f"{task}/close").status_code == 303
        assert "Geschlossen von editor" in editor.get(task).text
    cases = editor.get(f"{task}/cases.jsonl")
    rows = [json.loads(line) for line in cases.text.splitlines()]
    assert rows
    assert {row["question"] for row in rows} <= {masked(text) for text in QUESTIONS}
    (keep,) = [one for one in console_app.state.serving.lotse.chores() if one.name == "gap cases kept"]
    keep.do()
    assert set(cases.text.splitlines()) <= set(desk.gap_cases.read_text().splitlines())


def _leave_out_the_rest(editor: Person, desk: Desk, task: str, keys: list[str]) -> None:
    found = desk.gaps.task(int(task.rpartition("/")[2]))
    assert found is not None
    assert all(one.after for one in found.questions)
    assert any(one.done for one in found.questions)
    for one in found.questions:
        if not one.done:
            assert one.missed.message_id in keys
            assert editor.post(f"{task}/questions/{one.missed.message_id}", why="nothing_known").status_code == 303


def test_asking_again_leaves_no_handoff_and_no_conversation(
    signed_in: Callable[[str], Person], desk: Desk, wait_for: Callable[..., bool]
) -> None:
    editor, before = signed_in("editor"), desk.inbox.counts()
    with handed_over(desk) as keys:
        task = editor.post("/console/gaps/take", **TAKE).headers["location"].partition("?")[0]
        editor.post(f"{task}/again")
        assert wait_for(lambda: "Stand neu laden" not in editor.get(task).text)
        assert desk.inbox.counts() == before
        assert [len(desk.threads.thread(key)) for key in keys] == [2] * len(keys)
        assert editor.post(f"{task}/back").headers["location"].startswith("/console/gaps?")
        assert editor.get(task).status_code == 404


def test_of_a_gap_with_fewer_than_five_questions_left_nothing_is_shown(
    signed_in: Callable[[str], Person], desk: Desk
) -> None:
    editor = signed_in("editor")
    with handed_over(desk):
        task = editor.post("/console/gaps/take", **TAKE).headers["location"].partition("?")[0]
    page = editor.get(task).text
    assert "weniger als fünf Fragen übrig" in page
    assert "Rufbus" not in page


@pytest.mark.parametrize("why", ["", "weil ich es sage"])
def test_a_question_is_left_out_only_for_a_known_reason(
    signed_in: Callable[[str], Person], desk: Desk, why: str
) -> None:
    editor = signed_in("editor")
    with handed_over(desk) as keys:
        task = editor.post("/console/gaps/take", **TAKE).headers["location"].partition("?")[0]
        editor.post(f"{task}/questions/{keys[0]}", why=why)
        assert "Ausgenommen:" not in editor.get(task).text
        assert editor.post(f"{task}/questions/unbekannt", why="person").status_code == 404


@pytest.mark.parametrize("media", [{"color_scheme": "light"}, {"color_scheme": "dark", "forced_colors": "active"}])
def test_the_list_with_gaps_in_it_is_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], desk: Desk, media: dict[str, Any]
) -> None:
    page = browse("editor")
    with handed_over(desk):
        page.emulate_media(**media)
        page.goto("/console/gaps")
        page.get_by_text("Fragen lesen").first.click()
        assert axe(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@given(st.lists(st.tuples(askers, st.integers(1, 7)), max_size=8), st.lists(st.integers(0, 9), max_size=4))
def test_no_number_on_the_page_describes_fewer_than_five_questions(
    crowd: list[tuple[tuple[str | None, str, int | None], int]], taken: list[int]
) -> None:
    questions = [_missed(*asker) for asker, n in crowd for _ in range(n)]
    working = [_task(n) for n in taken]
    shown = {"gaps": grouped(questions), "working": working, "closed": [], "masked": masked, "error": "", "csrf": ""}
    html = TEMPLATES.get_template("console/gaps.html").render(shown | {"entries": [], "path": "/console/gaps"})
    visible = re.sub(r"<[^>]+>", " ", html[html.index("<main") :])
    for label in ("unter 5.000", "27. November 2026"):
        visible = visible.replace(label, " ")
    numbers = [int(found) for found in re.findall(r"\d+", visible)]
    assert all(number >= FEWEST for number in numbers)
    assert len(numbers) >= len(shown["gaps"].groups)  # type: ignore[attr-defined]


def _missed(topic: str | None, state: str, population: int | None) -> Missed:
    return Missed("m", "Wie geht das?", key_of(topic, state, population), "handoff.legal")


def _task(n: int) -> Task:
    one = Worked(_missed("ki", "HE", 3_000), "Wie geht das?", "de", "")
    return Task(1, one.missed.key, "editor", NOON, (one,) * n)
