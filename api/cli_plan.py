"""The command `lotse plan`: a step plan for reading, or as a file."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.export.formats import FORMATS, FormatName, read_plan
from api.reach import with_knowledge
from api.terminal import fail, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.plans import PlanIn
    from assistant.roadmap.values import Plan


def plan(
    message: Annotated[str, typer.Argument(help="Ihr Vorhaben, zum Beispiel: LoRaWAN-Netz aufbauen")],
    form: Annotated[FormatName, typer.Option("--format", help="Format der Ausgabe")] = "markdown",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Datei, in die geschrieben wird")] = None,
    start: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Beginn für den Kalender, zum Beispiel 2027-01-11")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Land als Kürzel, zum Beispiel BW")] = None,
    population: Annotated[int | None, typer.Option("--population", min=1, help="Zahl der Einwohner")] = None,
) -> None:
    """Einen Fahrplan mit Schritten und Quellen ausgeben, auch für Word, Excel und Kalender."""
    from api.plans import NO_PLAN, PlanIn, planned
    from api.schema import checked_message

    asked = checked_message(message, state=state, population=population)
    if start is not None and not 2000 <= start.year < 2100:
        fail("Bitte geben Sie einen Beginn zwischen 2000 und 2099 an.", 2)
    if form == "docx" and output is None:
        fail("Ein Word-Dokument braucht eine Datei: lotse plan … --format docx -o fahrplan.docx", 2)
    wish = PlanIn(message=asked.message, profile=asked.profile)
    found: Plan | None = with_knowledge(
        lambda lotse: planned(wish, lotse), lambda post, _get: _planned_there(wish, post)
    )
    if found is None:
        fail(NO_PLAN, 1)
    data = FORMATS[form].write(found, start.date() if start else None)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        write_file(output, data)


def _planned_there(wish: "PlanIn", post: "Callable[[str, dict[str, Any]], dict[str, Any]]") -> "Plan | None":
    """Return the plan of the running Lotse, or None where it has none."""
    from urllib.error import HTTPError

    from api.remote import ServerUnavailable

    try:
        return read_plan(post("/api/v1/plans", wish.model_dump(mode="json")))
    except ServerUnavailable as error:
        if isinstance(error.__cause__, HTTPError) and error.__cause__.code == 404:
            return None
        raise
