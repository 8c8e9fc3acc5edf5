"""The second factor: set up by its owner, asked for at every sign-in, and each code taken once."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest

from api.console.login import WRONG_CODE
from api.desk import Desk
from api.passwords import hashed
from tests.api.console.conftest import PASSWORD, Person, token_in

LOGIN = "sascha"


class Owner:
    """A person with a second factor and the app that knows it."""

    def __init__(self, person: Person, desk: Desk) -> None:
        self.person, self._desk = person, desk
        person.post("/console/account/totp/new")
        found = re.search(r"<code>([A-Z2-7]{32})</code>", person.get("/console/account/totp").text)
        assert found
        self._app = pyotp.TOTP(found.group(1))
        page = person.post("/console/account/totp/confirm", code=self.code(-1)).text
        self.recovery = re.findall(r"<code>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})</code>", page)

    def code(self, steps: int = 0) -> str:
        """Return the code of now, or of so many steps of 30 s later."""
        return self._app.at(self._desk.now() + timedelta(seconds=30 * steps))


@pytest.fixture
def owner(somebody: Callable[[], Person], desk: Desk) -> Iterator[Owner]:
    """Give a person who has just set up a second factor."""
    desk.attempts.forget(LOGIN)
    if desk.advisors.by_login(LOGIN) is None:
        desk.advisors.add(LOGIN, "Sascha Muster", "sascha@example.org", "advisor", hashed(PASSWORD), "lotse")
    person = somebody()
    person.sign_in(LOGIN)
    yield Owner(person, desk)
    account = desk.advisors.by_login(LOGIN)
    assert account
    desk.second_factors.remove(account.advisor, "lotse")


def half_way(person: Person) -> str:
    """Give name and password, and return where the console leads to."""
    answer = person.sign_in(LOGIN)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_password_alone_opens_nothing(owner: Owner, somebody: Callable[[], Person]) -> None:
    person = somebody()
    assert half_way(person) == "/console/login/code?next=/console"
    assert person.get("/console").status_code == 303
    assert person.post("/console/account/sessions").status_code == 401


def test_password_and_code_open_the_console(owner: Owner, somebody: Callable[[], Person]) -> None:
    person = somebody()
    half_way(person)
    before = person.client.cookies["__Host-lotse"]
    assert person.post("/console/login/code", code=owner.code(), next="/console/account").status_code == 303
    assert "Sascha Muster" in person.get("/console").text
    assert person.client.cookies["__Host-lotse"] != before


def test_a_code_counts_once(owner: Owner, somebody: Callable[[], Person]) -> None:
    first, second, code = somebody(), somebody(), owner.code()
    half_way(first), half_way(second)
    assert first.post("/console/login/code", code=code).status_code == 303
    again = second.post("/console/login/code", code=code)
    assert again.status_code == 422
    assert WRONG_CODE in again.text


def test_a_code_that_confirmed_the_setup_does_not_sign_in(owner: Owner, somebody: Callable[[], Person]) -> None:
    person = somebody()
    half_way(person)
    assert person.post("/console/login/code", code=owner.code(-1)).status_code == 422


@pytest.mark.parametrize("code", ["", "abc", "12345", "²²²²²²", "0" * 5000])
def test_a_wrong_code_opens_nothing(owner: Owner, somebody: Callable[[], Person], code: str) -> None:
    person = somebody()
    half_way(person)
    assert person.post("/console/login/code", code=code).status_code == 422
    assert person.get("/console").status_code == 303


def test_a_recovery_code_counts_once_however_it_is_typed(owner: Owner, somebody: Callable[[], Person]) -> None:
    first, second = somebody(), somebody()
    half_way(first), half_way(second)
    assert len(set(owner.recovery)) == 8
    assert first.post("/console/login/code", code=owner.recovery[0].lower().replace("-", " ")).status_code == 303
    assert second.post("/console/login/code", code=owner.recovery[0]).status_code == 422


def test_codes_cannot_be_tried_through(owner: Owner, somebody: Callable[[], Person]) -> None:
    person = somebody()
    half_way(person)
    answers = [person.post("/console/login/code", code="000000") for _ in range(12)]
    assert answers[-1].status_code == 429
    assert person.post("/console/login/code", code=owner.code()).status_code == 429
    assert person.get("/console").status_code == 303


def test_the_form_for_the_code_needs_its_token(owner: Owner, somebody: Callable[[], Person]) -> None:
    person = somebody()
    half_way(person)
    person.csrf = "falsch"
    assert person.post("/console/login/code", code=owner.code()).status_code == 403


def test_the_picture_is_gone_once_the_second_factor_is_on(owner: Owner) -> None:
    assert owner.person.get("/console/account/totp/picture.svg").status_code == 404
    assert owner.person.post("/console/account/totp/new").status_code == 303
    assert "eingeschaltet" not in owner.person.get("/console/account/totp").text
    assert "Abschalten" in owner.person.get("/console/account/totp").text


def test_the_picture_is_only_for_its_owner_and_kept_nowhere(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("editor")
    person.post("/console/account/totp/new")
    picture = person.get("/console/account/totp/picture.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.headers["cache-control"] == "no-store"
    assert signed_in("advisor").get("/console/account/totp/picture.svg").status_code == 404


def test_giving_it_up_needs_the_password(owner: Owner, somebody: Callable[[], Person]) -> None:
    assert owner.person.post("/console/account/totp/off", password="falsch").status_code == 422
    assert owner.person.post("/console/account/totp/off", password=PASSWORD).status_code == 303
    assert half_way(somebody()) == "/console"


def test_whoever_lost_everything_is_let_in_again_by_the_administration(
    owner: Owner, somebody: Callable[[], Person], signed_in: Callable[[str], Person]
) -> None:
    assert signed_in("admin").post(f"/console/people/{LOGIN}/totp").status_code == 303
    assert half_way(somebody()) == "/console"
    assert token_in(somebody().get("/console/login").text)
