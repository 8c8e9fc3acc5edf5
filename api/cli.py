"""The command line `lotse`. Heavy parts are imported inside the commands, so that it starts fast."""

import gc
import sys
from typing import Annotated, Any

import typer

from api import (
    cli_advisor,
    cli_bench,
    cli_contact,
    cli_eval,
    cli_examples,
    cli_ingest,
    cli_ingest_links,
    cli_outbox,
    cli_plan,
)
from api.reach import with_knowledge
from api.settings import read_settings
from api.terminal import fail, print_findings, print_hits, print_json, print_reply, say
from knowledge.errors import LotseError

app = typer.Typer(
    help="Lotse beantwortet Fragen von Kommunen mit belegten Aussagen.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
index = typer.Typer(help="Abgeleitete Indexe prüfen und neu bauen.")
app.add_typer(index, name="index")
app.add_typer(cli_ingest.app, name="ingest")
app.add_typer(cli_eval.app, name="eval")
app.add_typer(cli_advisor.app, name="advisor")
app.add_typer(cli_outbox.app, name="outbox")
app.add_typer(cli_contact.app, name="contact")
cli_ingest.app.command()(cli_ingest_links.links)
app.command()(cli_plan.plan)
app.command()(cli_bench.bench)
cli_eval.app.command()(cli_examples.examples)

AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")]
State = Annotated[str | None, typer.Option("--state", help="Land als Kürzel, zum Beispiel BW")]
Population = Annotated[int | None, typer.Option("--population", min=1, help="Zahl der Einwohner")]
Type = Annotated[str | None, typer.Option("--type", help="Art der Kommune, zum Beispiel landgemeinde")]
Phase = Annotated[str | None, typer.Option("--phase", help="Phase des Vorhabens, zum Beispiel umsetzung")]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse, sonst LOTSE_HOST")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port, sonst LOTSE_PORT")] = None,
) -> None:
    """Den Dienst starten: Seite, Programmierschnittstelle und Nachführen der Indexe."""
    from api.server import run

    settings = read_settings()
    run(settings, host or settings.api.host, port or settings.api.port)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Ihre Frage")],
    as_json: AsJson = False,
    state: State = None,
    population: Population = None,
    kind: Type = None,
    phase: Phase = None,
) -> None:
    """Eine Frage beantworten, mit Quellen, oder an Menschen weitergeben."""
    from dataclasses import asdict

    from api.schema import checked_message

    message = checked_message(question, state=state, population=population, type=kind, phase=phase)
    reply = with_knowledge(
        lambda lotse: asdict(lotse.reply_to(message.question())),
        lambda post, _get: post("/api/v1/chat", message.model_dump()),
    )
    print_json(reply) if as_json else print_reply(reply)
    if str(reply["outcome"]).startswith("failed."):
        raise typer.Exit(3)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Wonach gesucht wird")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Zahl der Treffer")] = 10,
    per_passage: Annotated[bool, typer.Option(help="Jeden Abschnitt zeigen, nicht nur den besten je Dokument")] = False,
    state: State = None,
    population: Population = None,
    kind: Type = None,
    phase: Phase = None,
    explain: Annotated[bool, typer.Option(help="Zeigen, woraus sich die Punkte zusammensetzen")] = False,
    as_json: AsJson = False,
) -> None:
    """Die Abschnitte zeigen, die zu einer Frage passen."""
    from dataclasses import asdict

    from api.schema import HitOut, HitsOut, checked_message

    message = checked_message(query, state=state, population=population, type=kind, phase=phase)
    text, profile = message.message, message.question().profile
    found = with_knowledge(
        lambda lotse: HitsOut(
            hits=[HitOut.of(hit) for hit in lotse.search(text, k, per_passage=per_passage, profile=profile)]
        ).model_dump(),
        lambda _post, get: get("/api/v1/search", q=text, k=k, per_passage=per_passage, **asdict(profile)),
    )
    print_json(found) if as_json else print_hits(found, explain=explain)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Zeigen, was eingerichtet ist, was fehlt und wie man es behebt."""
    from api.doctor import examine

    findings = examine()
    print_json({"findings": findings}) if as_json else print_findings(findings)
    if any(finding["state"] == "fehlt" for finding in findings):
        raise typer.Exit(3)


@index.command("verify")
def verify(as_json: AsJson = False) -> None:
    """Registry, Stichwort-Index und Vektor-Index zählen und vergleichen."""
    from api.index_upkeep import verify_indexes

    found = verify_indexes(read_settings())
    print_json(found) if as_json else say(
        "{passages} Abschnitte und {documents} Dokumente in der Registry; Stichwort-Index {keyword_passages} und "
        "{keyword_documents}, Vektor-Index {vectors}; es fehlen {missing}, überzählig sind {surplus}.".format(**found)
    )
    if not found["agrees"]:
        raise typer.Exit(1)


@index.command("digest")
def digest() -> None:
    """Eine Prüfsumme über alles, was die Indexe enthalten: gleich, wenn auch der Inhalt gleich ist."""
    from api.index_upkeep import index_digest

    say(index_digest(read_settings()))


@index.command("rebuild")
def rebuild() -> None:
    """Alle Indexe aus der Registry neu bauen und das Vektor-Modell neu anpassen."""
    from api.index_upkeep import rebuild_indexes

    counted = rebuild_indexes(read_settings())
    say(f"Neu gebaut: {counted} Abschnitte.")


_WRONG_USE = {
    "NoSuchOption": "Die Option {option_name} gibt es nicht.",
    "MissingParameter": "Es fehlt eine Angabe: {param}.",
    "BadParameter": "Die Angabe zu {param} passt nicht.",
    "BadOptionUsage": "Die Option {option_name} braucht einen Wert.",
}


def _wrong_use(error: typer.TyperException) -> str:
    """Return one German sentence for a wrong call; typer itself speaks English."""
    param: Any = getattr(error, "param", None)
    shown = (getattr(param, "opts", None) or ["?"])[-1]
    names = {"option_name": getattr(error, "option_name", ""), "param": shown if shown[:1] == "-" else shown.upper()}
    sentence = _WRONG_USE.get(type(error).__name__, "So lässt sich der Befehl nicht aufrufen.").format(**names)
    return f"{sentence} Hilfe: lotse --help"


def _help_in_german(command: Any) -> None:
    """Give the help of a command, and of those below it, German texts and headings: typer's own are English."""
    context = typer.Context(command)
    command.get_help_option(context).help = "Diese Hilfe zeigen."
    for param in command.get_params(context):
        param.rich_help_panel = "Angaben" if param.param_type_name == "argument" else "Optionen"
    for below in getattr(command, "commands", {}).values():
        below.rich_help_panel = "Befehle"
        _help_in_german(below)


def main() -> None:
    """Run the command line; every anticipated error ends with one sentence and its exit code."""
    gc.set_threshold(50_000, 20, 20)  # imports make many objects and little rubbish: a tenth of a short command
    try:
        command = typer.main.get_command(app)
        _help_in_german(command)
        code = command.main(sys.argv[1:] or ["--help"], prog_name="lotse", standalone_mode=False)
    except LotseError as error:
        fail(str(error), error.exit_code)
    except typer.TyperException as error:
        fail(_wrong_use(error), 2)
    except (KeyboardInterrupt, typer.Abort):
        fail("Abgebrochen.", 130)
    sys.exit(code if isinstance(code, int) else 0)
