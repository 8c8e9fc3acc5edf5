"""Looks at what is unfinished in a single glance, so that open consoles can be told what changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, select

from api.store.tables import HANDOFFS
from api.store.transaction import transaction
from assistant.people.states import UNFINISHED, Status


@dataclass(frozen=True, slots=True)
class Seen:
    """The unfinished handoffs at one moment: status and version of each, by number."""

    handoffs: Mapping[str, tuple[str, int]]

    @property
    def mark(self) -> str:
        """Return a short name of exactly this sight; another one has another name.

        >>> one, two = Seen({"L-A": ("open", 1)}), Seen({"L-A": ("open", 2)})
        >>> one.mark == Seen({"L-A": ("open", 1)}).mark, one.mark == two.mark
        (True, False)
        """
        return hashlib.sha256(repr(sorted(self.handoffs.items())).encode()).hexdigest()[:16]

    def counts(self) -> dict[str, int]:
        """Return how many are in each unfinished state.

        >>> Seen({"L-A": ("open", 1), "L-B": ("open", 3)}).counts()["open"]
        2
        """
        states = [status for status, _ in self.handoffs.values()]
        return {status.value: states.count(status.value) for status in Status if status in UNFINISHED}

    def since(self, before: "Seen") -> tuple[list[str], list[str]]:
        """Return the numbers that came, and those that changed or are finished.

        >>> Seen({"L-A": ("claimed", 2), "L-C": ("open", 1)}).since(Seen({"L-A": ("open", 1), "L-B": ("open", 1)}))
        (['L-C'], ['L-A', 'L-B'])
        """
        came = sorted(self.handoffs.keys() - before.handoffs.keys())
        known = before.handoffs.items()
        return came, sorted(number for number, was in known if self.handoffs.get(number) != was)


class Watching:
    """Looks at the handoffs in SQL, SQLite and PostgreSQL alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def look(self) -> Seen:
        """Return the unfinished handoffs as they are now. Raises StoreUnavailable."""
        columns = (HANDOFFS.c.number, HANDOFFS.c.status, HANDOFFS.c.version)
        unfinished = select(*columns).where(HANDOFFS.c.status.in_([status.value for status in UNFINISHED]))
        with transaction(self._engine) as connection:
            return Seen({number: (status, version) for number, status, version in connection.execute(unfinished)})
