"""The command `lotse eval score`: the figures of a run anew from its answers, without asking anything."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import print_json, say


def score(
    folder: Annotated[Path, typer.Argument(help="Ordner eines Laufs: lotse eval run … --out ORDNER")],
    failures: Annotated[bool, typer.Option("--failures", help="Die verfehlten Fragen zeigen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Die Antworten eines Laufs neu bewerten, ohne eine Frage zu stellen; schreibt scores.json."""
    from api.cli_eval_run import write_scores
    from api.score_tables import print_failures, print_scores
    from evals.kept import read_run
    from evals.scored import scored

    found = scored(read_run(folder))
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
