"""Shows the report of `lotse eval run` to people, as tables."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.terminal import say
from evals.labels import LABELS

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 120  # where no terminal says its own
_COLUMNS = {
    "hit@1": "hit@1", "hit@5": "hit@5", "answer_rate": "beantwortet", "false_answers": "falsch beantw.",
    "nugget_recall": "Kernauss.", "outcome_accuracy": "Ausgang", "words_median": "Wörter",
}  # fmt: skip
_GROUPS = {
    "per_set": "Fragensatz",
    "per_class": "Klasse",
    "per_state": "Land",
    "per_size": "Einwohner",
    "per_tuned": "Darauf abgestimmt",
}
_TUNED = {"tuned": "ja", "untuned": "nein"}


def print_scores(found: Mapping[str, Any]) -> None:
    """Print the figures with n and interval, then the groups, then the routes taken for others."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(_overall(found))
    for name, title in _GROUPS.items():
        if found[name]:
            console.print(_by_group(title, found[name]))
    _print_confusion(found["confusion"])
    if found["left_out"]:
        say(f"Nicht gestellt, weil sie ein festes Datum haben: {found['left_out']} Fragen.")
    if found["unknown_documents"]:
        say(f"Erwartete Dokumente, die es hier nicht gibt: {', '.join(found['unknown_documents'])}.")
    for heading, name in (("Nicht gestellt", "skipped"), ("Hinweis", "notes")):
        for problem in found[name]:
            say(f"{heading}: {problem['file']}: {problem['field']}: {problem['reason']}")


def print_failures(failures: Sequence[Mapping[str, Any]]) -> None:
    """Print the questions that ended otherwise than expected, with what was found instead."""
    for failed in failures:
        say(f"\n{failed['set']} {failed['id']}: {failed['question']}")
        say(f"    Ausgang: {failed['outcome']}, erwartet: {failed['expected'] or 'keine Angabe'}")
        say(f"    Dokumente: {', '.join(failed['documents']) or 'keine'}")
        if failed["relevant"]:
            say(f"    Erwartete Dokumente: {', '.join(failed['relevant'])}")
        for nugget in failed["missed_nuggets"]:
            say(f"    Kernaussage fehlt: {nugget}")
    if not failures:
        say("Keine Frage verfehlt.")


def _overall(found: Mapping[str, Any]) -> "Table":
    from rich.table import Table

    table = Table(title=f"{found['n']} Fragen")
    table.add_column("Maß")
    for heading in ("Wert", "95 %-Intervall", "Fragen"):
        table.add_column(heading, justify="right")
    for name, label in LABELS.items():
        if found.get(name) is not None:
            bounds = found["intervals"][name]
            between = f"{_number(bounds['low'])} bis {_number(bounds['high'])}"
            table.add_row(label.text, _number(found[name]), between, str(bounds["n"]))
    return table


def _by_group(title: str, groups: Mapping[str, Mapping[str, Any]]) -> "Table":
    from rich.table import Table

    table = Table()
    table.add_column(title)
    for heading in ("Fragen", *_COLUMNS.values()):
        table.add_column(heading, justify="right")
    for name, figures in groups.items():
        table.add_row(_TUNED.get(name, name), str(figures["n"]), *(_number(figures[column]) for column in _COLUMNS))
    return table


def _print_confusion(counted: Mapping[str, Mapping[str, int]]) -> None:
    taken = [(n, wanted, got) for wanted, row in counted.items() for got, n in row.items() if got != wanted]
    for n, wanted, got in sorted(taken, reverse=True):
        say(f"{n:>4} mal {got} statt {wanted}")


def _number(value: float | None) -> str:
    """Return a figure for German readers: three digits for shares, one for larger ones.

    >>> _number(0.9251), _number(104.0), _number(None)
    ('0,925', '104,0', '–')
    """
    if value is None:
        return "–"
    return f"{value:.{3 if value <= 1 else 1}f}".replace(".", ",")
