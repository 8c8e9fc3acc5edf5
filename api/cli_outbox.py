"""The commands `lotse outbox …`: what is to be delivered, what was given up, and delivering it now."""

from dataclasses import asdict
from typing import Annotated

import typer

from api.outbox.states import State
from api.settings import read_settings
from api.terminal import fail, print_json, say

app = typer.Typer(help="Mails und Webhooks, die hinausgehen: ansehen, erneut versuchen, zustellen.")
WORDS = {State.WAITING: "wartet", State.FAILED: "fehlgeschlagen", State.SENT: "zugestellt", State.DEAD: "aufgegeben"}


@app.command("list")
def show(
    state: Annotated[State | None, typer.Option(help="Nur solche: waiting, failed, sent oder dead")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Die Zustellungen zeigen, neueste zuerst, ohne ihren Inhalt."""
    from api.outbox.delivery import opened_delivery

    with opened_delivery(read_settings()) as delivery:
        found = delivery.outbox.listed(state)
    if as_json:
        print_json({"entries": [asdict(one) for one in found]})
        return
    for one in found:
        say(f"{WORDS[one.state]:<15} {one.channel:<8} {one.key}  Versuche: {one.tries}  {one.error}".rstrip())
    if not found:
        say("Nichts in der Ausgangspost.")


@app.command()
def replay(
    key: Annotated[str | None, typer.Argument(help="Schlüssel der Zustellung, siehe lotse outbox list")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alle aufgegebenen")] = False,
) -> None:
    """Eine fehlgeschlagene oder aufgegebene Zustellung oder alle aufgegebenen erneut versuchen lassen."""
    from api.outbox.delivery import opened_delivery

    if (key is None) is not everything:
        fail("Nennen Sie einen Schlüssel, oder geben Sie --all an.", 2)
    with opened_delivery(read_settings()) as delivery:
        count = delivery.outbox.replay(key)
    if key and not count:
        fail("Diesen Schlüssel gibt es nicht unter den fehlgeschlagenen und aufgegebenen Zustellungen.", 1)
    say(f"Werden erneut versucht: {count}.")


@app.command()
def run(as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False) -> None:
    """Einmal alles zustellen, was an der Reihe ist, und enden; für einen Zeitplan ohne laufenden Dienst."""
    from api.outbox.delivery import opened_delivery

    with opened_delivery(read_settings()) as delivery:
        tried = delivery.worker.drain()
        counts = delivery.outbox.counts()
    if as_json:
        print_json({"tried": tried, "counts": counts})
    else:
        say(f"Versuche: {tried}; " + ", ".join(f"{WORDS[state]}: {count}" for state, count in counts.items()) + ".")
