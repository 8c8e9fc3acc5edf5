"""Keeps gaps as tasks for editors: taken, given back, asked again, and closed once everything is answered."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from api.store import audit
from api.store.gap_rows import MISSED, missed_of, of_tasks, turns, worked_of
from api.store.handoff_rows import AnyRow, moment
from api.store.tables import TURNS
from api.store.tables_gaps import GAP_QUESTIONS, GAP_TASKS
from api.store.transaction import transaction, utc
from assistant.people.gap_tasks import Task, Worked
from assistant.people.gaps import Gaps, Group, Key, Left, Missed, grouped
from knowledge.errors import LotseError

_NEW = {"pending": False, "said": "", "documents": "[]", "solved": False}
_OPEN = GAP_TASKS.c.closed_at.is_(None)


class GapTaken(LotseError):
    """Somebody else took questions of this group first, or it is not there any more."""

    code = "gap_taken"


class StoredGaps:
    """Gaps in SQL, SQLite and PostgreSQL alike. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def open(self) -> Gaps:
        """Return the groups that nobody works on."""
        with transaction(self._engine) as connection:
            return grouped(_untaken(connection))

    def take(self, key: Key, by: str) -> int:
        """Make a task of a group as it is now and return its number; `by` is a login. Raises GapTaken."""
        with transaction(self._engine) as connection:
            group = next((one for one in grouped(_untaken(connection)).groups if one.key == key), None)
            if group is None:
                raise GapTaken("Diese Lücke bearbeitet schon jemand, oder es gibt sie nicht mehr.")
            return self._make(connection, group, by)

    def tasks(self) -> list[Task]:
        """Return all tasks, those in work first, then the newest first."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(GAP_TASKS)).all()
            questions = connection.execute(of_tasks()).all()
        of_task: dict[int, list[Worked]] = {}
        for row in questions:
            of_task.setdefault(row.again_task_number, []).append(worked_of(row))
        found = [_task(row, of_task.get(row.number, ())) for row in rows]
        return sorted(found, key=lambda task: (task.closed_at is not None, -task.number))

    def task(self, number: int) -> Task | None:
        """Return a task with its questions, oldest first; None when there is none."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(GAP_TASKS).where(GAP_TASKS.c.number == number)).one_or_none()
            of_it = of_tasks().where(GAP_QUESTIONS.c.task_number == number)
            return _task(row, map(worked_of, connection.execute(of_it))) if row else None

    def give_back(self, number: int, by: str) -> bool:
        """Let the questions of a task be open again and return whether it was in work."""
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(GAP_TASKS).where(GAP_TASKS.c.number == number, _OPEN)).rowcount == 1
            if gone:
                audit.record(connection, self._now(), by, "gap.given_back", f"gap {number}")
            return gone

    def leave_out(self, number: int, message_id: str, why: Left | None, by: str) -> bool:
        """Leave a question out for a reason, or take it in again with None; return whether that was possible."""
        left = update(GAP_QUESTIONS).where(_in_work(number), GAP_QUESTIONS.c.message_id == message_id)
        with transaction(self._engine) as connection:
            changed = connection.execute(left.values(left_out=why, pending=False)).rowcount == 1
            if changed:
                audit.record(connection, self._now(), by, "gap.left_out", f"gap {number}", why or "none")
            return changed

    def ask_again(self, number: int, by: str) -> int:
        """Have all questions that are not left out asked again, and return how many."""
        wanted = update(GAP_QUESTIONS).where(_in_work(number), GAP_QUESTIONS.c.left_out.is_(None))
        with transaction(self._engine) as connection:
            if asked := connection.execute(wanted.values(pending=True)).rowcount:
                audit.record(connection, self._now(), by, "gap.asked_again", f"gap {number}")
            return asked

    def close(self, task: Task, cases: str, by: str) -> bool:
        """Close a task with its evaluation cases; return False when a question is open, as seen in that moment."""
        unsolved = GAP_QUESTIONS.c.pending | ~GAP_QUESTIONS.c.solved
        undone = exists().where(
            GAP_QUESTIONS.c.task_number == task.number, GAP_QUESTIONS.c.left_out.is_(None), unsolved
        )
        closed = update(GAP_TASKS).where(GAP_TASKS.c.number == task.number, _OPEN, ~undone)
        at = self._now().astimezone(UTC)
        with transaction(self._engine) as connection:
            done = connection.execute(closed.values(closed_by=by, closed_at=at, cases=cases)).rowcount == 1
            if done:
                audit.record(connection, at, by, "gap.closed", f"gap {task.number}")
            return done

    def cases(self) -> str:
        """Return the evaluation cases of all closed tasks, the oldest first, as JSON Lines."""
        closed = select(GAP_TASKS.c.cases).where(~_OPEN).order_by(GAP_TASKS.c.closed_at, GAP_TASKS.c.number)
        with transaction(self._engine) as connection:
            return "".join(connection.execute(closed).scalars())

    def _make(self, connection: Connection, group: Group, by: str) -> int:
        at, key = self._now().astimezone(UTC), group.key
        row = {"topic": key.topic, "state": key.state, "size": key.size, "taken_by": by, "taken_at": at, "cases": ""}
        number = int(connection.execute(insert(GAP_TASKS).values(row).returning(GAP_TASKS.c.number)).scalar_one())
        rows = [_NEW | {"message_id": one.message_id, "task_number": number} for one in group.questions]
        taken = self._insert(GAP_QUESTIONS).values(rows).on_conflict_do_nothing(index_elements=["message_id"])
        if len(connection.execute(taken.returning(GAP_QUESTIONS.c.message_id)).all()) != len(rows):
            raise GapTaken("Diese Lücke hat gerade jemand anders übernommen.")
        audit.record(connection, at, by, "gap.taken", f"gap {number}")
        return number


def _untaken(connection: Connection) -> list[Missed]:
    taken = exists().where(GAP_QUESTIONS.c.message_id == TURNS.c.message_id)
    return [missed_of(row) for row in connection.execute(turns().where(MISSED, ~taken))]


def _in_work(number: int) -> Any:
    of_open = exists().where(GAP_TASKS.c.number == number, _OPEN)
    return (GAP_QUESTIONS.c.task_number == number) & of_open


def _task(row: AnyRow, questions: Iterable[Worked]) -> Task:
    return Task(
        row.number, Key(row.topic, row.state, row.size), row.taken_by, utc(row.taken_at), tuple(questions),
        row.closed_by, moment(row.closed_at), row.cases,
    )  # fmt: skip
