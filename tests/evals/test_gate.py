"""The gate's rules: what each is measured over, which questions it names, and what it cannot judge."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.messages import FundingEntry, Outcome, Reply, Statement
from evals.gate.errors import GateInvalid
from evals.gate.held import Held, changes, reached, read_held, write_held
from evals.gate.judging import Result, fell_short, judged
from evals.gate.rules import SHIPPED, Gate, Hold, Threshold, read_gate
from evals.gate.subset import picked
from evals.questions import QuestionSet, SetQuestion
from evals.run import Answered
from knowledge.errors import LotseError

HANDED_OVER = Reply("", "m", Outcome.HANDOFF_NO_EVIDENCE)
ANSWER = replace(
    HANDED_OVER, outcome=Outcome.ANSWERED, statements=(Statement("Der Rufbus kostet 3 Euro.", (), "fact"),)
)
RULES = """
today = 2026-11-27
[[questions]]
file = "fragen.jsonl"
every = 2
[[thresholds]]
measure = "hit@5"
at_least = 0.9
reason = "measured 0.95"
[[held]]
measure = "outcome_accuracy"
lost_at_most = 0
reason = "every loss is looked at"
"""


def answer(key: str, reply: Reply = ANSWER, ranking: tuple[str, ...] = (), name: str = "satz", **row: Any) -> Answered:
    question = SetQuestion.model_validate({"id": key, "question": "Rufbus?", **row})
    return Answered(name, question, reply, ranking)


def result(answered: list[Answered], rule: Threshold | Hold, held: Held | None = None) -> Result:
    thresholds, holds = ((rule,), ()) if isinstance(rule, Threshold) else ((), (rule,))
    [found] = judged(answered, Gate((), thresholds, holds, Path("held.jsonl")), held or {})
    return found


COST: dict[str, Any] = {"class": "cost"}
STEPS: dict[str, Any] = {"class": "steps"}
FOUND = answer("1", ranking=("doc-a",), relevant=["doc-a"], **COST)
LOST = answer("2", relevant=["doc-a"], **COST)
ELSEWHERE = answer("1", relevant=["doc-a"], name="anderer", **STEPS)


@pytest.mark.parametrize(
    ("over", "value", "n", "below"),
    [
        ({}, 1 / 3, 3, (("satz", "2"), ("anderer", "1"))),
        ({"sets": ("satz",)}, 0.5, 2, (("satz", "2"),)),
        ({"classes": ("steps",)}, 0.0, 1, (("anderer", "1"),)),
    ],
)
def test_a_threshold_is_measured_over_its_sets_and_classes_and_names_the_questions_below(
    over: dict[str, Any], value: float, n: int, below: tuple[tuple[str, str], ...]
) -> None:
    found = result([FOUND, LOST, ELSEWHERE], Threshold(measure="hit@5", at_least=0.9, reason="r", **over))
    assert (found.value, found.n, found.below, found.holds) == (value, n, below, False)


@pytest.mark.parametrize(
    ("bounds", "holds"),
    [({"at_least": 0.5}, True), ({"at_least": 0.51}, False), ({"at_most": 0.5}, True), ({"at_most": 0.49}, False)],
)
def test_a_value_at_the_bound_keeps_to_it(bounds: dict[str, Any], holds: bool) -> None:
    answered = [answer("1", expected="not_answered"), answer("2", HANDED_OVER, expected="not_answered")]
    found = result(answered, Threshold(measure="false_answers", reason="r", **bounds))
    assert (found.value, found.holds) == (0.5, holds)
    assert bool(fell_short([found])) is not holds


def test_where_less_is_better_the_questions_that_count_are_named() -> None:
    answered = [answer("1", expected="not_answered"), answer("2", HANDED_OVER, expected="not_answered")]
    assert result(answered, Threshold(measure="false_answers", at_most=0.0, reason="r")).below == (("satz", "1"),)


@pytest.mark.parametrize("rule", [
    Threshold(measure="hit@5", at_least=0.9, sets=("gibt-es-nicht",), reason="r"),
    Threshold(measure="plan_right", at_least=0.9, reason="r"),
    Hold(measure="hit@5", lost_at_most=0, reason="r"),
])  # fmt: skip
def test_a_rule_that_no_question_can_break_is_refused(rule: Threshold | Hold) -> None:
    with pytest.raises(GateInvalid, match=r"gilt für keine der Fragen|ist bei keiner Frage festgehalten"):
        result([FOUND], rule)


HOLD = Hold(measure="nugget_recall", lost_at_most=1, reason="r")
NUGGETS: dict[str, Any] = {"nuggets": ["3 Euro", "Rufbus kostet"]}


def test_questions_that_reach_less_than_held_are_counted_and_gains_do_not_make_up_for_them() -> None:
    full = [answer(str(n), **NUGGETS) for n in range(4)]
    held = {**reached(full, [HOLD]), ("satz", "0"): {"nugget_recall": 0.0}}
    one = result([*full[:3], answer("3", HANDED_OVER, **NUGGETS)], HOLD, held)
    assert (one.value, one.n, one.below, one.holds) == (1, 4, (("satz", "3"),), True)
    two = result([*full[:2], *(answer(key, HANDED_OVER, **NUGGETS) for key in "23")], HOLD, held)
    assert (two.value, two.below, two.holds) == (2, (("satz", "2"), ("satz", "3")), False)


def test_where_less_is_better_reaching_more_is_a_loss() -> None:
    hold = Hold(measure="funding_wrong", lost_at_most=0, reason="r")
    wrong = replace(ANSWER, funding=(FundingEntry("foerd-a", "A", "offen", None, None),))
    before = [answer("1", status={"foerd-a": "geschlossen"}), answer("2", wrong, status={"foerd-a": "geschlossen"})]
    after = [replace(before[0], reply=wrong), replace(before[1], reply=ANSWER)]
    assert result(after, hold, reached(before, [hold])).below == (("satz", "1"),)


def test_an_answer_that_is_gone_has_no_statements_to_lose() -> None:
    hold = Hold(measure="citation_coverage", lost_at_most=0, reason="r")
    held = {("satz", "1"): {"citation_coverage": 1.0}, ("satz", "2"): {"citation_coverage": 1.0}}
    assert result([answer("1", HANDED_OVER), answer("2")], hold, held).below == (("satz", "2"),)


def test_a_held_question_that_nobody_asks_any_more_is_named() -> None:
    with pytest.raises(GateInvalid, match=r"held\.jsonl: Fragen: festgehalten, aber nicht gestellt: 1 Frage \(satz 9"):
        result([FOUND], Threshold(measure="hit@5", at_least=0.9, reason="r"), {("satz", "9"): {"hit@5": 1.0}})


def test_a_new_question_is_not_held_yet() -> None:
    hold = Hold(measure="hit@5", lost_at_most=0, reason="r")
    assert result([FOUND, LOST], hold, {("satz", "1"): {"hit@5": 1.0}}).holds


def test_what_was_written_is_read_again_and_differs_in_nothing(tmp_path: Path) -> None:
    held = reached([FOUND, LOST, answer("3", nuggets=["3 Euro", "4 Euro", "5 Euro"])], [HOLD, Hold(
        measure="hit@5", lost_at_most=0, reason="r")])  # fmt: skip
    write_held(tmp_path / "held.jsonl", held)
    assert changes(read_held(tmp_path / "held.jsonl"), held) == ()
    assert held["satz", "3"] == {"nugget_recall": 0.3333}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"set": "a", "id": "1"}', '{"set": "a", "id": "1", "reached": {"x": "y"}}']
)
def test_a_broken_line_of_what_is_held_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "held.jsonl").write_text('{"set": "a", "id": "1", "reached": {}}\n' + line)
    with pytest.raises(GateInvalid, match="Zeile 2"):
        read_held(tmp_path / "held.jsonl")


# --- the questions of the gate, out of a kept run ---

ASKED = QuestionSet("satz", (FOUND.question, LOST.question))
GATE = Gate((ASKED,), (), (), Path("held.jsonl"))


def test_of_a_run_only_the_gates_questions_count_in_its_order_and_by_what_is_expected_now() -> None:
    outdated = replace(FOUND, question=FOUND.question.model_copy(update={"relevant": ("doc-z",)}))
    assert picked([ELSEWHERE, LOST, outdated], GATE) == (FOUND, LOST)


@pytest.mark.parametrize(
    ("answered", "sentence"),
    [
        ([FOUND], r"Lauf: Fragen: nicht gestellt: 1 Frage \(satz 2\)"),
        ([FOUND, replace(LOST, question=LOST.question.model_copy(update={"question": "Bus?"}))], "anders gestellt"),
        ([FOUND, replace(LOST, question=LOST.question.model_copy(update={"dialogue": ("Bus?",)}))], "anders gestellt"),
    ],
)
def test_a_run_that_asked_something_else_is_refused(answered: list[Answered], sentence: str) -> None:
    with pytest.raises(GateInvalid, match=sentence):
        picked(answered, GATE)


# --- the file of rules ---


def written(folder: Path, rules: str = RULES) -> Path:
    rows = [{"id": "1"}, {"id": "2"}, {"id": "3", "today": "2025-01-01"}]
    (folder / "fragen.jsonl").write_text("\n".join(json.dumps({"question": "Rufbus?", **row}) for row in rows))
    path = folder / "gate.toml"
    path.write_text(rules)
    return path


def test_the_first_and_each_nth_question_are_asked_each_with_its_date(tmp_path: Path) -> None:
    gate = read_gate(written(tmp_path))
    assert [(question.id, question.today) for question in gate.sets[0].questions] == [
        ("1", date(2026, 11, 27)), ("3", date(2025, 1, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("hit@5", "latency_ms_p50", "thresholds 1 measure: ist kein Maß, das sich je Frage sagen lässt"),
        ("at_least = 0.9", "", "thresholds 1: braucht entweder at_least oder at_most"),
        ("at_least = 0.9", "at_least = 0.9\nat_most = 0.9", "thresholds 1: braucht entweder at_least oder at_most"),
        ("at_least = 0.9", "at_least = 90", "thresholds 1 at_least: ist zu groß"),
        ("at_least = 0.9", 'at_least = "0.9"', "thresholds 1 at_least: muss eine Zahl sein"),
        ('reason = "measured 0.95"', "", "thresholds 1 reason: fehlt"),
        ("every = 2", "every = 0", "questions 1 every: ist zu klein"),
        ("every = 2", "jede = 2", "questions 1 jede: gibt es hier nicht"),
        ("lost_at_most = 0", "lost_at_most = 0.5", "held 1 lost_at_most: muss eine ganze Zahl sein"),
        ("today = 2026-11-27", "today = 'gestern'", "today: muss ein Datum sein"),
        ("today = ", "today ", "Datei: ist kein gültiges TOML"),
        ("fragen.jsonl", "fehlt.jsonl", "fehlt.jsonl: Datei: lässt sich nicht lesen"),
    ],
)
def test_what_is_wrong_with_the_rules_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = written(tmp_path, RULES.replace(old, new, 1))
    with pytest.raises(LotseError, match=problem) as caught:
        read_gate(path)
    assert caught.value.exit_code == 2


def test_the_shipped_rules_ask_each_question_once_and_hold_them_all() -> None:
    gate = read_gate(SHIPPED)
    asked = {(one.name, question.id) for one in gate.sets for question in one.questions}
    assert read_held(gate.held_file).keys() == asked
