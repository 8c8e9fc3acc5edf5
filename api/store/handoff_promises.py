"""Turns a promise into the columns that keep it: team, when it is due, and when somebody is warned."""

from collections.abc import Callable
from datetime import UTC, datetime

from assistant.people.promise import Promise

PromiseFor = Callable[[str | None, str | None, datetime], Promise]  # topic, state, moment


def promised(promise: Promise) -> dict[str, object]:
    """Return the columns of a promise that nobody was warned of yet."""
    return {
        "team": promise.team, "due_at": promise.due.astimezone(UTC),
        "escalate_at": promise.escalate_at.astimezone(UTC), "escalated_at": None,
    }  # fmt: skip
