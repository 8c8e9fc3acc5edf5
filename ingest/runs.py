"""The runs of ingestion: what each is doing, for whoever watches, and what it has done."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from ingest.errors import NoSuchRun
from ingest.report import Advance, Report
from ingest.tables.runs import RUNS
from ingest.transaction import now, prepare, transaction, utc


class RunState(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # it ended with an error that the report names
    STOPPED = "stopped"  # Lotse was stopped; what it had saved is safe, the next run does the rest
    BROKEN = "broken"  # its process died; what it had saved is safe, the next run does the rest


RUN_STATES: Mapping[str, str] = {  # as people read them
    RunState.RUNNING: "läuft",
    RunState.DONE: "fertig",
    RunState.FAILED: "gescheitert",
    RunState.STOPPED: "angehalten",
    RunState.BROKEN: "abgebrochen",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A pass over a source, or a rollback of one; later runs have higher ids.

    `total` is None when nobody knows how many items there are. `report` is that of ingest.report.Report.kept, with
    `error` when it failed. `undoes` is the run that this one took back, `undone_by` the one that took this back.
    """

    id: int
    source: str
    kind: str
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    done: int
    total: int | None
    documents: int
    current: str
    report: Mapping[str, Any]
    undoes: int | None = None
    undone_by: int | None = None


class Runs:
    """The runs in the registry's database; safe for several processes."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        self._engine, self._now = engine, clock
        prepare(engine)

    def begin(self, source: str, kind: str, undoes: int | None = None) -> int:
        """Return the id of a new run. Call it while holding the source: its runs that never ended are broken off."""
        with transaction(self._engine) as connection:
            connection.execute(_broken([source], self._now()))
            row = {"source": source, "kind": kind, "state": RunState.RUNNING, "started_at": self._now(), "done": 0}
            row |= {"documents": 0, "current": "", "report": "{}", "undoes": undoes}
            made = connection.execute(insert(RUNS).values(row)).inserted_primary_key
        return int(made[0])  # type: ignore[index]

    def advance(self, run: int, advance: Advance) -> None:
        """Note how far a run is."""
        told = {"done": advance.done, "total": advance.total, "documents": advance.documents}
        with transaction(self._engine) as connection:
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(**told, current=advance.current[:500]))

    def finish(self, run: int, report: Report, state: RunState = RunState.DONE, error: str = "") -> None:
        """Note how a run has ended, and what it did."""
        kept = json.dumps(report.kept() | ({"error": error} if error else {}), ensure_ascii=False)
        told = {"state": state, "finished_at": self._now(), "current": "", "report": kept}
        with transaction(self._engine) as connection:
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(told))

    def of(self, run: int) -> Run:
        """Return a run. Raises NoSuchRun."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(RUNS).where(RUNS.c.id == run)).first()
        if row is None:
            raise NoSuchRun(f"Einen Lauf {run} gibt es nicht. Alle Läufe zeigt: lotse ingest runs.")
        return _run(row)

    def listed(self, source: str | None = None, limit: int = 100) -> tuple[Run, ...]:
        """Return the last runs, newest first, of one source or of all."""
        query = select(RUNS).order_by(RUNS.c.id.desc()).limit(limit)
        with transaction(self._engine) as connection:
            found = connection.execute(query if source is None else query.where(RUNS.c.source == source))
            return tuple(map(_run, found))

    def running(self) -> tuple[str, ...]:
        """Return the sources of the runs that have not ended: at work, or broken off and not yet known to be."""
        query = select(RUNS.c.source).where(RUNS.c.state == RunState.RUNNING).distinct()
        with transaction(self._engine) as connection:
            return tuple(connection.scalars(query))

    def break_off(self, sources: Sequence[str]) -> int:
        """Note that the runs of sources that nobody holds are broken off; return how many."""
        with transaction(self._engine) as connection:
            return connection.execute(_broken(sources, self._now())).rowcount


def _broken(sources: Sequence[str], at: datetime) -> Any:
    never_ended = RUNS.c.source.in_(sources) & (RUNS.c.state == RunState.RUNNING)
    return update(RUNS).where(never_ended).values(state=RunState.BROKEN, finished_at=at, current="")


def _run(row: Row[Any]) -> Run:
    ended = utc(row.finished_at) if row.finished_at else None
    return Run(
        row.id, row.source, row.kind, RunState(row.state), utc(row.started_at), ended, row.done, row.total,
        row.documents, row.current, json.loads(row.report), row.undoes, row.undone_by,
    )  # fmt: skip
