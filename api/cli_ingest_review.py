"""The command `lotse ingest review`: documents that editors should look at."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import read_settings
from api.terminal import print_json, say

if TYPE_CHECKING:
    from ingest.review import Row


def review(
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Zahl der Dokumente")] = 50,
) -> None:
    """Dokumente zeigen, die zu prüfen sind: veraltet, abgelaufen, ersetzt, oder mit offenen Vorschlägen."""
    from dataclasses import asdict
    from datetime import date

    from api.upkeep import ingesting
    from ingest.reviewing import reviewed

    settings = read_settings()
    with ingesting(settings) as ingestion:
        rows = reviewed(ingestion.registry, settings.knowledge.today or date.today())
    if as_json:
        print_json([asdict(row) for row in rows[:limit]])
        return
    say("\n".join(map(_lines, rows[:limit])) or "Nichts zu prüfen.")
    if len(rows) > limit:
        say(f"… und {len(rows) - limit} weitere. Alle zeigen: lotse ingest review --limit {len(rows)}")


def _lines(row: "Row") -> str:
    return "\n".join([f"{row.title} ({row.document})", *(f"    {reason.text}" for reason in row.reasons)])
