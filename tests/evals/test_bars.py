"""Bars count every value once, and a whisker lies where its share lies."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from evals.bars import HEIGHT, WIDTH, binned, histogram, whisker

VALUE = st.floats(0, 1e7).map(lambda value: round(value, 3))
SHARE = st.floats(0, 1)


@given(values=st.lists(VALUE, max_size=50))
def test_every_value_is_counted_once_within_few_bars(values: list[float]) -> None:
    bins = binned(values)
    assert sum(one.n for one in bins) == len(values)
    assert 1 <= len(bins) <= 25
    assert all(one.high == after.low for one, after in pairwise(bins))


@given(values=st.lists(VALUE, min_size=1, max_size=30))
def test_any_values_can_be_drawn_within_the_frame(values: list[float]) -> None:
    drawn = histogram("x", binned(values), "x", "y", {"Hälfte": values[0]})
    ElementTree.fromstring(drawn)
    for x, y, width, height in re.findall(r'class="bar[^"]*" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', drawn):
        assert 0 <= float(x) <= float(x) + float(width) <= WIDTH
        assert 0 <= float(y) <= float(y) + float(height) <= HEIGHT


def test_a_value_far_beyond_the_others_does_not_flatten_them() -> None:
    bins = binned([float(n) for n in range(1, 500)] + [1e6])
    assert len(bins) >= 9
    assert str(bins[-1]).startswith("ab ")


def test_bars_and_marks_are_told_in_words() -> None:
    root = ElementTree.fromstring(histogram("Länge", binned([1, 1, 3]), "Wörter", "Antworten", {"Hälfte": 1.0}))
    told = root.find("{http://www.w3.org/2000/svg}desc")
    assert told is not None
    assert told.text == "Antworten nach Wörter. 1 bis unter 1,2: 2; ab 3: 1. Hälfte: 1."


@given(value=SHARE, low=SHARE, high=SHARE, before=SHARE)
def test_a_whisker_stays_in_its_drawing(value: float, low: float, high: float, before: float) -> None:
    root = ElementTree.fromstring(whisker(value, min(low, high), max(low, high), before, width=100))
    dot = root.find("circle")
    assert dot is not None
    assert 0 <= float(dot.attrib["cx"]) <= 100
    assert root.attrib["aria-hidden"] == "true"


def test_a_larger_share_lies_further_right() -> None:
    places = [float(re.findall(r'cx="([\d.]+)"', whisker(share, 0, 1))[0]) for share in (0.0, 0.5, 1.0)]
    assert places == sorted(places)
    assert len(set(places)) == 3
