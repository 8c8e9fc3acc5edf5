"""No page of the console without a person, no change without their form: every route of the application is asked."""

from collections.abc import Callable

import pytest

from tests.api.console.conftest import Person
from tests.api.console.route_table import CHANGING, CLOSED, OPEN, READING, WAYS

LOGIN = "/console/login?next=%2Fconsole"


def test_the_table_is_read_whole() -> None:
    paths = {way.path for way in WAYS.values()}
    assert paths >= {*OPEN, "/console", "/console/account/password", "/console/people/{login}/role", "/console/logout"}
    assert len(CLOSED) == len(READING) + len(CHANGING)


@pytest.mark.parametrize("cookie", [b"", b"__Host-lotse=", b"__Host-lotse=" + b"a" * 43, "__Host-lotse=ü".encode()])
def test_nobody_comes_in_without_signing_in(somebody: Callable[[], Person], cookie: bytes) -> None:
    headers = {b"cookie": cookie}
    client = somebody().client
    answers = {name: client.request(WAYS[name].method, WAYS[name].address, headers=headers) for name in CLOSED}
    assert {name: answers[name].status_code for name in READING} == dict.fromkeys(READING, 303)
    assert all(answers[name].headers["location"].startswith(LOGIN) for name in READING)
    assert {name: answers[name].status_code for name in CHANGING} == dict.fromkeys(CHANGING, 401)


def test_a_script_without_a_session_is_refused_and_not_led_to_the_form(somebody: Callable[[], Person]) -> None:
    client = somebody().client
    headers = {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    answers = {name: client.get(WAYS[name].address, headers=headers).status_code for name in READING}
    assert answers == dict.fromkeys(READING, 401)


@pytest.mark.parametrize("token", [None, "", "falsch", "ü"])
def test_nothing_changes_without_the_token_of_the_form(signed_in: Callable[[str], Person], token: str | None) -> None:
    client, fields = signed_in("admin").client, {} if token is None else {"csrf": token}
    answers = {name: client.request(WAYS[name].method, WAYS[name].address, data=fields) for name in CHANGING}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(CHANGING, 403)


def test_the_token_of_another_session_changes_nothing(signed_in: Callable[[str], Person]) -> None:
    mine, other = signed_in("admin"), signed_in("admin")
    answers = {name: _sent(mine, name, csrf=other.csrf) for name in CHANGING}
    assert answers == dict.fromkeys(CHANGING, 403)


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://example.org"}]
)
def test_the_right_token_from_another_site_changes_nothing(
    signed_in: Callable[[str], Person], headers: dict[str, str]
) -> None:
    person = signed_in("admin")
    person.client.headers.update(headers)
    assert {name: _sent(person, name, csrf=person.csrf) for name in CHANGING} == dict.fromkeys(CHANGING, 403)


@pytest.mark.parametrize(("role", "shut"), [("advisor", {"editor", "admin"}), ("editor", {"admin"})])
def test_pages_of_a_higher_role_stay_shut(signed_in: Callable[[str], Person], role: str, shut: set[str]) -> None:
    person = signed_in(role)
    higher = [name for name in CLOSED if WAYS[name].role in shut]
    assert {WAYS[name].path for name in higher} >= {"/console/people", "/console/audit"}
    assert {name: _sent(person, name, csrf=person.csrf) for name in higher} == dict.fromkeys(higher, 403)


def test_the_navigation_leads_nowhere_that_stays_shut(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    page = person.get("/console").text
    shut = [way.path for way in WAYS.values() if way.method == "GET" and way.role != "advisor"]
    assert shut
    assert [path for path in shut if f'href="{path}"' in page] == []


def _sent(person: Person, name: str, **fields: str) -> int:
    way = WAYS[name]
    return int(person.client.request(way.method, way.address, data=fields or None).status_code)
