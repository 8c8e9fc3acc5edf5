"""What `lotse doctor` finds out about mails and webhooks: whether they can go out, and what does not."""

from collections.abc import Iterator
from datetime import UTC, datetime

from api.finding import MISSING, OK, WARN, Finding
from api.outbox.endpoints import WebhooksInvalid, read_endpoints
from api.outbox.settings import OutboxSettings
from api.outbox.states import State
from api.settings import Settings
from knowledge.errors import LotseError

_WHAT = "Ausgangspost"
_REPLAY = "Gründe zeigt: lotse outbox list --state dead; danach: lotse outbox replay --all"


def outbox_findings(settings: Settings) -> Iterator[Finding]:
    """Yield what is found; looks into the database, asks no mail server."""
    yield _mail(settings.outbox)
    yield _webhooks(settings.outbox)
    yield _waiting(settings)


def _mail(settings: OutboxSettings) -> Finding:
    if not settings.smtp_host:
        mend = "Setzen Sie LOTSE_SMTP_HOST und LOTSE_MAIL_FROM; bis dahin gehen Mails nicht verloren."
        return Finding(WARN, "E-Mail", "kein Mailserver eingerichtet, Mails bleiben liegen", mend)
    if not settings.mail_from:
        return Finding(
            MISSING, "E-Mail", "kein Absender eingerichtet, Mails bleiben liegen", "Setzen Sie LOTSE_MAIL_FROM."
        )
    return Finding(OK, "E-Mail", f"über {settings.smtp_host} ({settings.smtp_security}) als {settings.mail_from}")


def _webhooks(settings: OutboxSettings) -> Finding:
    try:
        endpoints = read_endpoints(settings.webhooks)
    except WebhooksInvalid as error:
        return Finding(MISSING, "Webhooks", str(error), "Bis dahin startet der Dienst nicht.")
    names = ", ".join(sorted(endpoints))
    return Finding(OK, "Webhooks", names or "keine eingerichtet, das ist die Vorgabe")


def _waiting(settings: Settings) -> Finding:
    from api.store.outbox import StoredOutbox
    from knowledge.registry_tables import open_engine

    try:
        engine = open_engine(settings.knowledge.registry_url)
        try:
            counts = StoredOutbox(engine, lambda: datetime.now(UTC)).counts()
        finally:
            engine.dispose()
    except LotseError:
        return Finding(WARN, _WHAT, "noch keine", "Der Dienst legt sie beim Start an; mehr dazu unter Registry.")
    found = f"{counts[State.WAITING] + counts[State.FAILED]} zu versenden, {counts[State.DEAD]} aufgegeben"
    return Finding(WARN, _WHAT, found, _REPLAY) if counts[State.DEAD] else Finding(OK, _WHAT, found)
