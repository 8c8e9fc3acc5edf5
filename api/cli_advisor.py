"""The commands `lotse advisor …`: accounts of the console, also before anyone can sign in to it."""

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from api.terminal import fail, print_json, say
from assistant.people.advisors import ROLE_NAMES, Role, wrong_about

if TYPE_CHECKING:
    from api.store.advisors import StoredAdvisors

BY = "lotse"  # who is named in the audit: whoever may run commands on this machine
app = typer.Typer(help="Konten der Konsole anlegen und verwalten.")
Login = Annotated[str, typer.Argument(help="Anmeldename, zum Beispiel kim.muster")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Das Passwort von der Standardeingabe lesen")]


@app.command("add")
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="Name, wie ihn die Kommunen lesen")],
    email: Annotated[str, typer.Option(help="E-Mail-Adresse")],
    role: Annotated[Role, typer.Option(help="Rolle: advisor, editor oder admin")] = "advisor",
    password_stdin: FromStdin = False,
) -> None:
    """Ein Konto anlegen; das Passwort wird verdeckt gefragt."""
    from api.passwords import hashed

    if wrong := wrong_about(login, name, email):
        fail(" ".join(wrong.values()), 2)
    password = _password(login, from_stdin=password_stdin)
    added = _accounts().add(login, name, email, role, hashed(password), BY)
    say(f"Angelegt: {added.login} ({ROLE_NAMES[added.role]})")


@app.command("passwd")
def passwd(login: Login, password_stdin: FromStdin = False) -> None:
    """Ein neues Passwort setzen; alle Anmeldungen des Kontos enden."""
    from api.passwords import hashed

    accounts = _accounts()
    if accounts.by_login(login) is None:
        _unknown(login)
    accounts.set_password(login, hashed(_password(login, from_stdin=password_stdin)), BY)
    say(f"Geändert: {login.casefold()}. Alle Anmeldungen sind beendet.")


@app.command("disable")
def disable(login: Login) -> None:
    """Ein Konto sperren und seine Anmeldungen beenden."""
    if not _accounts().set_enabled(login, False, BY):
        _unknown(login)
    say(f"Gesperrt: {login.casefold()}")


@app.command("enable")
def enable(login: Login) -> None:
    """Ein gesperrtes Konto wieder öffnen."""
    if not _accounts().set_enabled(login, True, BY):
        _unknown(login)
    say(f"Offen: {login.casefold()}")


@app.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False) -> None:
    """Alle Konten zeigen."""
    from dataclasses import asdict

    found = _accounts().every()
    if as_json:
        print_json({"advisors": [{**asdict(one.advisor), "enabled": one.enabled, "totp": one.totp} for one in found]})
        return
    for one in found:
        state = "" if one.enabled else ", gesperrt"
        say(f"{one.advisor.login}: {one.advisor.name}, {one.advisor.email}, {ROLE_NAMES[one.advisor.role]}{state}")
    if not found:
        say("Es gibt noch kein Konto. Legen Sie eines an: lotse advisor add …")


def _accounts() -> "StoredAdvisors":
    from datetime import UTC, datetime

    from api.settings import read_settings
    from api.store.advisors import StoredAdvisors
    from api.store.upgrading import upgrade
    from knowledge.registry_tables import open_engine

    engine = open_engine(read_settings().knowledge.registry_url)
    upgrade(engine)
    return StoredAdvisors(engine, lambda: datetime.now(UTC))


def _password(login: str, *, from_stdin: bool) -> str:
    """Return a password that is strong enough, or end the process with one sentence."""
    from api.passwords import too_weak

    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = typer.prompt("Passwort", hide_input=True)
        if password != typer.prompt("Passwort wiederholen", hide_input=True):
            fail("Die Wiederholung ist nicht gleich. Rufen Sie den Befehl noch einmal auf.", 2)
    else:
        fail("Ohne Terminal kommt das Passwort mit --password-stdin von der Standardeingabe.", 2)
    if weak := too_weak(password, login):
        fail(weak, 2)
    return password


def _unknown(login: str) -> NoReturn:
    fail(f"Ein Konto {login} gibt es nicht. Alle Konten zeigt: lotse advisor list", 2)
