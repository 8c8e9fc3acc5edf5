"""Shows what became of the gate's rules: a table, and a sentence for each that fell short."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from api.score_tables import WIDTH
from api.terminal import say
from evals.gate.held import Change, Key
from evals.gate.judging import Result, fell_short
from evals.labels import LABELS

NAMED = 20  # questions named in one sentence
_BOUNDS = {"at_least": "mindestens", "at_most": "höchstens"}


def print_results(results: Sequence[Result], asked: int) -> None:
    """Print every rule with its value, then what fell short, and the verdict."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{asked} Fragen")
    table.add_column("Maß")
    table.add_column("Fragen aus")
    for heading in ("Wert", "Schranke", "Fragen", ""):
        table.add_column(heading, justify="right")
    for one in results:
        state = "hält" if one.holds else "verfehlt"
        limit = f"{_BOUNDS[one.bound]} {_value(one, one.limit)}"
        table.add_row(_name(one), ", ".join(one.over) or "allen", _value(one, one.value), limit, str(one.n), state)
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)
    short = fell_short(results)
    for one in short:
        say(sentence(one))
    say(f"Nicht bestanden: {len(short)} von {len(results)} Schwellen verfehlt." if short else "Bestanden.")


def sentence(short: Result) -> str:
    """Return what fell short and by how much, with the questions behind it."""
    limit = f"{_BOUNDS[short.bound]} {_value(short, short.limit)}"
    said = f"{_value(short, short.value)} statt {limit}"
    if short.rule == "hold":
        several = "Frage" if len(short.below) == 1 else "Fragen"
        said = f"bei {len(short.below)} {several} schlechter als festgehalten, erlaubt {limit}"
    over = f" in {', '.join(short.over)}" if short.over else ""
    return f"{_label(short.measure)}{over}: {said}: {_names(short.below)}."


def print_changes(changes: Sequence[Change]) -> None:
    """Print what is held otherwise than before."""
    for change in changes:
        was, now = (("–" if share is None else _share(share)) for share in (change.before, change.after))
        say(f"{' '.join(change.key)}: {change.measure} {was} → {now}")
    say(f"Festgehalten; {len(changes)} Werte sind anders als vorher.")


def as_data(results: Sequence[Result], asked: int, changes: Sequence[Change]) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "passed": not fell_short(results),
        "n": asked,
        "rules": [{**asdict(one), "value": round(one.value, 4), "holds": one.holds} for one in results],
        "changes": [asdict(change) for change in changes],
    }


def _name(result: Result) -> str:
    return f"{result.measure}: schlechter als festgehalten" if result.rule == "hold" else _label(result.measure)


def _label(measure: str) -> str:
    return f"{measure}: {LABELS[measure].text.removesuffix(f' ({measure})')}"


def _names(keys: Sequence[Key]) -> str:
    more = f" und {len(keys) - NAMED} weitere" if len(keys) > NAMED else ""
    return ", ".join(map(" ".join, keys[:NAMED])) + more


def _value(result: Result, value: float) -> str:
    return str(int(value)) if result.rule == "hold" else _share(value)


def _share(value: float) -> str:
    """Return a share for German readers.

    >>> _share(0.9251)
    '0,925'
    """
    return f"{value:.3f}".replace(".", ",")
