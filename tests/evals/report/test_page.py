"""The report as those get it who read it: with a screen reader, on a small screen, without a network, on paper."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from assistant.messages import HandoffEntry, Outcome
from evals.kept import Run
from evals.report.page import page
from evals.run import Answered
from tests.evals.replies import SOURCES, answered, ended, statement
from tests.evals.report.reading import Page
from tests.evals.report.runs import mixed, numbered, report_of, run_of

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)></details>"\' {{ 7*7 }} {% raw %} &amp; ]]>'
LOADING = ("src", "srcset", "data", "poster", "background", "xlink:href")


def read(run: Run, baseline: Run | None = None) -> Page:
    return Page(page(report_of(run, baseline)))


def hostile() -> Answered:
    """Give an answer every text of which tries to become markup."""
    bad = answered(
        replace(statement(HOSTILE, 1), heading=HOSTILE), question=HOSTILE, nuggets=[HOSTILE], note=HOSTILE,
        dialogue=[HOSTILE], expected="not_answered", relevant=["hof"], **{"class": HOSTILE},
    )  # fmt: skip
    source = replace(
        SOURCES[0], title=HOSTILE, heading=HOSTILE, quote=HOSTILE, url="javascript:alert(1)", as_of=HOSTILE
    )
    handoff = HandoffEntry("1", "x", HOSTILE + "2")
    reply = replace(bad.reply, sources=(source,), message=HOSTILE, clarification=HOSTILE, handoff=handoff)
    return replace(bad, set_name=HOSTILE, reply=reply, ranking=(HOSTILE,), passages={"hof~1": f"{HOSTILE} {HOSTILE}"})


RUNS: dict[str, tuple[Run, Run | None]] = {
    "mixed": (run_of(*mixed()), None),
    "with a baseline": (run_of(*mixed()), run_of(*mixed()[:15])),
    "empty": (run_of(), None),
    "empty baseline": (run_of(*mixed()), run_of()),
    "one question": (run_of(answered()), None),
    "one that nothing is expected of": (run_of(ended(Outcome.CLARIFY, 0.5)), None),
    "all the same": (run_of(*numbered([answered(statement("Es gilt.", 1), expected="answered")] * 30)), None),
    "all wrong": (run_of(*numbered([answered(statement("Nein.", 1), expected="not_answered")] * 30)), None),
    "hostile": (run_of(hostile()), None),
}


@pytest.fixture(scope="module", params=list(RUNS))
def shown(request: pytest.FixtureRequest) -> Page:
    """Every kind of report there is."""
    return read(*RUNS[request.param])


def test_a_report_is_in_german_with_one_main_heading_landmarks_and_a_way_past_them(shown: Page) -> None:
    assert shown.all("html")[0].attributes["lang"] == "de"
    assert [element.text for element in shown.all("h1")] == ["Wie gut antwortet Lotse?"]
    assert [len(shown.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert shown.all("a")[0].attributes["href"] == f"#{shown.all('main')[0].attributes['id']}"


def test_headings_leave_out_no_level(shown: Page) -> None:
    levels = [int(element.tag[1]) for element in shown.all("h1", "h2", "h3", "h4")]
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_a_report_needs_no_network_and_runs_nothing(shown: Page) -> None:
    assert shown.all("script", "link", "iframe", "object", "embed", "base", "form") == []
    assert [e for e in shown.elements if any(name in LOADING or name.startswith("on") for name in e.attributes)] == []
    style = shown.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_what_refers_to_a_place_finds_it_and_no_place_is_named_twice(shown: Page) -> None:
    ids = [element.attributes["id"] for element in shown.elements if "id" in element.attributes]
    referred = [key for e in shown.elements for key in e.attributes.get("aria-labelledby", "").split()]
    anchors = [a.attributes["href"] for a in shown.all("a")]
    assert len(set(ids)) == len(ids)
    assert {*referred, *(anchor[1:] for anchor in anchors if anchor.startswith("#"))} <= set(ids)
    assert all(anchor.startswith(("#", "https://", "http://")) for anchor in anchors)


def test_every_table_says_what_it_is_and_what_its_rows_and_columns_are(shown: Page) -> None:
    for table in shown.all("table"):
        inside = [element for element in shown.elements if table in element.within]
        assert [e.text.strip() != "" for e in inside if e.tag == "caption"] == [True]
        assert all(e.attributes.get("scope") in ("row", "col", "rowgroup") for e in inside if e.tag == "th")
    regions = [e for e in shown.elements if e.attributes.get("class") == "wide"]
    assert all((e.attributes["role"], e.attributes["tabindex"]) == ("region", "0") for e in regions)


def test_every_drawing_is_told_in_words_or_stands_beside_its_figures(shown: Page) -> None:
    for drawing in shown.all("svg"):
        if drawing.attributes.get("aria-hidden") == "true":
            cell = drawing.within[-1]
            assert any(sign.isdigit() for sign in cell.text), cell
        else:
            told = [e.text for e in shown.elements if e.tag in ("title", "desc") and drawing in e.within]
            figure = next(e for e in drawing.within if e.tag == "figure")
            assert all(told)
            assert [e for e in shown.all("table") if figure in e.within], "its values as a table"


def test_what_people_or_models_wrote_is_text_and_never_markup() -> None:
    shown = read(run_of(hostile()))
    assert shown.all("img", "script") == []
    assert shown.text.count('<script>alert("1")</script>') >= 10
    assert "{{ 7*7 }}" in shown.text
    assert "javascript:" not in shown.markup


def test_a_measure_that_the_questions_say_nothing_about_does_not_appear() -> None:
    shown = read(run_of(*numbered([answered(statement("Der Rufbus kostet 3 Euro.", 1), expected="answered")] * 5)))
    assert "beantwortet, was zu beantworten war" in shown.text
    assert "Kernaussagen in den Antworten" not in shown.text
    assert "hit@1" not in shown.text


def test_an_empty_run_says_so_instead_of_showing_tables() -> None:
    shown = read(run_of())
    assert "enthält noch keine Antwort" in shown.text
    assert shown.all("table") == []


def test_a_change_is_shown_with_both_intervals_and_only_a_clear_one_is_called_so() -> None:
    good = answered(statement("Der Rufbus kostet 3 Euro.", 1), expected="answered", relevant=["hof"])
    lost = replace(good, ranking=("x",))
    before = run_of(*numbered([good] * 40))
    slight, clear = (run_of(*numbered([lost] * n + [good] * (40 - n))) for n in (1, 20))
    assert "−2,5 Punkteschlechter, aber im Rahmen des Zufalls; vorher 100,0 % (91,2 bis 100,0 %)" in row(slight, before)
    assert "−50,0 Punkteschlechter, mehr als Zufall; vorher 100,0 %" in row(clear, before)
    assert "±0unverändert" in row(before, before)


def test_a_change_within_both_intervals_is_clear_when_question_by_question_only_one_way_was_moved() -> None:
    good = answered(statement("Der Rufbus kostet 3 Euro.", 1), expected="answered", relevant=["hof"])
    lost = replace(good, ranking=("x",))
    before, after = (run_of(*numbered([good] * n + [lost] * (40 - n))) for n in (20, 15))
    assert "−12,5 Punkteschlechter, mehr als Zufall; vorher 50,0 %" in row(after, before)


def row(run: Run, baseline: Run) -> str:
    shown = read(run, baseline)
    values = next(table for table in shown.all("table") if "values" in table.attributes["class"])
    rows = [element.text for element in shown.all("tr") if values in element.within]
    return " ".join(next(text for text in rows if "(hit@1)" in text).split())


def test_a_baseline_of_another_version_is_named() -> None:
    before = run_of(*mixed())
    before = replace(before, about=replace(before.about, product=replace(before.about.product, version="0.0.9")))
    assert "Version: 0.0.9 → 0.1.0" in read(run_of(*mixed()), before).text


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"state": "running", "finished": None}, "Der Lauf ist nicht zu Ende"),
        ({"left_out": 3}, "Nicht gestellt, weil sie ein festes Datum haben: 3 Fragen"),
        ({"unknown_documents": ("leit-weg",)}, "Diese erwarteten Dokumente gibt es im geprüften Bestand nicht"),
        ({}, "Für 20 Fragen (satz) ist nicht verzeichnet, ob an ihnen eingestellt wurde"),
        ({}, "An 5 Fragen (funding) wurde Lotse eingestellt"),
    ],
)
def test_what_weakens_the_figures_is_said_before_them(about: dict[str, Any], said: str) -> None:
    text = read(run_of(*mixed(), **about)).text
    assert 0 < text.index(said) < text.index("Werte über alle Fragen")


def test_measures_that_follow_from_how_answers_are_made_carry_a_warning() -> None:
    shown = read(run_of(*mixed()))
    warned = [element.text for element in shown.all("tr") if "Mit Vorsicht:" in element.text]
    assert len(warned) == 4
    assert any("Aussagen wörtlich in ihrer Quelle" in text for text in warned)


def test_a_question_that_went_badly_is_shown_with_its_answer_and_the_quoted_passage() -> None:
    source = replace(SOURCES[0], quote="Er fährt seit 2024.", heading="Betrieb", url="https://example.org/hof")
    bad = answered(statement("Er fährt seit 2024.", 1), expected="answered", nuggets=["11.000 Fahrgäste"])
    shown = read(run_of(replace(bad, reply=replace(bad.reply, sources=(source,)))))
    assert "Kernaussage fehlt: „11.000 Fahrgäste“" in shown.text
    assert [mark.text for mark in shown.all("mark")] == ["Er fährt seit 2024."]
    assert "Der Rufbus kostet 3 Euro. Er fährt seit 2024." in shown.all("blockquote")[0].text
    assert "https://example.org/hof" in [a.attributes["href"] for a in shown.all("a")]


def test_the_confusion_table_marks_what_was_expected_with_more_than_a_colour() -> None:
    shown = read(run_of(*mixed()))
    matrix = next(table for table in shown.all("table") if table.attributes.get("class") == "matrix")
    cells = [" ".join(e.text.split()) for e in shown.all("td") if matrix in e.within]
    assert "20 ✓ wie erwartet" in cells
    assert "5" in cells
