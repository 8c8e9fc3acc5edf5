"""The steps of signing in: count the attempt, look at the password, begin a session; equal work for every name."""

from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from api import passwords
from api.desk import Desk
from api.second_factor import step_of
from api.store.sessions import Session
from assistant.people.advisors import Advisor


@dataclass(frozen=True, slots=True)
class TooMany:
    """Too many attempts; the next is looked at after so many seconds."""

    wait_s: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A session has begun; `complete` is False where a second factor is still to come."""

    token: str
    complete: bool


Outcome = TooMany | Begun | Literal["wrong"]


def by_password(desk: Desk, request: Request, login: str, password: str, old: str) -> Outcome:
    """Sign in with name and password; whether there is such an account does not show. Raises StoreUnavailable."""
    if wait_s := desk.attempts.wait_s(login, address_of(request)):
        return TooMany(wait_s)
    account = desk.advisors.by_login(login)
    right = passwords.fits(password, account.password if account else None)
    if account is None or not right or not account.enabled:
        return "wrong"
    if passwords.outdated(account.password):
        desk.advisors.rehash(account.advisor.id, account.password, passwords.hashed(password))
    return begin(desk, request, account.advisor, old, complete=not account.totp)


def by_code(desk: Desk, request: Request, half: Session, code: str, old: str) -> Outcome:
    """Go on with a code of the second factor or a recovery code; each counts once. Raises StoreUnavailable."""
    if wait_s := desk.attempts.wait_s(half.advisor.login, address_of(request)):
        return TooMany(wait_s)
    if not (_takes_code(desk, half.advisor, code) or desk.second_factors.take_recovery(half.advisor, code)):
        return "wrong"
    return begin(desk, request, half.advisor, old)


def begin(desk: Desk, request: Request, advisor: Advisor, old: str, *, complete: bool = True) -> Begun:
    """Begin a session with a new token in place of the old one. Raises StoreUnavailable."""
    if complete:
        desk.attempts.forget(advisor.login, address_of(request))
    browser = request.headers.get("user-agent", "")
    return Begun(desk.sessions.begin(advisor, browser, complete=complete, old=old), complete)


def address_of(request: Request) -> str:
    """Return the address the request came from, as the server knows it."""
    return request.client.host if request.client else ""


def _takes_code(desk: Desk, advisor: Advisor, code: str) -> bool:
    secret = desk.second_factors.secret(advisor)
    step = step_of(secret, code, desk.now()) if secret else None
    return step is not None and desk.second_factors.take_step(advisor, step)
