"""Accounts in the console: their owner changes the password, the administration everything else."""

from collections.abc import Callable, Iterator

import pytest

from api.desk import Desk
from api.passwords import fits, hashed
from tests.api.console.conftest import PASSWORD, Person

NEW = {"login": "robin", "name": "Robin Muster", "email": "robin@example.org", "role": "editor", "password": PASSWORD}


@pytest.fixture
def robin(desk: Desk, somebody: Callable[[], Person]) -> Iterator[Person]:
    """Give a person of their own to change, signed in."""
    desk.attempts.forget("robin")
    if desk.advisors.by_login("robin") is None:
        desk.advisors.add("robin", "Robin Muster", "robin@example.org", "advisor", "", "lotse")
    desk.advisors.set_password("robin", hashed(PASSWORD), "lotse")
    person = somebody()
    person.sign_in("robin")
    yield person
    desk.advisors.set_enabled("robin", True, "lotse")


def test_a_new_person_can_sign_in(signed_in: Callable[[str], Person], somebody: Callable[[], Person]) -> None:
    fields = {**NEW, "login": "neu", "email": "neu@example.org"}
    assert signed_in("admin").post("/console/people", **fields).headers["location"] == "/console/people?done=added"
    assert somebody().sign_in("neu").status_code == 303


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"login": "a b"}, "Der Anmeldename besteht aus"),
        ({"email": "robin"}, "Bitte geben Sie eine E-Mail-Adresse an"),
        ({"name": " "}, "Bitte geben Sie einen Namen"),
        ({"password": "kurz"}, "mindestens 12 Zeichen"),
        ({"login": "admin"}, "gibt es schon"),
    ],
)
def test_a_mistake_keeps_what_was_typed_but_the_password(
    signed_in: Callable[[str], Person], change: dict[str, str], sentence: str
) -> None:
    answer = signed_in("admin").post("/console/people", **{**NEW, "name": "Robin Muster-Neu", **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{change.get("email", NEW["email"])}"' in answer.text
    assert '<option value="editor" selected>Redaktion</option>' in answer.text
    assert PASSWORD not in answer.text


def test_a_closed_account_is_out_at_once(robin: Person, signed_in: Callable[[str], Person]) -> None:
    assert robin.get("/console").status_code == 200
    assert signed_in("admin").post("/console/people/robin/access", enabled="false").status_code == 303
    assert robin.get("/console").status_code == 303
    assert robin.sign_in("robin").status_code == 422


def test_the_last_admin_cannot_shut_everybody_out(signed_in: Callable[[str], Person]) -> None:
    admin = signed_in("admin")
    for path, field in (("access", {"enabled": "false"}), ("role", {"role": "advisor"})):
        answer = admin.post(f"/console/people/admin/{path}", **field)
        assert answer.status_code == 409
        assert "letzte offene Konto" in answer.text


def test_somebody_who_is_not_there_is_not_found(signed_in: Callable[[str], Person]) -> None:
    assert signed_in("admin").post("/console/people/niemand/role", role="editor").status_code == 404


def test_a_new_password_ends_every_other_session_and_keeps_this_one(
    robin: Person, somebody: Callable[[], Person], desk: Desk
) -> None:
    elsewhere = somebody()
    elsewhere.sign_in("robin")
    new = "ein anderer Satz, den man behält"
    answer = robin.post("/console/account/password", old=PASSWORD, new=new, again=new)
    assert answer.headers["location"] == "/console/account?done=password"
    assert "Ihr Passwort ist geändert" in robin.get("/console/account?done=password").text
    assert elsewhere.get("/console").status_code == 303
    account = desk.advisors.by_login("robin")
    assert account
    assert fits(new, account.password)


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("falsch", "x" * 20, "x" * 20, "bisherige Passwort stimmt nicht"),
        (PASSWORD, "kurz", "kurz", "mindestens 12 Zeichen"),
        (PASSWORD, "Robin und noch viel mehr", "Robin und noch viel mehr", "Anmeldenamen nicht enthalten"),
        (PASSWORD, "ein anderer guter Satz", "ein anderer Satz", "Wiederholung"),
    ],
)
def test_a_password_is_not_changed_by_mistake(robin: Person, old: str, new: str, again: str, sentence: str) -> None:
    answer = robin.post("/console/account/password", old=old, new=new, again=again)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert robin.get("/console").status_code == 200


def test_all_other_sessions_can_be_ended(robin: Person, somebody: Callable[[], Person]) -> None:
    elsewhere = somebody()
    elsewhere.sign_in("robin")
    assert robin.post("/console/account/sessions").status_code == 303
    assert (robin.get("/console").status_code, elsewhere.get("/console").status_code) == (200, 303)


def test_an_old_hash_is_renewed_when_its_owner_signs_in(
    robin: Person, somebody: Callable[[], Person], desk: Desk
) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    desk.advisors.set_password("robin", weak, "lotse")
    assert somebody().sign_in("robin").status_code == 303
    account = desk.advisors.by_login("robin")
    assert account
    assert account.password != weak
    assert fits(PASSWORD, account.password)


def test_the_audit_shows_who_did_what(robin: Person, signed_in: Callable[[str], Person]) -> None:
    admin = signed_in("admin")
    admin.post("/console/people/robin/role", role="editor")
    page = admin.get("/console/audit?subject=robin").text
    assert "<td>admin</td><td>advisor.role</td><td>robin</td><td>editor</td>" in page
