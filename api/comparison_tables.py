"""Shows the comparison of two runs to people: one sentence, a table of measures, and the questions that changed."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.score_tables import WIDTH
from api.terminal import say
from evals.changes import Change
from evals.compare import Comparison
from evals.labels import LABELS
from evals.measure_changes import Difference

if TYPE_CHECKING:
    from rich.table import Table

SHOWN = 20  # questions and names at once; --json has all of them


def print_comparison(found: Comparison) -> None:
    """Print what two runs have in common, and what not."""
    for line in found.setup:
        say(f"Andere Voraussetzung: {line}.")
    for names, what in (
        (found.only_a, "Nur im ersten Lauf"),
        (found.only_b, "Nur im zweiten Lauf"),
        (found.put_otherwise, "Gleiche Kennung, aber andere Frage oder Erwartung, darum nicht verglichen"),
    ):
        if names:
            say(f"{what}: {_listed(names)}.")
    if found.n:
        _print_table(found)
    say(_verdict(found))
    _print_changes([one for one in found.changes if one.worse], "Schlechter")
    _print_changes([one for one in found.changes if one.better and not one.worse], "Besser")
    _print_changes([one for one in found.changes if not (one.better or one.worse)], "Anders, in keinem Maß besser")


def _verdict(found: Comparison) -> str:
    if not found.n:
        return "Die beiden Läufe haben keine Frage gemeinsam."
    if not found.changes:
        return (
            f"Die beiden Läufe unterscheiden sich bei keiner von {found.n} Fragen; Kennungen und Zeiten zählen nicht."
        )
    changed = f"{len(found.changes)} von {found.n} Fragen haben eine andere Antwort oder Rangfolge."
    if not found.differing:
        return f"{changed} In keinem Maß ist der Unterschied größer, als es der Zufall der Auswahl erklärt."
    return (
        f"{changed} Mehr als Zufall ist es in: {'; '.join(map(_label, found.differing))}. "
        "Bei vielen Maßen kommt etwa eines von zwanzig auch ohne Grund dazu."
    )


def _print_table(found: Comparison) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{found.n} gemeinsame Fragen")
    table.add_column("Maß")
    for heading in ("A", "B", "B − A", "95 %-Intervall", "besser", "schlechter", "gleich", "Fragen"):
        table.add_column(heading, justify="right")
    for name, one in found.measures.items():
        if one.a is not None or one.b is not None:
            _add_row(table, _label(name), one)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


def _add_row(table: "Table", label: str, one: Difference) -> None:
    between = "–" if one.low is None else f"{_number(one.low, '+')} bis {_number(one.high, '+')}"
    ways = ("–" if count is None else str(count) for count in (one.wins, one.losses, one.ties))
    marked = f"{label} *" if one.differs else label
    table.add_row(marked, _number(one.a), _number(one.b), _number(one.difference, "+"), between, *ways, str(one.n))


def _number(value: float | None, sign: str = "") -> str:
    """Return a figure for German readers, a difference with its sign.

    >>> _number(0.25), _number(0.05, "+"), _number(-0.05, "+"), _number(0.0, "+"), _number(12.25), _number(None)
    ('0,250', '+0,050', '−0,050', '0,000', '12,2', '–')
    """
    if value is None:
        return "–"
    digits = 3 if abs(value) <= 1 else 1
    return f"{value:{sign if value else ''}.{digits}f}".replace(".", ",").replace("-", "−")


def _print_changes(changes: Sequence[Change], title: str) -> None:
    if changes:
        say(f"\n{title} ({len(changes)}):")
    for one in changes[:SHOWN]:
        say(f"  {one.set_name} {one.id}: {one.question}")
        for line in _told(one):
            say(f"      {line}")
    if len(changes) > SHOWN:
        say(f"  … und {len(changes) - SHOWN} weitere; alle zeigt --json.")


def _told(one: Change) -> list[str]:
    moved = [f"schlechter: {'; '.join(map(_label, one.worse))}"] if one.worse else []
    moved += [f"besser: {'; '.join(map(_label, one.better))}"] if one.better else []
    if one.outcome[0] != one.outcome[1]:
        moved.append(f"Ausgang: {one.outcome[0]} → {one.outcome[1]}")
    if one.first_document[0] != one.first_document[1]:
        moved.append(f"erstes Dokument: {one.first_document[0] or 'keines'} → {one.first_document[1] or 'keines'}")
    moved += [f"− {text}" for text in one.statements_gone]
    moved += [f"+ {text}" for text in one.statements_new]
    return moved or [f"anders: {', '.join(one.differs_in)}"]


def _label(name: str) -> str:
    return LABELS[name].text


def _listed(names: Sequence[str]) -> str:
    more = f" und {len(names) - SHOWN} weitere" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
