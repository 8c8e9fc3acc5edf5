"""Several questions at once: the same answers, dialogues in one piece, and an end to asking when something breaks."""

import threading
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from assistant.messages import Question, Reply
from evals.questions import QuestionSet, SetQuestion
from evals.run import Examinee, run_sets
from knowledge.errors import LotseError
from knowledge.follower import quiet
from tests.fakes.runs import GOOD


class Gone(LotseError):
    """The server went away."""


@dataclass
class Desk:
    """Answers what was asked in which conversation, breaks at the question `breaks`; knows how many ask at once."""

    breaks: str = ""
    heard: list[tuple[str, str, date | None]] = field(default_factory=list)
    most: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, question: Question, today: date | None, /) -> Reply:
        conversation = question.conversation_id or question.text
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.heard.append((conversation, question.text, today))
        threading.Event().wait(0.005)
        with self._lock:
            self._now -= 1
        if question.text == self.breaks:
            raise Gone
        return replace(GOOD, conversation_id=conversation, message=question.text)


def sets(n: int = 30) -> list[QuestionSet]:
    return [
        QuestionSet(name, tuple(SetQuestion(id=str(i), question=f"{name} {i}?") for i in range(n))) for name in "ab"
    ]


def examined(desk: Desk) -> Examinee:
    return Examinee(desk, lambda _text, _profile: (), lambda _document: {})


def test_several_at_once_give_the_answers_of_one_after_the_other() -> None:
    one, four = Desk(), Desk()
    alone = {answer.key: answer.reply for answer in run_sets(sets(), examined(one), quiet)}
    together = {answer.key: answer.reply for answer in run_sets(sets(), examined(four), quiet, workers=4)}
    assert together == alone
    assert (one.most, 2 <= four.most <= 4) == (1, True)


def test_the_turns_of_a_dialogue_follow_each_other_in_one_conversation() -> None:
    desk = Desk()
    questions = tuple(SetQuestion(id=str(n), question=f"{n} c", dialogue=(f"{n} a", f"{n} b")) for n in range(12))
    list(run_sets([QuestionSet("d", questions)], examined(desk), quiet, workers=4))
    for n in range(12):
        assert [text for conversation, text, _ in desk.heard if conversation == f"{n} a"] == [
            f"{n} a",
            f"{n} b",
            f"{n} c",
        ]


@pytest.mark.parametrize(("workers", "most"), [(1, 6), (4, 500)])
def test_after_an_error_no_further_question_is_asked(workers: int, most: int) -> None:
    desk = Desk(breaks="a 5?")
    with pytest.raises(Gone):
        list(run_sets(sets(500), examined(desk), quiet, workers=workers))
    assert len(desk.heard) <= most


@pytest.mark.parametrize("workers", [1, 4])
def test_what_is_already_answered_is_not_asked_but_counts_as_done(workers: int) -> None:
    desk, told = Desk(), list[tuple[int, int]]()
    already = {("a", str(n)) for n in range(30)} | {("b", "3")}
    came = list(
        run_sets(
            sets(),
            examined(desk),
            lambda _what, done, total: told.append((done, total)),
            workers=workers,
            already=already,
        )
    )
    assert {answer.key for answer in came} == {("b", str(n)) for n in range(30)} - {("b", "3")}
    assert told == [(40, 60), (60, 60)]


def test_a_question_without_a_date_is_asked_as_of_the_date_of_the_run() -> None:
    desk = Desk()
    questions = (SetQuestion(id="1", question="a?"), SetQuestion(id="2", question="b?", today=date(2025, 1, 1)))
    list(run_sets([QuestionSet("s", questions)], examined(desk), quiet, today=date(2026, 2, 2)))
    assert [today for _, _, today in desk.heard] == [date(2026, 2, 2), date(2025, 1, 1)]
