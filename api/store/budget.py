"""Keeps the day's model budget in the application database: it holds over restarts, and for all processes."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import MODEL_USE
from assistant.errors import BudgetSpent, ModelUnavailable


class StoredBudget:
    """Tokens per day in SQL, SQLite and PostgreSQL alike; `limit` 0 means without limit, counted all the same."""

    def __init__(self, engine: Engine, limit: int, today: Callable[[], date]) -> None:
        """`today` is the day of the bill, usually of UTC."""
        self._engine, self._limit, self._today = engine, limit, today
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def reserve(self, tokens: int) -> None:
        """Count tokens in one step with the question whether they are left. Raises BudgetSpent, ModelUnavailable."""
        day, used = self._today(), MODEL_USE.c.tokens
        more = update(MODEL_USE).where(MODEL_USE.c.day == day).values(tokens=used + tokens)
        if self._limit:
            more = more.where(used + tokens <= self._limit)
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(MODEL_USE).where(MODEL_USE.c.day < day))
                connection.execute(self._insert(MODEL_USE).values(day=day, tokens=0).on_conflict_do_nothing())
                taken = connection.execute(more).rowcount
        except SQLAlchemyError as error:
            raise ModelUnavailable(
                "Das Tagesbudget ist nicht zu lesen, deshalb wird das Modell nicht gefragt."
            ) from error
        if not taken:
            raise BudgetSpent(
                f"Das Tagesbudget von {self._limit} Tokens reicht nicht mehr: "
                "Warten Sie bis morgen oder erhöhen Sie LOTSE_MODEL_DAILY_TOKENS."
            )

    def give_back(self, tokens: int) -> None:
        """Count tokens back; when the database fails they stay counted, which costs an answer and no money."""
        left = MODEL_USE.c.tokens - tokens
        fewer = update(MODEL_USE).where(MODEL_USE.c.day == self._today()).values(tokens=case((left > 0, left), else_=0))
        try:
            with self._engine.begin() as connection:
                connection.execute(fewer)
        except SQLAlchemyError:
            return

    def used(self) -> int:
        """Return the tokens counted today."""
        today = select(MODEL_USE.c.tokens).where(MODEL_USE.c.day == self._today())
        with self._engine.connect() as connection:
            return int(connection.execute(today).scalar() or 0)
