"""Signing in with the house's own account, against a real provider on this machine."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from joserfc.jwk import RSAKey
from pydantic import SecretStr

from api.desk import Desk
from api.house_accounts import HouseAccounts
from tests.api.console.conftest import Person
from tests.api.console.house import CLIENT, SECRET, House, opened_house

START, BACK = "/console/login/oidc?next=/console/account", "/console/login/oidc/back"
People = Callable[[], Person]


@pytest.fixture(scope="module")
def provider() -> Iterator[House]:
    with opened_house() as found:
        yield found


@pytest.fixture
def house(provider: House, console_app: FastAPI, desk: Desk) -> Iterator[House]:
    """Give a provider that Lotse trusts and where the editor is signed in."""
    serving = console_app.state.serving
    before = serving.lotse
    accounts = HouseAccounts(provider.issuer, CLIENT, SecretStr(SECRET))
    serving.lotse = replace(before, desk=replace(desk, house=accounts))
    provider.key, provider.email, provider.claims = provider.own_key, "editor@example.org", {}
    yield provider
    serving.lotse = before


def there_and_back(person: Person, house: House) -> Any:
    away = person.get(START)
    assert away.status_code == 303
    return person.get(house.authorize(away.headers["location"]))


def signed_in_as(person: Person) -> str | None:
    page = person.get("/console")
    return str(page.text) if page.status_code == 200 else None


def test_a_person_with_an_account_comes_in_and_goes_on(house: House, somebody: People) -> None:
    person = somebody()
    assert "Konto Ihres Hauses" in person.get("/console/login").text
    answer = there_and_back(person, house)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/account")
    assert "Editor Muster" in str(signed_in_as(person))


def test_an_address_is_taken_in_capital_letters_too(house: House, somebody: People) -> None:
    house.email = "Editor@Example.org"
    assert there_and_back(somebody(), house).status_code == 303


def test_whoever_has_no_account_here_stays_outside(house: House, somebody: People) -> None:
    house.email = "fremd@example.org"
    person = somebody()
    answer = there_and_back(person, house)
    assert answer.status_code == 403
    assert "keinen offenen Zugang" in answer.text
    assert signed_in_as(person) is None


def test_a_closed_account_stays_closed(house: House, somebody: People, desk: Desk) -> None:
    desk.advisors.set_enabled("editor", False, "lotse")
    try:
        assert there_and_back(somebody(), house).status_code == 403
    finally:
        desk.advisors.set_enabled("editor", True, "lotse")


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": None},
        {"iss": "https://example.org"},
        {"aud": "other"},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"nonce": "other"},
        {"nonce": None},
        {"exp": int(time.time()) - 600},
        {"iat": int(time.time()) + 600},
    ],
)
def test_a_token_that_is_not_for_us_now_opens_nothing(house: House, somebody: People, claims: dict[str, Any]) -> None:
    house.claims = claims
    person = somebody()
    assert there_and_back(person, house).status_code == 502
    assert signed_in_as(person) is None


def test_a_token_signed_by_somebody_else_opens_nothing(house: House, somebody: People) -> None:
    house.key = RSAKey.generate_key(2048, {"kid": "1"})
    person = somebody()
    assert there_and_back(person, house).status_code == 502
    assert signed_in_as(person) is None


def test_a_way_back_that_another_browser_began_opens_nothing(house: House, somebody: People) -> None:
    attacker, victim = somebody(), somebody()
    address = house.authorize(attacker.get(START).headers["location"])
    assert victim.get(address).status_code == 400
    victim.get(START)
    assert victim.get(address).status_code == 400
    assert signed_in_as(victim) is None


def test_a_way_back_works_once(house: House, somebody: People) -> None:
    person = somebody()
    address = house.authorize(person.get(START).headers["location"])
    assert person.get(address).status_code == 303
    assert person.get(address).status_code == 400


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?code=x&state=", "?code=x&state=%C3%BC"])
def test_a_way_back_without_what_was_kept_is_explained(house: House, somebody: People, query: str) -> None:
    answer = somebody().get(BACK + query)
    assert answer.status_code == 400
    assert "Beginnen Sie noch einmal" in answer.text


def test_a_provider_that_is_silent_is_named(house: House, somebody: People, console_app: FastAPI) -> None:
    serving = console_app.state.serving
    silent = HouseAccounts(house.issuer + "/other", CLIENT, SecretStr(SECRET))
    serving.lotse = replace(serving.lotse, desk=replace(serving.lotse.desk, house=silent))
    answer = somebody().get(START)
    assert answer.status_code == 502
    assert "LOTSE_OIDC_ISSUER" in answer.text


def test_what_the_browser_is_sent_to_holds_no_secret(house: House, somebody: People) -> None:
    address = somebody().get(START).headers["location"]
    assert urlsplit(address).path == "/authorize"
    assert "geheim" not in address
    assert "code_verifier" not in address


def test_without_a_provider_there_is_no_such_way(somebody: People, desk: Desk) -> None:
    assert somebody().get(START).status_code == 404
    assert "Ihres Hauses" not in somebody().get("/console/login").text
