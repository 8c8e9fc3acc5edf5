"""What a report is put together from: provenance, groups, changes, charts and words."""

from pathlib import Path

import pytest

import evals
from assistant.messages import Outcome
from evals.labels import LABELS
from evals.report.facts import facts
from evals.report.figures import figures
from evals.report.groups import table, weakest
from evals.report.pictures import pictures, reliability, risk_coverage
from evals.report.provenance import by_fitting, told_of_sets
from evals.report.themes import CIRCULAR, DECIMAL, FREQUENCIES, GROUPED, THEMES
from evals.report.wording import outcome_text
from evals.scores import report
from tests.evals.replies import answered, ended, statement
from tests.evals.report.runs import mixed, numbered, report_of, run_of

SETS = Path(evals.__file__).parent / "sets"


def test_of_every_shipped_set_it_is_told_whether_the_product_was_fitted_to_it() -> None:
    assert {path.stem for path in SETS.glob("*.jsonl")} <= set(told_of_sets())


def test_a_question_knows_better_than_its_set_whether_it_was_tuned_on() -> None:
    told = [answered(tuned=True), answered(tuned=False), answered()]
    groups = by_fitting(numbered(told, "near-misses"))
    assert {key: len(own) for key, own in groups.items()} == {"untuned": 1, "tuned": 2}


def test_themes_know_every_labelled_measure_once_and_nothing_else() -> None:
    listed = [name for names in THEMES.values() for name in names]
    assert sorted(listed) == sorted(LABELS)
    assert {*CIRCULAR, *DECIMAL, *FREQUENCIES, *GROUPED} <= set(LABELS)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_german_name(outcome: Outcome) -> None:
    assert outcome_text(outcome) != outcome


def test_a_measure_nobody_has_labelled_is_shown_by_its_name_and_last() -> None:
    scores = {"n": 9, "neues_maß": 3.5, "intervals": {"neues_maß": {"n": 9, "low": 3.0, "high": 4.0}}}
    [figure] = figures(scores).values()
    assert (figure.label.text, figure.label.better, figure.shortfall) == ("neues_maß", "neither", None)


def test_a_group_too_small_to_judge_is_never_the_weakest() -> None:
    bad = answered(statement("Nein.", 1), expected="answered", relevant=["x"])
    good = answered(statement("Ja.", 1), expected="answered", relevant=["hof"])
    found = report([*numbered([bad] * 9, "klein"), *numbered([good] * 20 + [bad], "groß"), *numbered([good] * 20, "c")])
    shown = table("per_set", found["per_set"], ["hit@5"])
    assert shown
    assert [one.row.key for one in weakest(figures(found), shown)] == []
    assert [one.row.key for one in weakest(figures(found), shown, enough=5)] == ["klein"]


def test_charts_come_only_for_what_there_is() -> None:
    every = pictures(mixed(), report(mixed()))
    assert [one.title for one in every] == [
        "Stimmt die Zuversicht?", "Was kostet es, mehr zu beantworten?", "Wie lang sind die Antworten?",
        "Wie lange dauert eine Antwort?",
    ]  # fmt: skip
    silent = [ended(Outcome.DECLINED_ABUSE, 0.0)]
    assert [one.title for one in pictures(silent, report(silent))] == ["Wie lange dauert eine Antwort?"]


def test_a_confidence_that_holds_lies_on_the_line() -> None:
    bins = [
        {"low": n / 10, "high": (n + 1) / 10, "n": 20, "confidence": n / 10 + 0.05, "right": n / 10 + 0.05}
        for n in range(10)
    ]
    shown = reliability(bins)
    assert [(row[2], row[3]) for row in shown.rows[:2]] == [("5,0\xa0%", "5,0\xa0%"), ("15,0\xa0%", "15,0\xa0%")]
    assert "Zuversicht 95,0\xa0%: 95,0\xa0% richtig (20 Fragen)" in shown.svg


def test_a_long_curve_is_told_in_few_points_with_its_last() -> None:
    shown = risk_coverage([(n / 500, n / 5000) for n in range(1, 501)])
    assert len(shown.rows) <= 22
    assert shown.rows[-1] == ("100,0\xa0%", "10,0\xa0%")


def test_the_facts_name_sets_version_and_how_answers_are_made() -> None:
    told = dict(facts(run_of(*mixed())))
    assert told["Fragen"] == "40 Fragen aus 2 Sätzen: satz (20), funding (20)"
    assert told["Gefragt"] == "am 27.11.2026, 10:00 bis 10:00 Uhr UTC"
    assert (told["Version"], told["Antworten"]) == ("0.1.0", "Auszüge aus den Unterlagen, ohne Sprachmodell")
    assert "Sprachmodell" not in told


def test_groups_of_askers_are_compared_only_where_they_are_large_enough() -> None:
    assert [gap.heading for gap in report_of(run_of(*mixed())).gaps if gap.name == "hit@5"] == [
        "Land der fragenden Kommune", "Einwohner der fragenden Kommune",
    ]  # fmt: skip
    assert report_of(run_of(*mixed()[:12])).gaps == ()
