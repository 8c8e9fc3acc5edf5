"""The commands `lotse eval …`: measure retrieval on a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import print_json, progress_bar, say

app = typer.Typer(help="Güte messen.")


@app.command("retrieval")
def retrieval(
    folder: Annotated[Path, typer.Argument(help="Ordner in BEIR-Form: corpus.jsonl, queries.jsonl, qrels.tsv")],
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    runs: Annotated[bool, typer.Option(help="Auch die Treffer jeder Frage ausgeben")] = False,
) -> None:
    """Die Suche auf einem eigenen Korpus messen: Treffergüte und Zeit je Frage."""
    from evals.retrieval import measure_retrieval

    with progress_bar() as progress:
        found = measure_retrieval(folder, progress)
    if not runs:
        found.pop("runs")
    if as_json or runs:
        print_json(found)
    else:
        for name, value in found.items():
            say(f"{name:<14} {value}")


@app.command("answers")
def answers(
    folder: Annotated[
        Path, typer.Argument(help="Ordner in BEIR-Form; die Fragen tragen answers, die richtigen Antworten")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    hide: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Anteil der Dokumente, der im Index fehlt; misst die Zuversicht")
    ] = 0.0,
    seed: Annotated[int, typer.Option(help="Startwert der Auswahl, welche Dokumente fehlen")] = 7,
) -> None:
    """Auszugs-Antworten messen: wie oft die richtige Antwort im ersten Satz und in den ersten drei Sätzen steht."""
    from assistant.composing.extractive import compose
    from evals.answers import measure_answers

    with progress_bar() as progress:
        found = measure_answers(folder, compose, progress, hide, seed)
    if as_json:
        print_json(found)
    else:
        for name, value in found.items():
            say(f"{name:<16} {value}")
