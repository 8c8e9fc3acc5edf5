"""A chart shows every value, to the eye and in words, whatever the values are."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.charts import HEIGHT, WIDTH, line_chart, side_by_side

SVG = "{http://www.w3.org/2000/svg}"
GROWTH = {"p50": [(1_000, 2.5), (10_000, 4.0), (138_662, 9.25)], "p95": [(1_000, 3.0), (10_000, 7.0), (138_662, 21.0)]}


def text_of(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_a_chart_names_its_title_axes_and_series() -> None:
    shown = text_of(line_chart("Antwortzeit", GROWTH, "Abschnitte", "Millisekunden", log_x=True))
    assert all(word in shown for word in ("Antwortzeit", "Abschnitte", "Millisekunden", "p50", "p95"))


def test_who_cannot_see_a_chart_gets_its_title_and_every_value_in_words() -> None:
    root = ElementTree.fromstring(line_chart("Antwortzeit", GROWTH, "Abschnitte", "ms", log_x=True))
    named = [root.find(f".//*[@id='{key}']") for key in root.attrib["aria-labelledby"].split()]
    title, desc = ("" if element is None else str(element.text) for element in named)
    assert (root.attrib["role"], title) == ("img", "Antwortzeit")
    assert all(value in desc for value in ("1.000: 2,5", "138.662: 9,25", "138.662: 21", "p95"))


def test_on_a_logarithmic_axis_powers_of_ten_lie_equally_far_apart() -> None:
    drawn = line_chart("x", {"a": [(1, 1), (10, 1), (100, 1)]}, "x", "y", log_x=True)
    first, second, third = (float(x) for x in re.findall(r'<circle class="[^"]*" cx="([\d.]+)"', drawn))
    assert second - first == pytest.approx(third - second, abs=0.2)


def test_higher_values_lie_higher_and_the_axis_begins_at_zero() -> None:
    drawn = line_chart("x", {"a": [(0, 0), (1, 5), (2, 10)]}, "x", "y")
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


def test_signs_of_markup_in_a_title_stay_text() -> None:
    assert "<b> & Co" in text_of(line_chart("<b> & Co", {"<i>": [(1, 1)]}, "x", "y"))


def test_labels_of_lines_that_end_at_the_same_place_do_not_cover_each_other() -> None:
    drawn = line_chart("x", {"eins": [(0, 1)], "zwei": [(0, 1)]}, "x", "y")
    places = [float(y) for y in re.findall(r'y="([\d.]+)" fill="#\w+">(?:eins|zwei)<', drawn)]
    assert abs(places[0] - places[1]) >= 12


def test_charts_side_by_side_are_one_drawing() -> None:
    chart = line_chart("Antwortzeit", GROWTH, "Abschnitte", "ms", log_x=True)
    root = ElementTree.fromstring(side_by_side("Alles", [chart] * 3))
    assert len(root.findall(f".//{SVG}svg")) == 3
    assert (int(root.attrib["width"]), int(root.attrib["height"]) >= 2 * HEIGHT) == (2 * WIDTH, True)


VALUE = st.floats(-1e9, 1e9).map(lambda value: round(value, 3))


@given(series=st.dictionaries(st.sampled_from("abc"), st.lists(st.tuples(VALUE, VALUE), max_size=4), max_size=3))
def test_any_values_can_be_drawn_within_the_frame(series: dict[str, list[tuple[float, float]]]) -> None:
    drawn = line_chart("x", series, "x", "y")
    ElementTree.fromstring(drawn)
    for points in re.findall(r'points="([^"]*)"', drawn):
        for point in points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
