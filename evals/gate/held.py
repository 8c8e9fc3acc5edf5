"""What each question of a reviewed run reached, measure by measure, and what has changed since."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.gate.errors import GateInvalid, HeldNotWritten
from evals.gate.rules import Hold
from evals.run import Answered
from evals.shares import SHARES
from knowledge.errors import Problem

DIGITS = 4  # of a share as it is written down

Key = tuple[str, str]  # set and id of a question
Held = Mapping[Key, Mapping[str, float]]  # what a question reached in each measure that says something of it, 0 to 1


@dataclass(frozen=True, slots=True)
class Change:
    """A question that reaches another share in a measure than before; None where the measure says nothing of it."""

    key: Key
    measure: str
    before: float | None
    after: float | None


def reached(answered: Iterable[Answered], holds: Sequence[Hold]) -> Held:
    """Return what each question reaches in the measures that are to be held."""
    found: dict[Key, dict[str, float]] = {}
    for answer in answered:
        shares = {hold.measure: SHARES[hold.measure](answer) for hold in holds}
        found[answer.key] = {name: round(part / whole, DIGITS) for name, (part, whole) in shares.items() if whole}
    return found


def changes(before: Held, after: Held) -> tuple[Change, ...]:
    """Return what differs, by question and measure.

    >>> changes({("a", "1"): {"hit@5": 1.0}}, {("a", "1"): {"hit@5": 0.0}})
    (Change(key=('a', '1'), measure='hit@5', before=1.0, after=0.0),)
    """
    found = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, {}), after.get(key, {})
        names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
        found += [Change(key, name, was.get(name), now.get(name)) for name in names]
    return tuple(found)


def read_held(file: Path) -> Held:
    """Return the held shares. Raises GateInvalid, naming file and line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = "lässt sich nicht lesen; gibt es sie noch nicht, legt lotse eval gate --hold sie an"
        raise GateInvalid([Problem(str(file), "Datei", reason)]) from error
    return dict(_entry(f"{file}, Zeile {n}", line) for n, line in enumerate(lines, start=1))


def _entry(place: str, line: str) -> tuple[Key, dict[str, float]]:
    try:
        row = json.loads(line)
        return (str(row["set"]), str(row["id"])), {str(name): float(share) for name, share in row["reached"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        reason = "muss ein Objekt mit set, id und reached sein"
        raise GateInvalid([Problem(place, "Zeile", reason)]) from error


def write_held(file: Path, held: Held) -> None:
    """Write a line per question, in the order of the sets: a review sees what changed. Raises HeldNotWritten."""
    rows = ({"set": name, "id": question, "reached": shares} for (name, question), shares in held.items())
    try:
        file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise HeldNotWritten(f"{file} lässt sich nicht schreiben ({error.strerror}).") from error
