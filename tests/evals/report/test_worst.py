"""Which questions a report shows first: harm before loss, and loss by theme."""

from dataclasses import replace

from assistant.messages import Outcome
from evals.report.worst import SHOWN, worst
from evals.run import Answered
from tests.evals.replies import answered, ended, statement
from tests.evals.report.runs import numbered

COSTS = statement("Der Rufbus kostet 3 Euro.", 1)
GOOD = answered(COSTS, expected="answered", relevant=["hof"], nuggets=["3 Euro"])
HALF = answered(COSTS, expected="answered", relevant=["hof"], nuggets=["3 Euro", "11.000 Fahrgäste"])
LOST = answered(COSTS, expected="answered", relevant=["weg"], nuggets=["3 Euro"])
SILENT = ended(Outcome.HANDOFF_NO_EVIDENCE, 0.1, expected="answered", relevant=["hof"], nuggets=["3 Euro"])
HARMFUL = answered(COSTS, expected="not_answered")


def ranked(*answers: Answered) -> list[str]:
    return [case.answered.question.id for case in worst(numbered(answers))]


def test_an_answer_where_there_can_be_none_is_worse_than_any_loss() -> None:
    assert ranked(SILENT, HARMFUL) == ["q-1", "q-0"]


def test_the_more_is_missing_the_worse() -> None:
    assert ranked(HALF, SILENT) == ["q-1", "q-0"]


def test_a_document_that_all_measures_of_the_search_miss_counts_once() -> None:
    assert ranked(LOST, SILENT) == ["q-1", "q-0"]


def test_a_question_to_which_nothing_is_missing_is_not_shown() -> None:
    assert ranked(GOOD, HALF, GOOD) == ["q-1"]


def test_equally_bad_ones_keep_their_order_and_no_more_are_shown_than_said() -> None:
    assert ranked(*[SILENT] * 30) == [f"q-{n}" for n in range(SHOWN)]


def test_what_was_lost_is_told_with_its_amount() -> None:
    [case] = worst([HALF])
    assert [lack.text for lack in case.lacks] == ["Kernaussagen in den Antworten: 1 von 2"]
    assert case.missed == ("11.000 Fahrgäste",)


def test_a_rank_is_told_as_a_figure() -> None:
    [case] = worst([replace(GOOD, ranking=("ulm", "hof"))])
    assert "mittlerer Kehrwert des Rangs (mrr@10): 0,500" in [lack.text for lack in case.lacks]
