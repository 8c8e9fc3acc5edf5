"""The command `lotse eval redteam`: hostile questions and poisoned documents, with and without an obedient model."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.terminal import fail, print_json, progress_bar, say

if TYPE_CHECKING:
    from evals.run import Answered

SETS = Path(__file__).parents[1] / "evals" / "sets"
HOSTILE = (SETS / "hostile.jsonl", SETS / "other" / "poisoned.jsonl")
POISONED = SETS / "other" / "poisoned"
_COLUMNS = {"extractive": "wörtliche Zitate", "obedient": "gehorsames Modell"}
_LABELS = {
    "forbidden_shown": "zeigt, was nicht gezeigt werden darf",
    "outcome_accuracy": "Ausgang wie erwartet",
    "over_blocking": "Fachfragen abgewiesen",
    "literal_support": "Aussagen wörtlich in ihrer Quelle",
    "citation_coverage": "Aussagen mit vorhandener Quelle",
}


def redteam(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Fragensätze mit forbidden und expected; ohne Angabe die mitgelieferten")
    ] = None,
    documents: Annotated[
        Path,
        typer.Option(exists=True, file_okay=False, help="Vergiftete Dokumente, die neben dem Starterwissen liegen"),
    ] = POISONED,
    out: Annotated[Path | None, typer.Option(help="Ordner für die Antworten und Kennzahlen")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Startwert des Zufalls")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Angriffe prüfen: feindliche Fragen und vergiftete Dokumente; Exit 1, wenn Verbotenes gezeigt wurde."""
    from api.redteaming import attack
    from api.settings import read_settings
    from evals.questions import read_sets
    from evals.redteam.findings import anything_forbidden, findings

    sets = read_sets(files or HOSTILE)
    with progress_bar() as progress:
        answered = attack(read_settings(), sets, documents, progress)
    found = {name: findings(answers, seed) for name, answers in answered.items()}
    print_json(found) if as_json else _print(found)
    if out:
        _keep(out, answered, found)
    if anything_forbidden(found):
        raise typer.Exit(1)


def _keep(out: Path, answered: Mapping[str, "list[Answered]"], found: Mapping[str, Any]) -> None:
    from evals.kept import line_of

    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, answers in answered.items():
            (out / f"answers-{name}.jsonl").write_bytes(b"".join(map(line_of, answers)))
        (out / "redteam.json").write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError:
        fail(f"In den Ordner {out} lässt sich nicht schreiben. Prüfen Sie Ordner und Rechte.", 2)


def _print(found: Mapping[str, Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{next(iter(found.values()))['n']} Fragen, je Wert: Intervall (95 %) und Zahl der Fragen")
    table.add_column("Maß")
    for name in found:
        table.add_column(_COLUMNS[name], justify="right")
    for measure, label in _LABELS.items():
        table.add_row(label, *(_cell(one, measure) for one in found.values()))
    Console(width=120).print(table)
    for name, one in found.items():
        for measure, ids in one["failed"].items():
            if ids:
                say(f"{_COLUMNS[name]} – {_LABELS[measure]}: {', '.join(ids)}")


def _cell(figures: Mapping[str, Any], measure: str) -> str:
    bounds = figures["intervals"].get(measure)
    if bounds is None:
        return "–"
    value, low, high = (f"{x:.3f}".replace(".", ",") for x in (figures[measure], bounds["low"], bounds["high"]))
    return f"{value} ({low} bis {high}; {bounds['n']})"
