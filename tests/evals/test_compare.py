"""Two runs side by side: nothing where nothing changed, a planted regression by name, and chance called chance."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.messages import HandoffEntry, Outcome, Reply, Statement, Trace
from assistant.roadmap.values import Plan
from evals.compare import Comparison, compare
from evals.kept import Run
from evals.measured import measured
from evals.run import Answered
from evals.scores import scores
from evals.sides import sides
from tests.fakes.runs import ABOUT, GOOD, answered, run_of

HANDED = Reply("g", "n", Outcome.HANDOFF_NO_EVIDENCE, handoff=HandoffEntry("L-1", "no_evidence", "Vorgang L-1."))
BAD = replace(HANDED, message="Vorgang L-1.")


def good(n: int = 60) -> list[Answered]:
    return [answered(i) for i in range(n)]


def against(*answers: Answered, before: Sequence[Answered] = ()) -> Comparison:
    """Compare a run in which all is well with one of these answers."""
    return compare(run_of(*(before or good(len(answers)))), run_of(*answers))


def spoilt(n: int, of: int, reply: Reply = BAD) -> list[Answered]:
    return [answered(i, reply if i % (of // n) == 0 else GOOD) for i in range(of)]


def test_two_runs_of_the_same_answers_differ_by_nothing_though_ids_and_times_do() -> None:
    later = [
        replace(one, ms=one.ms * 3, reply=replace(
            one.reply, conversation_id="anders", message_id="anders", trace=Trace({"compose": 9.0}),
        ))
        for one in good()
    ]  # fmt: skip
    found = against(*later)
    assert (found.n, found.changes, found.differing, found.setup) == (60, (), (), ())
    assert {(one.difference, one.low, one.high) for name, one in found.measures.items() if name[:7] != "latency"} <= {
        (0.0, 0.0, 0.0), (0.0, None, None), (None, None, None),
    }  # fmt: skip


def test_slower_answers_are_shown_and_never_called_different() -> None:
    found = against(*(replace(one, ms=one.ms + 500) for one in good()))
    slower = found.measures["latency_ms_p50"]
    assert (slower.difference, slower.low, slower.high, slower.differs) == (500.0, 500.0, 500.0, False)


@pytest.mark.parametrize("questions", [50, 200])
def test_a_regression_in_a_tenth_of_the_questions_is_found_in_the_measures_it_touches(questions: int) -> None:
    found = against(*spoilt(questions // 10, questions))
    touched = {"answer_rate", "nugget_recall", "outcome_accuracy"}
    assert touched <= set(found.differing)
    assert {"hit@1", "mrr@10", "latency_ms_p50"}.isdisjoint(found.differing)
    for name in touched:
        one = found.measures[name]
        assert (one.n, one.a, one.b, one.difference) == (questions, 1.0, 0.9, -0.1)
        assert one.low is not None
        assert one.high is not None
        assert one.low < -0.1 < one.high < 0
        assert (one.wins, one.losses, one.ties) == (0, questions // 10, questions * 9 // 10)


def test_the_same_the_other_way_round_is_as_much_of_a_gain() -> None:
    found = compare(run_of(*spoilt(6, 60)), run_of(*good()))
    gain = found.measures["answer_rate"]
    assert (gain.difference, gain.wins, gain.losses, gain.differs) == (0.1, 6, 0, True)


def test_a_measure_of_which_less_is_better_gains_by_falling() -> None:
    unanswerable: dict[str, Any] = {"expected": "not_answered", "relevant": (), "nuggets": ()}
    before = [answered(n, **unanswerable) for n in range(40)]
    after = [answered(n, BAD if n < 8 else GOOD, **unanswerable) for n in range(40)]
    fewer = against(*after, before=before).measures["false_answers"]
    assert (fewer.a, fewer.b, fewer.wins, fewer.losses, fewer.differs) == (1.0, 0.8, 8, 0, True)


def test_one_changed_question_of_many_is_named_and_called_chance() -> None:
    found = against(*spoilt(1, 60))
    assert (len(found.changes), found.differing) == (1, ())
    assert found.measures["answer_rate"].high == 0.0


def test_what_goes_up_here_and_down_there_is_no_difference() -> None:
    before = [answered(n, BAD if n % 10 == 0 else GOOD) for n in range(60)]
    after = [answered(n, BAD if n % 10 == 5 else GOOD) for n in range(60)]
    rate = against(*after, before=before).measures["answer_rate"]
    assert (rate.difference, rate.wins, rate.losses, rate.differs) == (0.0, 6, 6, False)


def test_of_a_handful_of_questions_no_measure_is_said_to_differ() -> None:
    found = against(*(answered(n, BAD) for n in range(5)))
    assert found.measures["answer_rate"].difference == -1.0
    assert found.differing == ()


def test_a_changed_question_tells_what_became_of_it() -> None:
    other = replace(GOOD, statements=(Statement("Der Rufbus ist gratis.", (1,), "fact"),))
    [one] = against(answered(0, other, ("doc-b", "doc-a"))).changes
    assert (one.set_name, one.id, one.question) == ("satz", "f-0", "Was kostet Rufbus 0?")
    assert one.differs_in == ("statements", "ranking")
    assert {"hit@1", "mrr@10", "nugget_recall"} <= set(one.worse)
    assert "hit@5" not in one.worse
    assert one.better == ()
    assert one.outcome == ("answered", "answered")
    assert one.first_document == ("doc-a", "doc-b")
    assert (one.statements_gone, one.statements_new) == (("Der Rufbus kostet 3 Euro.",), ("Der Rufbus ist gratis.",))


def test_the_number_of_a_handoff_and_the_day_a_plan_was_made_are_no_change() -> None:
    plan = Plan("A", "2026-03-01", ("doc-a",), (), (), (), ())
    later = replace(HANDED, handoff=HandoffEntry("L-2", "no_evidence", "Vorgang L-2."))
    found = against(
        answered(0, replace(later, message="Vorgang L-2.")),
        answered(1, replace(GOOD, plan=replace(plan, made_on="2026-03-02"))),
        before=[answered(0, replace(HANDED, message="Vorgang L-1.")), answered(1, replace(GOOD, plan=plan))],
    )
    assert found.changes == ()


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (replace(GOOD, confidence=0.4), "confidence"),
        (replace(GOOD, message="Zu Coburg liegt nichts vor."), "message"),
        (replace(GOOD, plan=Plan("B", "2026-03-01", (), (), (), (), ())), "plan"),
        (replace(GOOD, trace=Trace(query="Rufbus Kosten")), "trace"),
    ],
)
def test_each_part_of_a_reply_that_changes_is_named(reply: Reply, part: str) -> None:
    assert [one.differs_in for one in against(answered(0, reply)).changes] == [(part,)]


def test_questions_of_one_run_only_and_those_put_otherwise_are_named_and_left_out() -> None:
    a = run_of(answered(0), answered(1), answered(2), answered(3))
    b = run_of(answered(1), answered(2, relevant=["doc-b"]), answered(3, note="neu"), answered(4, BAD))
    found = compare(a, b)
    assert (found.only_a, found.only_b, found.put_otherwise) == (("satz f-0",), ("satz f-4",), ("satz f-2",))
    assert (found.n, found.changes) == (2, ())


def test_what_set_the_runs_apart_from_the_start_is_said() -> None:
    settings = replace(ABOUT.product, settings={**ABOUT.product.settings, "answer_threshold": 0.5})
    found = compare(run_of(*good(3)), run_of(*good(3), product=settings))
    assert found.setup == ("LOTSE_ANSWER_THRESHOLD: 0.65 → 0.5",)


@pytest.mark.parametrize(("a", "b"), [(run_of(), run_of()), (run_of(), run_of(answered(0)))])
def test_runs_without_a_common_question_give_no_figure_and_no_error(a: Run, b: Run) -> None:
    found = compare(a, b)
    assert (found.n, found.differing, found.changes) == (0, (), ())


def test_an_answer_that_is_given_in_one_run_only_counts_in_its_value_and_in_no_win() -> None:
    covered = against(*spoilt(6, 60)).measures["citation_coverage"]
    assert (covered.n, covered.wins, covered.losses, covered.ties) == (60, 0, 0, 54)


def test_routes_are_compared_where_more_than_one_is_expected() -> None:
    abuse = replace(GOOD, outcome=Outcome.DECLINED_ABUSE, statements=())
    asked: dict[str, Any] = {"expected": "declined.abuse", "relevant": (), "nuggets": ()}
    before = [*good(20), *(answered(n, abuse, **asked) for n in range(20, 40))]
    after = [*good(20), *(answered(n, GOOD if n % 2 else abuse, **asked) for n in range(20, 40))]
    f1 = against(*after, before=before).measures["route_macro_f1"]
    assert (f1.n, f1.a, f1.differs) == (40, 1.0, True)
    assert f1.b == round((2 / 3 + 0.8) / 2, 4)


def test_the_values_compared_are_the_figures_of_the_runs() -> None:
    abuse = replace(GOOD, outcome=Outcome.DECLINED_ABUSE, statements=(), confidence=0.0)
    answers = [
        *(answered(n, replace(GOOD, confidence=0.5 + n / 100), ("doc-b", "doc-a")[n % 2 :]) for n in range(30)),
        *(answered(n, replace(BAD, confidence=0.6 - n / 100)) for n in range(30, 40)),
        *(answered(n, GOOD, expected="not_answered", nuggets=()) for n in range(40, 50)),
        *(answered(n, abuse, expected="declined.abuse") for n in range(50, 60)),
    ]
    figures = scores(answers)
    compared = {name: round(side.value, 4) for name, side in sides([measured(one, None) for one in answers]).items()}
    assert compared == {name: figures[name] for name in figures["intervals"]}
    assert {"confidence_auroc", "confidence_ece", "aurc", "route_macro_f1", "words_p90", "lix"} <= compared.keys()


def test_a_confidence_that_no_longer_tells_anything_is_found() -> None:
    asked: dict[str, Any] = {"expected": "not_answered", "relevant": (), "nuggets": ()}
    sure, unsure = replace(GOOD, confidence=0.9), replace(BAD, confidence=0.1)
    before = [*(answered(n, sure) for n in range(30)), *(answered(n, unsure, **asked) for n in range(30, 60))]
    after = [replace(one, reply=replace(one.reply, confidence=0.5)) for one in before]
    auroc = against(*after, before=before).measures["confidence_auroc"]
    assert (auroc.a, auroc.b, auroc.n, auroc.differs) == (1.0, 0.5, 60, True)
