"""Gaps as tasks: taken by one person, asked again, closed only when all is answered, gone with their talk."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.gap_asking import GapAsking
from api.store.audit import acts
from api.store.conversations import StoredConversations
from api.store.feedback import StoredFeedback
from api.store.gap_runs import GapRuns
from api.store.gaps import GapTaken, StoredGaps
from api.store.statements import StoredStatementFeedback
from assistant.feedback import Verdict
from assistant.messages import Outcome, Question, Reply, Turn
from assistant.people.gap_tasks import Task
from assistant.people.gaps import Key, Left
from evals.gap_cases import add_missing, cases_of
from evals.questions import read_sets
from knowledge.profile import Profile
from tests.api.store.gap_examples import HESSE, answered, ask

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
BUS = Key("mobilitaet", "HE", "5.000–20.000")


@pytest.fixture
def conversations(both: Engine) -> StoredConversations:
    kept = StoredConversations(both, lambda: NOON)
    for n in range(5):
        ask(kept, f"bus-{n}", f"Was kostet ein Rufbus an Tag {n}? Mein Name ist Max Mustermann, 0561 787-1234")
    return kept


@pytest.fixture
def gaps(both: Engine, conversations: StoredConversations) -> StoredGaps:
    return StoredGaps(both, lambda: NOON)


def run(engine: Engine, reply: Callable[[Question], Reply]) -> int:
    return GapAsking(GapRuns(engine, lambda: NOON), reply).work()


def task_of(gaps: StoredGaps, number: int) -> Task:
    task = gaps.task(number)
    assert task is not None
    return task


def test_only_questions_that_were_not_served_are_gaps(
    both: Engine, gaps: StoredGaps, conversations: StoredConversations
) -> None:
    ask(conversations, "good", "Gut?", Outcome.ANSWERED)
    ask(conversations, "hello", "Hallo", Outcome.DECLINED_SMALLTALK)
    ask(conversations, "bad", "Schlecht?", Outcome.ANSWERED)
    ask(conversations, "part", "Halb?", Outcome.PARTIAL)
    ask(conversations, "law", "Dürfen wir?", Outcome.HANDOFF_LEGAL)
    feedback = StoredFeedback(both, lambda: NOON)
    feedback.give("bad", Verdict(False), "advisor")
    feedback.give("good", Verdict(True), "asker")
    ask(conversations, "wrong", "Ein Satz falsch?", Outcome.ANSWERED, said=["Der Bus fliegt."])
    StoredStatementFeedback(both, lambda: NOON).give("wrong", 0, "anna", Verdict(False))
    (group,) = gaps.open().groups
    assert group.key == BUS
    assert {one.message_id for one in group.questions} == {
        *(f"bus-{n}" for n in range(5)),
        "bad",
        "part",
        "law",
        "wrong",
    }
    assert {one.message_id for one in group.questions if one.unhelpful} == {"bad", "wrong"}


def test_a_gap_belongs_to_one_person_even_when_several_take_it_at_once(both: Engine, gaps: StoredGaps) -> None:
    def take(who: str) -> int | None:
        try:
            return gaps.take(BUS, who)
        except GapTaken:
            return None

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for number in pool.map(take, ["anna", "ben", "cem", "dora"]) if number]
    assert len(numbers) == 1
    assert gaps.open().groups == ()
    (task,) = gaps.tasks()
    assert (task.number, task.key, len(task.questions)) == (numbers[0], BUS, 5)
    with both.begin() as connection:
        assert [(act.who, act.action) for act in acts(connection)] == [(task.taken_by, "gap.taken")]


def test_what_is_given_back_is_open_again(gaps: StoredGaps) -> None:
    number = gaps.take(BUS, "anna")
    assert gaps.give_back(number, "anna")
    assert not gaps.give_back(number, "anna")
    assert gaps.task(number) is None
    assert [group.key for group in gaps.open().groups] == [BUS]


def test_questions_are_asked_again_with_land_and_size_but_without_the_municipality(
    both: Engine, gaps: StoredGaps
) -> None:
    heard: list[Question] = []

    def reply(question: Question) -> Reply:
        heard.append(question)
        return answered("Er kostet 2 Euro.")

    number = gaps.take(BUS, "anna")
    assert gaps.ask_again(number, "anna") == 5
    assert task_of(gaps, number).running
    assert run(both, reply) == 5
    assert run(both, reply) == 0
    assert {one.profile for one in heard} == {Profile("HE", 10_000)}
    after = [one.after for one in task_of(gaps, number).questions]
    assert [(one.outcome, one.said, one.documents, one.solved) for one in after if one] == [
        ("answered", "Er kostet 2 Euro.", ("doc-bus",), True)
    ] * 5


def test_a_follow_up_is_asked_in_the_words_that_were_searched_for(
    both: Engine, gaps: StoredGaps, conversations: StoredConversations
) -> None:
    turn = Turn("Und nachts?", "Was kostet ein Rufbus nachts?", Outcome.HANDOFF_NO_EVIDENCE)
    conversations.note("bus-0", "night", turn, HESSE, None, "mobilitaet")
    number = gaps.take(BUS, "anna")
    (night,) = [one for one in task_of(gaps, number).questions if one.missed.message_id == "night"]
    assert night.text == "Was kostet ein Rufbus nachts?"


def test_a_question_that_breaks_the_assistant_does_not_keep_the_others_waiting(both: Engine, gaps: StoredGaps) -> None:
    def reply(question: Question) -> Reply:
        if "Tag 0" in question.text:
            raise RuntimeError("broken")
        return answered("Er kostet 2 Euro.")

    number = gaps.take(BUS, "anna")
    gaps.ask_again(number, "anna")
    assert run(both, reply) == 5
    task = task_of(gaps, number)
    assert not task.running
    assert [one.after.outcome for one in task.questions if one.after] == ["failed.search", *["answered"] * 4]


def test_a_gap_closes_only_when_every_question_is_answered_or_left_out(both: Engine, gaps: StoredGaps) -> None:
    number = gaps.take(BUS, "anna")
    asked = task_of(gaps, number)
    assert not asked.can_close
    assert not gaps.close(asked, "", "anna")
    gaps.ask_again(number, "anna")
    run(both, lambda one: answered("2 Euro.") if "Tag 0" not in one.text else Reply("t", "m", Outcome.PARTIAL))
    assert not gaps.close(task_of(gaps, number), "", "anna")
    assert gaps.leave_out(number, "bus-0", Left.TWICE, "anna")
    task = task_of(gaps, number)
    assert task.can_close
    gaps.ask_again(number, "ben")  # somebody was faster: what was seen does not hold any more
    assert not gaps.close(task, cases_of(task), "anna")
    run(both, lambda _: answered("2 Euro."))
    assert gaps.close(task_of(gaps, number), cases_of(task), "anna")
    closed = task_of(gaps, number)
    assert (closed.closed_by, closed.closed_at) == ("anna", NOON)
    assert not gaps.leave_out(number, "bus-1", Left.TWICE, "anna")
    assert gaps.ask_again(number, "anna") == 0
    assert not gaps.give_back(number, "anna")


def test_closed_gaps_become_cases_that_a_measurement_reads(both: Engine, gaps: StoredGaps, tmp_path: Path) -> None:
    number = gaps.take(BUS, "anna")
    gaps.leave_out(number, "bus-4", Left.PERSON, "anna")
    gaps.ask_again(number, "anna")
    run(both, lambda _: answered("2 Euro."))
    task = task_of(gaps, number)
    assert gaps.close(task, cases_of(task), "anna")
    file = tmp_path / "data" / "gaps.jsonl"
    assert (add_missing(file, gaps.cases()), add_missing(file, gaps.cases())) == (4, 0)
    (read,) = read_sets([file])
    assert [one.expected for one in read.questions] == ["answered"] * 4
    assert {one.asker for one in read.questions} == {Profile("HE", 10_000)}
    assert {one.note for one in read.questions} == {"vorher handoff.no_evidence; doc-bus"}
    text = file.read_text()
    assert "Tag 0" in text
    assert not any(personal in text for personal in ("Mustermann", "787", "bus-0", "8000"))


def test_what_people_changed_in_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "gaps.jsonl"
    file.write_text('{"id": "g-1", "question": "Von Hand geändert?"}')
    assert add_missing(file, '{"id": "g-1", "question": "Alt?"}\n{"id": "g-2", "question": "Neu?"}\n') == 1
    assert [json.loads(line)["question"] for line in file.read_text().splitlines()] == ["Von Hand geändert?", "Neu?"]


def test_questions_go_with_their_conversations_and_too_few_are_not_shown(
    gaps: StoredGaps, conversations: StoredConversations
) -> None:
    number = gaps.take(BUS, "anna")
    assert task_of(gaps, number).enough
    conversations.forget("bus-2")
    task = task_of(gaps, number)
    assert len(task.questions) == 4
    assert not task.enough
    assert not task.can_close
