"""The commands `lotse contact`: record that a person of a municipality may be asked, show who may, withdraw it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from api.terminal import print_json, say
from knowledge.errors import LotseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

app = typer.Typer(help="Einwilligungen von Kommunen, die man zu ihrem Fallbeispiel fragen darf.")
Document = Annotated[str, typer.Argument(help="Id des Fallbeispiels")]


class ContactInvalid(LotseError):
    """A consent cannot be recorded as it was given, or there is none to withdraw."""

    code = "contact_invalid"
    exit_code = 2


@app.command()
def add(
    document: Document,
    municipality: Annotated[str, typer.Option(help="Name der Kommune")],
    person: Annotated[str, typer.Option(help="Name der Person, die eingewilligt hat")],
    email: Annotated[str, typer.Option(help="Ihre Mailadresse")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Letzter Tag, an dem die Einwilligung gilt")],
    by: Annotated[str, typer.Option(help="Anmeldename dessen, der die Einwilligung festhält")],
    phone: Annotated[str, typer.Option(help="Telefonnummer")] = "",
) -> None:
    """Eine Einwilligung festhalten; sie gilt ab sofort."""
    from pydantic import ValidationError

    from api.store.contacts import record_consent
    from assistant.people.consents import Consent
    from assistant.people.hours import GERMANY

    ends = datetime.combine(until, time.max, GERMANY)
    try:
        consent = Consent(
            document_id=document, municipality=municipality, person=person, email=email, phone=phone,
            consent_at=datetime.now(UTC), consent_until=ends,
        )  # fmt: skip
    except ValidationError as error:
        field = str((*error.errors()[0]["loc"], "until")[0])  # the whole is refused for its end alone
        raise ContactInvalid(
            f"Die Angabe zu {_OPTIONS.get(field, field)} passt nicht. Festgehalten ist nichts."
        ) from error
    with _connected(document) as connection:
        number = record_consent(connection, consent, by)
    say(f"Die Einwilligung {number} ist festgehalten. Sie gilt bis {until:%d.%m.%Y}.")


@app.command()
def show(
    document: Document, as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False
) -> None:
    """Zeigen, wen man zu einem Fallbeispiel jetzt fragen darf."""
    from dataclasses import asdict

    from api.store.contacts import consented

    with _connected(document) as connection:
        found = consented(connection, document, datetime.now(UTC))
    if as_json:
        print_json({"contacts": [asdict(one) | {"until": one.until.isoformat()} for one in found]})
        return
    for one in found:
        say(f"{one.id}: {one.person}, {one.municipality}, {one.email} {one.phone}".rstrip())
    if not found:
        say("Zu diesem Fallbeispiel darf gerade niemand gefragt werden.")


@app.command()
def withdraw(number: Annotated[int, typer.Argument(help="Nummer der Einwilligung, siehe lotse contact show")]) -> None:
    """Eine Einwilligung widerrufen; Name, Adresse und Telefonnummer werden gelöscht."""
    from api.store import contacts

    with _connected() as connection:
        withdrawn = contacts.withdraw(connection, number, datetime.now(UTC))
    if not withdrawn:
        raise ContactInvalid(f"Die Einwilligung {number} gibt es nicht, oder sie ist schon widerrufen.")
    say(f"Die Einwilligung {number} ist widerrufen, die Angaben zur Person sind gelöscht.")


_OPTIONS = {"document_id": "DOCUMENT", "consent_until": "--until"} | {
    name: f"--{name}" for name in ("municipality", "person", "email", "phone", "until")
}


@contextmanager
def _connected(document: str | None = None) -> "Iterator[Connection]":
    """Open a transaction. Raises ContactInvalid when the document is not in the knowledge, StoreUnavailable."""
    from api.settings import read_settings
    from api.store.upgrading import upgrade
    from knowledge.registry import Registry
    from knowledge.registry_tables import open_engine

    engine = open_engine(read_settings().knowledge.registry_url)
    try:
        upgrade(engine)
        if document is not None and not Registry(engine).heads([document]):
            raise ContactInvalid(f"Das Dokument {document} gibt es nicht. Prüfen Sie die Id.")
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
