"""Accounts of all people who work in the console, and the audit, for those who manage them."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api import passwords
from api.console.access import AdminSigned, AtDesk, Csrf, SignedIn
from api.console.rendering import page
from api.desk import Desk
from api.store.advisors import LastAdmin, LoginTaken
from api.store.audit import acts
from api.store.transaction import transaction
from assistant.people.advisors import ROLE_NAMES, Role, wrong_about

PATH, PER_PAGE = "/console/people", 50
router = APIRouter(prefix="/console", include_in_schema=False)
Typed = Annotated[str, Form()]


def _page(request: Request, signed: SignedIn, desk: Desk, status: int = 200, **values: object) -> Response:
    shown = {"accounts": desk.advisors.every(), "roles": ROLE_NAMES, "typed": {}, "errors": {}, "error": "", **values}
    return page(request, "console/people.html", signed, status, **shown)


@router.get("/people")
def show(request: Request, signed: AdminSigned, desk: AtDesk) -> Response:
    """Show all accounts and the form for a new one."""
    return _page(request, signed, desk)


@router.post("/people")
def add(
    request: Request,
    signed: AdminSigned,
    desk: AtDesk,
    _: Csrf,
    login: Typed = "",
    name: Typed = "",
    email: Typed = "",
    role: Annotated[Role, Form()] = "advisor",
    password: Typed = "",
) -> Response:
    """Make an account; its first password is handed over in person and changed by its owner."""
    typed = {"login": login.strip(), "name": name.strip(), "email": email.strip()}
    errors = wrong_about(**typed)
    if weak := passwords.too_weak(password, typed["login"] or login):
        errors["password"] = weak
    if not errors:
        try:
            desk.advisors.add(**typed, role=role, password=passwords.hashed(password), by=signed.advisor.login)
            return RedirectResponse(f"{PATH}?done=added", 303)
        except LoginTaken as error:
            errors = {"login": str(error)}
    return _page(request, signed, desk, 422, typed={**typed, "role": role}, errors=errors)


@router.post("/people/{login}/role")
def give_role(
    request: Request, login: str, signed: AdminSigned, desk: AtDesk, _: Csrf, role: Annotated[Role, Form()]
) -> Response:
    """Give a person another role, from their next page on."""
    try:
        return _changed(desk.advisors.set_role(login, role, signed.advisor.login), "role")
    except LastAdmin as error:
        return _page(request, signed, desk, 409, error=str(error))


@router.post("/people/{login}/access")
def set_access(
    request: Request, login: str, signed: AdminSigned, desk: AtDesk, _: Csrf, enabled: Annotated[bool, Form()]
) -> Response:
    """Open or close an account; closing ends its sessions at once."""
    try:
        changed = desk.advisors.set_enabled(login, enabled, signed.advisor.login)
        return _changed(changed, "enabled" if enabled else "disabled")
    except LastAdmin as error:
        return _page(request, signed, desk, 409, error=str(error))


@router.post("/people/{login}/totp")
def drop_second_factor(login: str, signed: AdminSigned, desk: AtDesk, _: Csrf) -> Response:
    """Take away the second factor of a person who has lost it and the recovery codes."""
    account = desk.advisors.by_login(login)
    if account:
        desk.second_factors.remove(account.advisor, signed.advisor.login)
    return _changed(account is not None, "totp")


@router.get("/audit")
def audit(
    request: Request,
    signed: AdminSigned,
    desk: AtDesk,
    before: Annotated[int | None, Query(ge=1)] = None,
    subject: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show who did what, newest first."""
    with transaction(desk.engine) as connection:
        found = acts(connection, before=before, subject=subject.strip(), limit=PER_PAGE + 1)
    older = found[PER_PAGE - 1].number if len(found) > PER_PAGE else None
    return page(request, "console/audit.html", signed, acts=found[:PER_PAGE], older=older, subject=subject)


def _changed(found: bool, done: str) -> Response:
    if not found:
        raise HTTPException(404)
    return RedirectResponse(f"{PATH}?done={done}", 303)
