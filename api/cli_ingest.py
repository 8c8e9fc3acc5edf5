"""The commands `lotse ingest`: bring in what is at a place, keep sources, look at runs and take them back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli_ingest_links import links
from api.cli_ingest_quarantine import quarantine, reject, release
from api.cli_ingest_review import review
from api.settings import read_settings
from api.terminal import print_json, say
from ingest.web.rules import LONGEST_DEPTH, MOST_PAGES

if TYPE_CHECKING:
    from ingest.runs import Run


class PlaceOrCommand(TyperGroup):
    """A group whose first word is one of its commands, or else a place: `./due` is a folder named like a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command for places in front where the first word is none of ours."""
        words = [word for word in args if not word.startswith("-")]
        if args and "--help" not in args[:1] and (not words or words[0] not in self.commands):
            args = ["place", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=PlaceOrCommand,
    help="Wissen aufnehmen und frisch halten: lotse ingest ORT nimmt einen Ordner, eine Datei oder eine Website auf.",
    subcommand_metavar="ORT | BEFEHL",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")]
AllowEmpty = Annotated[bool, typer.Option(help="Auch dann, wenn nichts mehr da ist: alle Dokumente entfernen")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, was geschähe; nichts schreiben")]
Named = Annotated[str, typer.Argument(metavar="QUELLE", help="Name oder Ort der Quelle")]
Depth = Annotated[int | None, typer.Option(min=0, max=LONGEST_DEPTH, help="Websites: so viele Links tief")]
Pages = Annotated[int | None, typer.Option(min=1, max=MOST_PAGES, help="Websites: höchstens so viele Seiten")]
Pace = Annotated[float | None, typer.Option(min=0.1, max=3_600, help="Websites: Sekunden von Abruf zu Abruf")]
Prefix = Annotated[
    str | None, typer.Option(help="Websites: nur Adressen, deren Pfad so beginnt, zum Beispiel /rathaus")
]


def _options(depth: int | None, pages: int | None, pace: float | None, prefix: str | None) -> dict[str, Any]:
    if prefix and not prefix.startswith("/"):
        raise typer.BadParameter("beginnt nicht mit /", param_hint="--prefix")
    told = {"depth": depth, "pages": pages, "pace_s": pace, "prefix": prefix}
    return {name: value for name, value in told.items() if value is not None}


@app.command("place", hidden=True)
def place(
    where: Annotated[str, typer.Argument(metavar="ORT", help="Ordner, Datei oder Adresse einer Website (https://…)")],
    allow_empty: AllowEmpty = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    depth: Depth = None,
    pages: Pages = None,
    pace: Pace = None,
    prefix: Prefix = None,
) -> None:
    """Dokumente eines Ortes aufnehmen: neue, geänderte und entfernte, sonst nichts."""
    from api.upkeep import ingest_place

    options = _options(depth, pages, pace, prefix)
    report = ingest_place(read_settings(), where, options, allow_empty=allow_empty, dry_run=dry_run)
    _told(report, as_json=as_json)


@app.command()
def due(as_json: AsJson = False) -> None:
    """Die Quellen lesen, die nach ihrem Zeitplan an der Reihe sind (für cron)."""
    from api.upkeep import ingest_due

    done = ingest_due(read_settings())
    print_json(done) if as_json else say(
        "\n".join(f"{one['source']}: {one['said']}" for one in done) or "Nichts fällig."
    )
    if any(one["failed"] for one in done):
        raise typer.Exit(1)


@app.command()
def runs(
    source: Annotated[str | None, typer.Option(help="Nur die Läufe dieser Quelle")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Zahl der Läufe")] = 20,
    as_json: AsJson = False,
) -> None:
    """Die letzten Läufe zeigen, auch die, die gerade arbeiten."""
    from dataclasses import asdict

    from api.upkeep import ingesting

    with ingesting(read_settings()) as ingestion:
        found = ingestion.last_runs(source, limit)
    print_json([asdict(run) for run in found]) if as_json else say("\n".join(map(_line, found)) or "Noch kein Lauf.")


@app.command()
def rollback(
    run: Annotated[int, typer.Argument(metavar="LAUF", help="Nummer des Laufs")], as_json: AsJson = False
) -> None:
    """Einen Lauf zurücknehmen: Alles wird, wie es vor ihm war."""
    from api.upkeep import changed_by

    _told(changed_by(read_settings(), lambda ingestion: ingestion.rollback(run)), as_json=as_json)


@app.command()
def forget(
    document: Annotated[str, typer.Argument(metavar="DOKUMENT", help="Id des Dokuments")], as_json: AsJson = False
) -> None:
    """Ein Dokument endgültig löschen, auch aus Verlauf und Quarantäne; es kommt nicht wieder."""
    from api.upkeep import changed_by

    _told(changed_by(read_settings(), lambda ingestion: ingestion.forget(document)), as_json=as_json)


@app.command()
def readmit(document: Annotated[str, typer.Argument(metavar="DOKUMENT", help="Id des Dokuments")]) -> None:
    """Ein zurückgenommenes oder gelöschtes Dokument beim nächsten Lauf wieder zulassen."""
    from api.upkeep import ingesting

    with ingesting(read_settings()) as ingestion:
        ingestion.readmit(document)
    say(f"Das Dokument {document} wird beim nächsten Lauf seiner Quelle wieder aufgenommen.")


@app.command()
def sources(as_json: AsJson = False) -> None:
    """Die eingetragenen Quellen zeigen, ihren Zeitplan, und wann sie an der Reihe sind."""
    from dataclasses import asdict

    from api.upkeep import ingesting

    with ingesting(read_settings()) as ingestion:
        found = ingestion.origins.listed()
    if as_json:
        print_json([asdict(row) for row in found])
        return
    for row in found:
        when = f"{row.due_at:%d.%m.%Y %H:%M} UTC" if row.due_at else "nur auf Wunsch"
        say(f"{row.place} ({row.kind}), {row.schedule or 'ohne Zeitplan'}, nächstes Mal: {when}")
    if not found:
        say("Keine Quelle eingetragen. Eine eintragen: lotse ingest add ORT --schedule täglich")


@app.command()
def add(
    where: Annotated[str, typer.Argument(metavar="ORT", help="Ordner, Datei oder Adresse einer Website (https://…)")],
    schedule: Annotated[str, typer.Option(help="stündlich, täglich, wöchentlich oder alle so viele Stunden")] = "",
    depth: Depth = None,
    pages: Pages = None,
    pace: Pace = None,
    prefix: Prefix = None,
) -> None:
    """Eine Quelle eintragen, damit sie frisch bleibt; dieselbe noch einmal eintragen ändert sie."""
    from api.ingesting import row_of
    from api.upkeep import ingesting

    row = row_of(where, _options(depth, pages, pace, prefix))
    with ingesting(read_settings()) as ingestion:
        kept = ingestion.origins.add(row.source, row.kind, row.place, row.options, schedule)
    told = f"Sie wird {kept.schedule} gelesen" if kept.schedule else "Sie wird nur auf Wunsch gelesen"
    say(f"Die Quelle {kept.place} ist eingetragen. {told}.")


@app.command()
def remove(
    source: Named,
    documents: Annotated[
        bool | None,
        typer.Option("--documents/--keep-documents", help="Ihre Dokumente mit entfernen, oder sie behalten"),
    ] = None,
) -> None:
    """Eine Quelle austragen; ob ihre Dokumente gehen, ist anzugeben."""
    from api.upkeep import remove_source

    if documents is None:
        raise typer.BadParameter("fehlt", param_hint="--documents")
    report = remove_source(read_settings(), source, documents=documents)
    gone = f" {len(report['removed'])} Dokumente sind entfernt." if report else " Ihre Dokumente bleiben."
    say(f"Die Quelle {source} ist ausgetragen.{gone}")


for _command in (quarantine, release, reject, review, links):
    app.command()(_command)


def _told(report: dict[str, Any], *, as_json: bool) -> None:
    from api.ingest_report import print_report

    print_json(report) if as_json else print_report(report)
    if report["problems"]:
        raise typer.Exit(1)


_COUNTED = {"added": "neu", "changed": "geändert", "removed": "entfernt", "unchanged": "unverändert"}


def _line(run: "Run") -> str:
    from ingest.runs import RUN_STATES

    counted = ", ".join(f"{run.report[key]} {word}" for key, word in _COUNTED.items() if run.report.get(key))
    far = f"{run.done} von {run.total if run.total is not None else '?'}" if run.state == "running" else counted
    back = f", zurückgenommen mit Lauf {run.undone_by}" if run.undone_by else ""
    why = f". {run.report['error']}" if run.report.get("error") else ""
    said = f"{RUN_STATES[run.state]}, {far or 'nichts geändert'}{back}{why}"
    return f"{run.id:>5}  {run.started_at:%d.%m.%Y %H:%M} UTC  {run.source}: {said}"
