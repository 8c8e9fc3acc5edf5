"""The command `lotse eval compare`: two runs question by question, with what got better, worse, or is other."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import print_json


def compare(
    a: Annotated[Path, typer.Argument(help="Ordner des früheren Laufs")],
    b: Annotated[Path, typer.Argument(help="Ordner des späteren Laufs")],
    seed: Annotated[int, typer.Option(min=0, help="Startwert des Zufalls")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Zwei Läufe Frage für Frage vergleichen: jedes Maß mit Intervall des Unterschieds, jede geänderte Antwort."""
    from dataclasses import asdict

    from api.comparison_tables import print_comparison
    from evals.compare import compare as compared
    from evals.kept import read_run

    found = compared(read_run(a), read_run(b), seed)
    if as_json:
        print_json({"a": str(a), "b": str(b), **asdict(found), "differing": found.differing})
    else:
        print_comparison(found)
