"""Keeps the accounts of people who work in the console; each change stands in the audit with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from api.store import audit
from api.store.tables_advisors import ADVISORS, SESSIONS
from api.store.transaction import transaction
from assistant.people.advisors import Advisor, Role
from knowledge.errors import LotseError


class LoginTaken(LotseError):
    """Another account has this login name or this e-mail address."""

    code = "login_taken"
    exit_code = 2


class LastAdmin(LotseError):
    """Without this account nobody could manage accounts any more."""

    code = "last_admin"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Account:
    """An advisor with what signing in needs; `password` is a hash, empty where none is set."""

    advisor: Advisor
    enabled: bool
    password: str
    totp: bool


class StoredAdvisors:
    """Accounts in SQL, SQLite and PostgreSQL alike; logins and addresses are compared in small letters."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def add(self, login: str, name: str, email: str, role: Role, password: str, by: str) -> Advisor:
        """Keep a new account and return it; `password` is a hash or empty. Raises LoginTaken, StoreUnavailable."""
        row: dict[str, Any] = {"login": login.casefold(), "name": name, "email": email.casefold(), "role": role}
        row |= {"password": password, "enabled": True, "totp_confirmed": False, "totp_used": 0}
        with transaction(self._engine) as connection:
            try:
                made = connection.execute(
                    insert(ADVISORS).values(**row, created_at=self._now().astimezone(UTC)).returning(ADVISORS.c.id)
                ).scalar_one()
            except IntegrityError as error:
                raise LoginTaken("Diesen Anmeldenamen oder diese E-Mail-Adresse gibt es schon.") from error
            self._note(connection, by, "advisor.added", row["login"], role)
            return Advisor(made, row["login"], name, row["email"], role)

    def by_login(self, login: str) -> Account | None:
        """Return an account, enabled or not. Raises StoreUnavailable."""
        return self._one(ADVISORS.c.login == login.casefold())

    def by_email(self, email: str) -> Account | None:
        """Return an account, enabled or not. Raises StoreUnavailable."""
        return self._one(ADVISORS.c.email == email.casefold())

    def by_id(self, advisor_id: int) -> Account | None:
        """Return an account, enabled or not. Raises StoreUnavailable."""
        return self._one(ADVISORS.c.id == advisor_id)

    def every(self) -> list[Account]:
        """Return all accounts by name. Raises StoreUnavailable."""
        with transaction(self._engine) as connection:
            return [_account(row) for row in connection.execute(select(ADVISORS).order_by(ADVISORS.c.name))]

    def set_password(self, login: str, password: str, by: str, kept_session: int = 0) -> bool:
        """Keep a new hash and end all sessions but one; return whether there is such an account.

        Raises StoreUnavailable.
        """
        return self._change(login, by, "advisor.password", kept_session=kept_session, password=password)

    def rehash(self, advisor_id: int, old: str, new: str) -> None:
        """Keep the same password under a newer hash, unless it was changed meanwhile. Raises StoreUnavailable."""
        unchanged = and_(ADVISORS.c.id == advisor_id, ADVISORS.c.password == old)
        with transaction(self._engine) as connection:
            connection.execute(update(ADVISORS).where(unchanged).values(password=new))

    def set_role(self, login: str, role: Role, by: str) -> bool:
        """Give another role; return whether there is such an account. Raises LastAdmin, StoreUnavailable."""
        return self._change(login, by, "advisor.role", role, needs_other=role != "admin", role=role)

    def set_enabled(self, login: str, enabled: bool, by: str) -> bool:
        """Open an account, or close it with all its sessions; return whether there is one.

        Raises LastAdmin, StoreUnavailable.
        """
        action = "advisor.enabled" if enabled else "advisor.disabled"
        kept = None if enabled else 0
        return self._change(login, by, action, needs_other=not enabled, kept_session=kept, enabled=enabled)

    def _change(
        self, login: str, by: str, action: str, detail: str = "", *,
        needs_other: bool = False, kept_session: int | None = None, **values: object,
    ) -> bool:  # fmt: skip
        """Change an account; `kept_session` is the only session that goes on, None lets all go on."""
        its = ADVISORS.c.login == login.casefold()
        with transaction(self._engine) as connection:
            advisor_id = connection.execute(select(ADVISORS.c.id).where(its)).scalar()
            if advisor_id is None:
                return False
            allowed = and_(its, _another_admin(login)) if needs_other else its
            if not connection.execute(update(ADVISORS).where(allowed).values(**values)).rowcount:
                raise LastAdmin("Das ist das letzte offene Konto der Verwaltung. Legen Sie erst ein weiteres an.")
            if kept_session is not None:
                others = and_(SESSIONS.c.advisor_id == advisor_id, SESSIONS.c.number != kept_session)
                connection.execute(delete(SESSIONS).where(others))
            self._note(connection, by, action, login.casefold(), detail)
            return True

    def _note(self, connection: Connection, by: str, action: str, login: str, detail: str) -> None:
        audit.record(connection, self._now(), by, action, login, detail)

    def _one(self, its: Any) -> Account | None:
        with transaction(self._engine) as connection:
            row = connection.execute(select(ADVISORS).where(its)).one_or_none()
            return _account(row) if row else None


def _another_admin(login: str) -> Any:
    """Say that the account is no open admin, or not the only one."""
    other = ADVISORS.alias()
    others = select(func.count()).select_from(other)
    others = others.where(other.c.role == "admin", other.c.enabled, other.c.login != login.casefold())
    return or_(ADVISORS.c.role != "admin", ~ADVISORS.c.enabled, others.scalar_subquery() > 0)


def advisor_of(row: Row[Any]) -> Advisor:
    """Return the person of a row that holds the columns of the table."""
    return Advisor(row.id, row.login, row.name, row.email, row.role)


def _account(row: Row[Any]) -> Account:
    return Account(advisor_of(row), row.enabled, row.password, row.totp_confirmed)
