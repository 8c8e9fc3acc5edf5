"""The command `lotse eval import`: a table of questions becomes a question set in JSON Lines."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import fail, say


def import_table(
    file: Annotated[Path, typer.Argument(help="Tabelle mit Fragen: .csv oder .xlsx mit einer Spalte „Frage“")],
    out: Annotated[Path, typer.Option("--out", help="Datei für den Fragensatz, zum Beispiel fragen.jsonl")],
    force: Annotated[bool, typer.Option("--force", help="Eine vorhandene Datei ersetzen")] = False,
) -> None:
    """Eine Tabelle mit Fragen in einen Fragensatz (JSON Lines) umschreiben; falsche Zeilen werden genannt."""
    from evals.questions import lines_of, read_sets

    sets = read_sets([file])
    written = "".join(f"{line}\n" for line in lines_of(sets))
    try:
        with out.open("w" if force else "x", encoding="utf-8") as opened:
            opened.write(written)
    except FileExistsError:
        fail(f"{out} gibt es schon. Mit --force wird die Datei ersetzt.", 2)
    except OSError as error:
        fail(f"{out} lässt sich nicht schreiben ({error.strerror}). Prüfen Sie Ordner und Rechte.", 2)
    say(f"Geschrieben: {out} ({written.count(chr(10))} Fragen)")
    skipped = [problem for one in sets for problem in one.skipped]
    for problem in skipped:
        say(f"Nicht übernommen: {problem}")
    for note in (note for one in sets for note in one.notes):
        say(f"Hinweis: {note}")
    if skipped:
        raise typer.Exit(1)
