"""The sources that are kept fresh: where they are, and when they are due. Knows nothing of reading them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update

from ingest.errors import NoSuchSource
from ingest.schedule import interval_of, next_due
from ingest.tables.origins import ORIGINS
from ingest.transaction import now, prepare, transaction, utc

OriginKind = Literal["folder", "web", "upload"]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A source that is kept fresh.

    `place` is a folder or an address; `options` are those of its kind. Without a schedule `due_at` is None until
    somebody asks for it.
    """

    source: str
    kind: OriginKind
    place: str
    options: Mapping[str, Any] = field(default_factory=dict)
    schedule: str = ""
    due_at: datetime | None = None
    added_at: datetime | None = None


class Origins:
    """The kept sources in the registry's database."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        self._engine, self._now = engine, clock
        prepare(engine)

    def add(
        self, source: str, kind: OriginKind, place: str, options: Mapping[str, Any] | None = None, schedule: str = ""
    ) -> OriginRow:
        """Keep a source from now on, or change what is known of it. One with a schedule is due at once.

        Raises ScheduleInvalid.
        """
        at = self._now()
        due = at if interval_of(schedule) else None
        row: dict[str, object] = {
            "source": source,
            "kind": kind,
            "place": place,
            "options": json.dumps(dict(options or {})),
        }
        row |= {"schedule": schedule.strip(), "due_at": due, "asked": False, "added_at": at}
        with transaction(self._engine) as connection:
            connection.execute(delete(ORIGINS).where(ORIGINS.c.source == source))
            connection.execute(insert(ORIGINS).values(row))
            return _origin(_row(connection, source))

    def change(self, source: str, schedule: str | None = None, options: Mapping[str, Any] | None = None) -> OriginRow:
        """Change what is given, and leave the rest. Raises NoSuchSource, ScheduleInvalid."""
        with transaction(self._engine) as connection:
            before = _origin(_row(connection, source))
            told: dict[str, object] = {} if options is None else {"options": json.dumps(dict(options))}
            if schedule is not None and schedule.strip() != before.schedule:
                told |= {"schedule": schedule.strip(), "due_at": next_due(schedule, None, self._now())}
            if told:
                connection.execute(update(ORIGINS).where(ORIGINS.c.source == source).values(told))
            return _origin(_row(connection, source))

    def remove(self, source: str) -> None:
        """Keep a source no longer; its documents stay where they are. Raises NoSuchSource."""
        with transaction(self._engine) as connection:
            _row(connection, source)
            connection.execute(delete(ORIGINS).where(ORIGINS.c.source == source))

    def listed(self) -> tuple[OriginRow, ...]:
        """Return all kept sources, by place."""
        with transaction(self._engine) as connection:
            return tuple(map(_origin, connection.execute(select(ORIGINS).order_by(ORIGINS.c.place))))

    def of(self, named: str) -> OriginRow:
        """Return a source by its name or its place. Raises NoSuchSource."""
        with transaction(self._engine) as connection:
            return _origin(_row(connection, named))

    def ask(self, source: str, at: datetime | None = None) -> None:
        """Make a source due at once, or `at` a moment, whatever its schedule. Raises NoSuchSource."""
        with transaction(self._engine) as connection:
            _row(connection, source)
            due = at or self._now()
            connection.execute(update(ORIGINS).where(ORIGINS.c.source == source).values(due_at=due, asked=True))

    def again(self, source: str, at: datetime | None = None) -> None:
        """Make a source due at once, or `at` a moment, because its run did not come to its end.

        Where schedules are kept by a timer of the house, one with a schedule waits for that. Raises NoSuchSource.
        """
        with transaction(self._engine) as connection:
            asked = not _origin(_row(connection, source)).schedule
            due = {"due_at": at or self._now(), "asked": asked}
            connection.execute(update(ORIGINS).where(ORIGINS.c.source == source).values(due))

    def due(self, *, asked: bool = False) -> tuple[OriginRow, ...]:
        """Return the sources that are due, the longest waiting first; only those `asked` for if that is wanted."""
        query = select(ORIGINS).where(ORIGINS.c.due_at <= self._now()).order_by(ORIGINS.c.due_at)
        with transaction(self._engine) as connection:
            return tuple(map(_origin, connection.execute(query.where(ORIGINS.c.asked) if asked else query)))

    def begun(self, origin: OriginRow) -> None:
        """Note that the run of a due source has begun: set when it is due again, unless somebody has asked since."""
        again = next_due(origin.schedule, origin.due_at, self._now())
        mine = (ORIGINS.c.source == origin.source, ORIGINS.c.due_at == origin.due_at)
        with transaction(self._engine) as connection:
            connection.execute(update(ORIGINS).where(*mine).values(due_at=again, asked=False))


def _row(connection: Connection, named: str) -> Row[Any]:
    found = connection.execute(select(ORIGINS).where(or_(ORIGINS.c.source == named, ORIGINS.c.place == named))).first()
    if found is None:
        raise NoSuchSource(f"Eine Quelle {named} ist nicht eingetragen. Alle zeigt: lotse ingest sources.")
    return found


def _origin(row: Row[Any]) -> OriginRow:
    due = utc(row.due_at) if row.due_at else None
    options = json.loads(row.options)
    return OriginRow(row.source, row.kind, row.place, options, row.schedule, due, utc(row.added_at))
