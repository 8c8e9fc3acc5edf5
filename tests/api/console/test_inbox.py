"""The inbox shows who has to do what by when, and its address says what it shows."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from api.console.inbox_query import InboxQuery
from api.desk import Desk
from api.store.tables import HANDOFFS
from tests.api.console.conftest import Person
from tests.api.console.handoffs import handed_over, in_state, made_late

SHOWN = re.compile(r'href="/console/handoffs/(L-\w+)" data-open')


@pytest.fixture
def advisor(signed_in: Callable[[str], Person]) -> Person:
    return signed_in("advisor")


def shown(person: Person, address: str) -> list[str]:
    return SHOWN.findall(person.get(address).text)


def test_a_handoff_says_who_asks_what_and_by_when(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    page = advisor.get(f"/console?text={made.number}").text
    for said in ("Wie teuer ist ein Rufbus?", "Mobilität", "Hessen", "8.000", "keine Belege gefunden", "gerade eben"):
        assert said in page
    assert "Uhr</dd>" in page
    assert "überfällig" not in page


def test_a_broken_promise_is_said_in_words_while_it_is_our_turn(advisor: Person, desk: Desk) -> None:
    ours, theirs, done = in_state(desk, "claimed"), in_state(desk, "waiting"), in_state(desk, "answered")
    for one in (ours, theirs, done):
        made_late(desk, one)
    said = {one.number: "überfällig" in advisor.get(f"/console?status=all&text={one.number}").text
            for one in (ours, theirs, done)}  # fmt: skip
    assert said == {ours.number: True, theirs.number: False, done.number: False}


def test_finished_handoffs_are_shown_only_when_asked_for(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "closed")
    assert shown(advisor, f"/console?text={made.number}") == []
    assert shown(advisor, f"/console?status=closed&text={made.number}") == [made.number]
    assert shown(advisor, f"/console?status=all&text={made.number}") == [made.number]


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("topic", "mobilitaet", "ki"),
        ("state", "HE", "BY"),
        ("kind", "workshop", "contact"),
        ("status", "claimed", "open"),
    ],
)
def test_a_filter_keeps_what_it_names(advisor: Person, desk: Desk, field: str, right: str, wrong: str) -> None:
    made = in_state(desk, "claimed", "workshop")
    assert shown(advisor, f"/console?text={made.number}&{field}={right}") == [made.number]
    assert shown(advisor, f"/console?text={made.number}&{field}={wrong}") == []


def test_mine_are_those_i_took_over(signed_in: Callable[[str], Person], desk: Desk) -> None:
    made = in_state(desk, "claimed")
    assert shown(signed_in("advisor"), f"/console?mine=1&text={made.number}") == [made.number]
    assert shown(signed_in("editor"), f"/console?mine=1&text={made.number}") == []


def test_an_age_keeps_older_ones(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    old = (
        update(HANDOFFS).where(HANDOFFS.c.number == made.number).values(created_at=made.created_at - timedelta(days=4))
    )
    assert shown(advisor, f"/console?age=3&text={made.number}") == []
    with desk.engine.begin() as connection:
        connection.execute(old)
    assert shown(advisor, f"/console?age=3&text={made.number}") == [made.number]
    assert shown(advisor, f"/console?age=7&text={made.number}") == []


def test_many_are_shown_page_by_page_each_once(advisor: Person, desk: Desk) -> None:
    made = {handed_over(desk, topic="tourismus-kultur").number for _ in range(27)}
    pages = [shown(advisor, f"/console?topic=tourismus-kultur&sort=newest&page={n}") for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 2, 0]
    assert {*pages[0], *pages[1]} == made
    assert "Seite 1 von 2" in advisor.get("/console?topic=tourismus-kultur").text


@pytest.mark.parametrize(
    "query",
    [
        "status=x&topic=%00&state=XX&age=-1&sort=x",
        "page=0",
        "page=99999999999999999999",
        "page=%C2%B2",
        "text=%25_'%22<b>",
    ],
)
def test_an_address_that_makes_no_sense_is_no_error(advisor: Person, query: str) -> None:
    assert advisor.get(f"/console?{query}").status_code == 200


def test_a_question_is_shown_as_text(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    with desk.engine.begin() as connection:
        hostile = update(HANDOFFS).where(HANDOFFS.c.number == made.number)
        connection.execute(hostile.values(question='<script>alert("kanarienvogel")</script>'))
    for address in (f"/console?text={made.number}", f"/console/handoffs/{made.number}"):
        page = advisor.get(address).text
        assert "kanarienvogel" in page
        assert "<script>alert" not in page


@given(
    st.builds(
        InboxQuery,
        status=st.sampled_from(["", "open", "all"]), topic=st.sampled_from(["", "ki"]), mine=st.booleans(),
        age=st.sampled_from([0, 3]), text=st.sampled_from(["", "Rufbus & Bahn", "ä=1"]),
        sort=st.sampled_from(["due", "newest"]), page=st.integers(1, 50),
    )
)  # fmt: skip
def test_an_address_leads_to_exactly_what_was_chosen(query: InboxQuery) -> None:
    from urllib.parse import parse_qsl, urlsplit

    assert InboxQuery.of(dict(parse_qsl(urlsplit(query.address()).query))) == query
