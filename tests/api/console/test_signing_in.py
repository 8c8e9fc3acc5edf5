"""Signing in to the console and out of it: who comes in, what the browser is given, and how often one may try."""

from collections.abc import Callable

import pytest

from api.console.login import WRONG
from api.desk import Desk
from api.store.attempts import OF_ACCOUNT
from tests.api.console.conftest import PASSWORD, Person

People = Callable[[], Person]
COOKIE = "__Host-lotse"


def test_the_first_page_greets_whoever_signed_in(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("editor").get("/console")
    assert page.status_code == 200
    assert "Editor Muster" in page.text
    assert 'aria-current="page"' in page.text


def test_a_name_is_taken_in_capital_letters_too(somebody: People, desk: Desk) -> None:
    assert somebody().sign_in(" Advisor ").status_code == 303


@pytest.mark.parametrize("login", ["advisor", "niemand", "", "ü", "a" * 3000])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(somebody: People, desk: Desk, login: str) -> None:
    desk.attempts.forget(login)
    answer = somebody().sign_in(login, "das ist nicht das Passwort")
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert COOKIE not in answer.cookies
    plain = somebody().sign_in("editor", "das ist nicht das Passwort")
    assert [line for line in answer.text.splitlines() if "value=" not in line] == [
        line for line in plain.text.splitlines() if "value=" not in line
    ]


def test_the_name_that_was_typed_stays_and_the_password_does_not(somebody: People, desk: Desk) -> None:
    answer = somebody().sign_in("advisor", "das ist nicht das Passwort")
    assert 'value="advisor"' in answer.text
    assert "das ist nicht das Passwort" not in answer.text


def test_the_session_cookie_is_out_of_reach(somebody: People, desk: Desk) -> None:
    given = [c for c in somebody().sign_in("advisor").headers.get_list("set-cookie") if c.startswith(f"{COOKIE}=")]
    assert len(given) == 1
    parts = {part.strip().lower() for part in given[0].split(";")[1:]}
    assert parts == {"secure", "httponly", "samesite=lax", "path=/"}


@pytest.mark.parametrize(
    ("address", "headers", "name"),
    [
        ("http://lotse.example", {}, "__Host-lotse-form"),
        ("http://192.168.1.5:8080", {}, "__Host-lotse-form"),
        ("http://localhost.example.org", {}, "__Host-lotse-form"),
        ("https://127.0.0.1", {}, "__Host-lotse-form"),
        ("http://127.0.0.1", {"forwarded": "proto=https"}, "__Host-lotse-form"),
    ],
)
def test_only_a_browser_on_this_machine_gets_a_cookie_without_secure(
    somebody: People, address: str, headers: dict[str, str], name: str
) -> None:
    given = somebody().client.get(f"{address}/console/login", headers=headers).headers["set-cookie"]
    assert given.startswith(f"{name}=")
    assert "Secure" in given


def test_signing_in_gives_a_new_token_and_ends_the_old(somebody: People, desk: Desk) -> None:
    person = somebody()
    person.sign_in("advisor")
    first = person.client.cookies[COOKIE]
    person.client.cookies.clear()
    assert person.sign_in("advisor").status_code == 303
    assert person.client.cookies[COOKIE] != first


def test_a_token_that_somebody_planted_is_not_taken_over(somebody: People, desk: Desk) -> None:
    person = somebody()
    person.client.cookies.set(COOKIE, "geplant" * 6, domain="lotse.example", path="/")
    person.sign_in("advisor")
    assert person.client.cookies[COOKIE] != "geplant" * 6
    assert desk.sessions.find("geplant" * 6) is None


def test_signing_out_ends_the_session_for_a_copied_cookie_too(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    copied = person.client.cookies[COOKIE]
    assert person.post("/console/logout").headers["location"] == "/console/login?done=out"
    assert COOKIE not in person.client.cookies
    person.client.cookies.set(COOKIE, copied, domain="lotse.example", path="/")
    assert person.get("/console").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/console/account?x=1", "/console/account?x=1"),
        ("https://example.org", "/console"),
        ("//example.org", "/console"),
        ("/console/../api", "/console"),
        ("/console\\example.org", "/console"),
        ("/console/account\r\nx: y", "/console"),
        ("/consolex", "/console"),
        ("", "/console"),
        ("javascript:alert(1)", "/console"),
    ],
)
def test_the_way_back_stays_in_the_console(somebody: People, desk: Desk, wanted: str, led_to: str) -> None:
    person = somebody()
    person.csrf = "x"
    page = person.get("/console/login")
    person.csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    answer = person.post("/console/login", login="advisor", password=PASSWORD, next=wanted)
    assert answer.headers["location"] == led_to


def test_a_form_that_nobody_was_shown_signs_nobody_in(somebody: People, desk: Desk) -> None:
    person = somebody()
    assert person.post("/console/login", login="advisor", password=PASSWORD).status_code == 403
    person.get("/console/login")
    person.csrf = "geraten"
    assert person.post("/console/login", login="advisor", password=PASSWORD).status_code == 403


def test_an_account_cannot_be_tried_through_not_even_with_the_right_password(somebody: People, desk: Desk) -> None:
    person = somebody()
    wrong = [person.sign_in("advisor", f"falsches Passwort {n}").status_code for n in range(OF_ACCOUNT)]
    refused = person.sign_in("advisor")
    assert wrong == [422] * OF_ACCOUNT
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 900
    assert somebody().sign_in("editor").status_code == 303


def test_an_unknown_name_is_counted_like_a_known_one(somebody: People, desk: Desk) -> None:
    desk.attempts.forget("unbekannt")
    person = somebody()
    answers = [person.sign_in("unbekannt", "irgendein Passwort").status_code for _ in range(OF_ACCOUNT + 1)]
    assert answers == [422] * OF_ACCOUNT + [429]
