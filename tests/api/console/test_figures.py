"""The figures page: the numbers of the period chosen, the same in each chart and in the table beside it."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from playwright.sync_api import Page

from api.desk import Desk
from tests.api.console.conftest import Person
from tests.api.console.gap_examples import LARGE_KEY, handed_over

_ROW = re.compile(r'<tr><th scope="row">([^<]*)</th><td class="number">(\d+)</td></tr>')
_DESC = re.compile(r"<desc[^>]*>([^<]*)</desc>")


@pytest.mark.parametrize(
    ("period", "rows", "head"), [("week", 7, "je Tag"), ("month", 30, "je Tag"), ("quarter", 13, "je Woche")]
)
def test_the_volume_has_a_row_for_each_day_or_week(
    signed_in: Callable[[str], Person], desk: Desk, period: str, rows: int, head: str
) -> None:
    with handed_over(desk):
        page = signed_in("advisor").get(f"/console/figures?period={period}").text
    volume = page.partition(f"<h2>Fragen {head}</h2>")[2].partition("</table>")[0]
    found = _ROW.findall(volume)
    assert len(found) == rows
    assert int(found[-1][1]) >= 5  # those of today
    assert f"<dd>{sum(int(n) for _, n in found)}</dd>" in page


def test_each_chart_tells_the_numbers_of_its_table(signed_in: Callable[[str], Person], desk: Desk) -> None:
    with handed_over(desk):
        page = signed_in("advisor").get("/console/figures").text
    assert LARGE_KEY.label in page
    for part in page.split("<figure>")[1:]:
        table = _ROW.findall(part)
        (told,) = _DESC.findall(part)
        assert unescape(told) == "; ".join(f"{unescape(label)}: {n}" for label, n in table)


def test_an_unknown_period_is_refused(signed_in: Callable[[str], Person]) -> None:
    assert signed_in("advisor").get("/console/figures?period=ewig").status_code == 422


def test_the_figures_with_numbers_in_them_are_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], desk: Desk
) -> None:
    page = browse("advisor")
    with handed_over(desk):
        page.goto("/console/figures")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == []
        bar, ground = (
            page.locator(f"svg .{name}").first.evaluate("one => getComputedStyle(one).fill")
            for name in ("bar", "ground")
        )
        assert bar != ground
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
