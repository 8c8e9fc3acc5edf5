"""What a run leaves behind is read back exactly as it was, and what is broken is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.messages import (
    CaseEntry,
    FundingEntry,
    GeneratedBy,
    HandoffEntry,
    Origin,
    Outcome,
    PlaceEntry,
    Reply,
    SourceEntry,
    Statement,
    Trace,
)
from assistant.roadmap.values import Plan, PlanNote, PlanPhase, PlanSource, PlanStep, PlanSupport, PlanText
from evals.about import About, Product, SetDigest
from evals.kept import RunInvalid, about_as_json, answered_of, as_row, line_of, read_run
from evals.questions import SetQuestion
from evals.run import Answered
from knowledge.profile import Profile

QUESTION = SetQuestion.model_validate({
    "id": "f-1", "question": "Gibt es noch\u2028Förderung?", "dialogue": ["Guten Tag"], "relevant": ["prog-a"],
    "nuggets": ["90 Prozent"], "profile": {"state": "HE", "population": 8000}, "expected": "answered*",
    "class": "funding", "today": "2025-11-07", "status": {"prog-a": "geschlossen"}, "tuned": False, "plan": True,
    "forbidden": ["offen"],
})  # fmt: skip
PLAN = Plan(
    "Einführung", "2025-11-07", ("leit-a",),
    (PlanPhase("strategie", "Strategie", (
        PlanStep(1, "Beschluss", (PlanText("Der Rat beschließt.", (1,)),), (1,), body="Rat",
                 support=PlanSupport("leit-a", "leit-a~1", "Schritte"), notes=(PlanNote("Hinweis", "früh", (1,), 1),)),
    )),), (), (PlanNote("offen", "Kosten"),), (PlanSource(1, "T", "P", None, "leit-a", "Leitfaden", None, True),),
)  # fmt: skip
REPLY = Reply(
    "g", "n", Outcome.PARTIAL, message="Zu Coburg liegt nichts vor.",
    statements=(Statement("Es sind 90 Prozent.", (1,), "fact", "Förderung"),),
    sources=(SourceEntry(1, "prog-a", "prog-a~1", "funding", "A", "Höhe", None, "Land", "2025-08", False, "90", (
        Origin("Richtlinie", "Land", "https://example.org/a"),)),),
    cases=(CaseEntry("fall-a", "A", PlaceEntry("Soest", "NW", None), ("ähnlich groß",)),),
    funding=(FundingEntry("prog-a", "A", "geschlossen", "2025-11-01", None),), plan=PLAN,
    profile=Profile("HE", 8000), handoff=HandoffEntry("L-1", "legal", "Ihre Frage liegt vor."), confidence=0.1 + 0.2,
    generated_by=GeneratedBy(mode="model", model="klein"),
    trace=Trace({"compose": 1.25}, "Förderung Hessen", {"prompt": "12", "tokens": 12, "share": 1.0}),
)  # fmt: skip
ANSWERED = Answered("förderung", QUESTION, REPLY, ("prog-a", "fall-a"), {"prog-a~1": "Es sind\n90 Prozent."}, 1 / 3)
ABOUT = About(
    (SetDigest("förderung", "ab" * 32, 3, 0, 3),), 7, None, 1, "hier",
    Product("0.1.0", "c0de", "extractive", None, "a1b2", {"answer_threshold": 0.65, "team": "Team"}, "d1", "7 lsa-1"),
    date(2025, 11, 7), 0, ("gibt-es-nicht",), "3.11.9", "Linux", datetime.fromisoformat("2026-11-27T10:00:00+00:00"),
)  # fmt: skip


def numbered(n: int) -> Answered:
    return replace(ANSWERED, question=QUESTION.model_copy(update={"id": f"f-{n}"}))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Lay a run into a folder: its answers as given, and whether it is finished."""

    def lay(content: bytes, **changes: Any) -> Path:
        (tmp_path / "run.json").write_bytes(about_as_json(replace(ABOUT, **changes)))
        (tmp_path / "answers.jsonl").write_bytes(content)
        return tmp_path

    return lay


def test_an_answer_comes_back_as_it_was_with_plan_dates_and_types() -> None:
    back = answered_of(as_row(ANSWERED))
    assert back == ANSWERED
    assert back.reply.outcome is Outcome.PARTIAL
    assert {name: type(value) for name, value in back.reply.trace.notes.items()} == {
        "prompt": str, "tokens": int, "share": float,
    }  # fmt: skip


def test_a_run_comes_back_as_it_was(folder: Callable[..., Path]) -> None:
    path = folder(line_of(numbered(1)) + line_of(numbered(2)), state="finished", finished=ABOUT.started)
    run = read_run(path)
    assert run.about == replace(ABOUT, state="finished", finished=ABOUT.started)
    assert run.answered == (numbered(1), numbered(2))


@pytest.mark.parametrize("cut", [1, 40, 700, -1])
def test_the_half_written_line_of_a_killed_run_is_left_out_wherever_it_was_cut(
    folder: Callable[..., Path], cut: int
) -> None:
    assert read_run(folder(line_of(numbered(1)) + line_of(numbered(2))[:cut])).answered == (numbered(1),)


def test_a_finished_run_whose_last_line_break_an_editor_took_away_is_complete(folder: Callable[..., Path]) -> None:
    path = folder(line_of(numbered(1)) + line_of(numbered(2)).rstrip(b"\n"), state="finished")
    assert read_run(path).answered == (numbered(1), numbered(2))


@pytest.mark.parametrize("broken", [b"{", b'{"set_name": "a"}', "ü".encode()[:1], b"", b"[]"])
def test_a_broken_line_is_named_by_file_and_number(folder: Callable[..., Path], broken: bytes) -> None:
    path = folder(line_of(numbered(1)) + broken + b"\n" + line_of(numbered(2)))
    with pytest.raises(RunInvalid, match=r"answers\.jsonl, Zeile 2: ist keine Antwort eines Laufs"):
        read_run(path)


def test_a_question_that_was_answered_twice_is_named(folder: Callable[..., Path]) -> None:
    with pytest.raises(RunInvalid, match="Zeile 2: die Frage förderung f-1 steht schon weiter oben"):
        read_run(folder(line_of(numbered(1)) * 2))


def test_a_folder_that_is_missing_or_holds_no_run_or_a_damaged_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunInvalid, match="weg gibt es nicht"):
        read_run(tmp_path / "weg")
    with pytest.raises(RunInvalid, match=r"kein lesbarer Lauf \(run\.json"):
        read_run(tmp_path)
    (tmp_path / "run.json").write_text('{"seed": 1}')
    with pytest.raises(RunInvalid, match="beschädigt oder von einer anderen Version"):
        read_run(tmp_path)


def test_a_run_that_was_killed_before_its_first_answer_is_one_without_answers(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(about_as_json(ABOUT))
    assert read_run(tmp_path).answered == ()
