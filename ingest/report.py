"""What a run did, by document, and the short form of it that is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import Problem

KEPT = 500  # problems of each kind that a kept report names; it counts all


@dataclass
class Report:
    """What one run did, by document id.

    `problems` lists what was left out and why, `skipped` files that nothing reads, `notes` what was left out of files
    that were read. `quarantined` are documents of which something is held for an editor, `withdrawn` those that stay
    as a rollback has left them. `seen` counts the documents that were read or found unchanged.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    revision: int = 0
    skipped: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    quarantined: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    run: int | None = None
    dry_run: bool = False

    @property
    def changes(self) -> int:
        """How many documents differ from before."""
        return len(self.added) + len(self.changed) + len(self.removed)

    @property
    def seen(self) -> int:
        """How many documents were there."""
        return len(self.added) + len(self.changed) + self.unchanged

    def leave_out(self, documents: frozenset[str]) -> None:
        """Take documents out that a run which began later has written: this one did not change them."""
        if not documents:
            return
        for told in (self.added, self.changed, self.removed, self.adopted, self.quarantined):
            told[:] = [key for key in told if key not in documents]

    def kept(self) -> dict[str, Any]:
        """Return the counts, and the first problems, fit for JSON; the history names the documents."""
        lists = ("added", "changed", "removed", "adopted", "quarantined", "withdrawn")
        told = ("problems", "skipped", "notes")
        return (
            {name: len(getattr(self, name)) for name in lists}
            | {"unchanged": self.unchanged}
            | {f"{name}_count": len(getattr(self, name)) for name in told}
            | {name: [[p.file, p.field, p.reason] for p in getattr(self, name)[:KEPT]] for name in told}
        )


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a pass is: items done, of how many (None when nobody knows), documents in them, the item at hand."""

    done: int
    total: int | None
    documents: int
    current: str


Tell = Callable[[Advance], None]  # called when everything up to here is safe


def untold(_advance: Advance) -> None:
    """Tell nobody."""


class Relay:
    """Passes on how far an origin is before its first item is there: what a pass cannot tell yet, as a crawl."""

    def __init__(self) -> None:
        self.tell: Tell = untold

    def told(self, done: int, known: int) -> None:
        """Tell that `done` of `known` addresses were asked for."""
        self.tell(Advance(done, known, 0, ""))
