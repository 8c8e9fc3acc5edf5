"""The command `lotse eval harvest`: real questions, without personal data, as a set to be judged by people."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.terminal import print_json, say
from knowledge.errors import LotseError


class NotHarvested(LotseError):
    """The file for the questions exists already or cannot be written."""

    code = "not_harvested"
    exit_code = 2


def harvest(
    out: Annotated[Path, typer.Option(help="Datei für den Fragensatz (JSON Lines)")],
    n: Annotated[int, typer.Option(min=1, help="Höchstens so viele Fragen")] = 50,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Nur Gespräche, die seit diesem Tag weitergingen")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Startwert der Auswahl")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Eine vorhandene Datei ersetzen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Gestellte Fragen ohne personenbezogene Daten als Fragensatz sichern; enttäuschte zuerst."""
    from api.settings import read_settings
    from api.store.asked import asked_since
    from api.store.upgrading import upgrade
    from evals.harvest import harvested
    from knowledge.registry_tables import open_engine

    if out.exists() and not force:
        raise NotHarvested(
            f"{out} gibt es schon. Wählen Sie einen anderen Namen, oder ersetzen Sie die Datei mit --force."
        )
    engine = open_engine(read_settings().knowledge.registry_url)
    upgrade(engine)
    rows = harvested(asked_since(engine, since and since.replace(tzinfo=UTC)), n, seed)
    try:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise NotHarvested(f"{out} lässt sich nicht schreiben ({error.strerror}).") from error
    if as_json:
        print_json({"questions": len(rows), "file": str(out)})
        return
    say(f"{len(rows)} Fragen stehen in {out}. Personenbezogene Daten sind durch Wörter in Klammern ersetzt.")
    say("Lesen Sie die Fragen vor der Weitergabe: Regeln erkennen nicht jeden Namen.")
    say("Tragen Sie dann ein, was Sie erwarten: expected, relevant, nuggets.")
