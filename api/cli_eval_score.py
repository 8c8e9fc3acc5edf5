"""The command `lotse eval score`: the figures of a run anew from its answers, without asking anything."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import print_json, say


def score(
    folder: Annotated[Path, typer.Argument(help="Ordner eines Laufs: lotse eval run … --out ORDNER")],
    price_prompt: Annotated[
        float, typer.Option(min=0.0, help="Preis von einer Million Tokens der Anfrage, in einer Währung Ihrer Wahl")
    ] = 0.0,
    price_answer: Annotated[float, typer.Option(min=0.0, help="Preis von einer Million Tokens der Antwort")] = 0.0,
    failures: Annotated[bool, typer.Option("--failures", help="Die verfehlten Fragen zeigen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Die Antworten eines Laufs neu bewerten, ohne eine Frage zu stellen; schreibt scores.json."""
    from api.cli_eval_run import write_scores
    from api.score_tables import print_failures, print_scores
    from evals.amounts import Prices
    from evals.kept import read_run
    from evals.scored import scored

    prices = Prices(price_prompt, price_answer) if price_prompt or price_answer else None
    found = scored(read_run(folder), prices)
    write_scores(folder, found)
    failed = found["failures"] if failures else found.pop("failures")
    if as_json:
        print_json(found)
        return
    print_scores(found)
    if found["state"] == "running":
        say(f"Der Lauf ist nicht beendet: {found['open']} Fragen sind noch offen.")
    if failures:
        print_failures(failed)
