"""Sends mails by SMTP; every try of an entry carries the same Message-ID, by which recipients can tell.

An address or a subject can never add a header of its own: line breaks are taken out, wrong addresses are refused.
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from api.outbox.entry import Attachment, Entry
from api.outbox.failures import DeliveryFailed, Refused, TryLater, Unreachable
from api.outbox.settings import OutboxSettings

TIMEOUT_S = 20.0  # for each step of the conversation with the mail server
PORTS = {"starttls": 587, "tls": 465, "none": 25}
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\@\x00-\x1f\x7f]+@[^\s<>()\[\],;:\"\\@\x00-\x1f\x7f]+")
_AUTH = "Der Mailserver lehnt die Anmeldung ab. Prüfen Sie LOTSE_SMTP_USER und LOTSE_SMTP_PASSWORD."
_FOR_GOOD = 500  # answers from here on do not heal, RFC 5321


class Mailer:
    """Delivers entries to the mail server of the settings, each in a connection of its own."""

    def __init__(
        self, settings: OutboxSettings, now: Callable[[], datetime], tls: ssl.SSLContext | None = None
    ) -> None:
        """`tls` says whom to trust; by default the authorities of this machine."""
        self._settings, self._now = settings, now
        self._tls = tls or ssl.create_default_context()

    def __call__(self, entry: Entry) -> None:
        """Hand a mail over to the mail server. Raises Refused, TryLater, Unreachable."""
        message = composed(entry, self._settings.mail_from, self._now())
        try:
            server = self._connected()
        except smtplib.SMTPAuthenticationError as error:
            raise Unreachable(_AUTH) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Unreachable("Der Mailserver bietet die verlangte Verschlüsselung oder Anmeldung nicht an.") from error
        except ssl.SSLError as error:
            raise Unreachable("Die verschlüsselte Verbindung zum Mailserver kommt nicht zustande.") from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable("Der Mailserver antwortet nicht. Prüfen Sie LOTSE_SMTP_HOST und _PORT.") from error
        try:
            server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise _failure(error) from error
        finally:
            _take_leave(server)

    def _connected(self) -> smtplib.SMTP:
        security, host = self._settings.smtp_security, self._settings.smtp_host
        port = self._settings.smtp_port or PORTS[security]
        own = _domain(self._settings.mail_from)  # what we call ourselves: looking up our own name may take long
        if security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, own, timeout=TIMEOUT_S, context=self._tls)
        else:
            server = smtplib.SMTP(host, port, own, timeout=TIMEOUT_S)
        try:
            if security == "starttls":
                server.starttls(context=self._tls)
            if self._settings.smtp_user:
                server.login(self._settings.smtp_user, self._settings.smtp_password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server


def composed(entry: Entry, mail_from: str, now: datetime) -> EmailMessage:
    """Return the mail of an entry. Raises Refused when the recipient is no mail address."""
    name, sender = parseaddr(mail_from)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = _recipient(entry.to)
    message["Subject"] = _one_line(entry.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(entry.key, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: absence notes do not answer
    message.set_content(entry.text)
    for attachment in entry.attachments:
        _attach(message, attachment)
    return message


def message_id(key: str, sender: str) -> str:
    """Return the same id for the same key.

    >>> message_id("a", "Lotse <lotse@example.org>") == message_id("a", "lotse@example.org")
    True
    """
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_domain(sender)}>"


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _recipient(address: str) -> Address:
    if not _ADDRESS.fullmatch(address):
        raise Refused("Die Empfängeradresse ist keine E-Mail-Adresse.")
    local, _, domain = address.rpartition("@")
    try:
        return Address(username=local, domain=domain.encode("idna").decode())
    except (ValueError, IndexError) as error:
        raise Refused("Die Empfängeradresse ist keine E-Mail-Adresse.") from error


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    """Attach a file; its media type may carry parameters, as in "text/calendar; method=REQUEST"."""
    kind, *given = (part.strip() for part in attachment.media_type.split(";"))
    main, _, sub = kind.partition("/")
    params = {name: value for name, _, value in (part.partition("=") for part in given)}
    name = _one_line(attachment.name)
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name, params=params)


def _one_line(text: str) -> str:
    r"""Return it without line breaks and control characters.

    >>> _one_line("Neue Anfrage\r\nBcc: alle@example.org")
    'Neue Anfrage Bcc: alle@example.org'
    """
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _failure(error: OSError | smtplib.SMTPException) -> DeliveryFailed:
    """Return what an error after signing in means: 5yz on recipient or message is for good, the rest may heal."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _ in error.recipients.values())
        return _answered(code, "Der Mailserver nimmt diese Empfängeradresse nicht an")
    if isinstance(error, smtplib.SMTPDataError):
        return _answered(error.smtp_code, "Der Mailserver nimmt diese Nachricht nicht an")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return TryLater(f"Der Mailserver nimmt den Absender LOTSE_MAIL_FROM nicht an (Antwort {error.smtp_code}).")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused("Der Mailserver kann an Adressen mit Umlauten nicht zustellen.")
    return Unreachable("Der Mailserver hat die Verbindung abgebrochen.")


def _answered(code: int, sentence: str) -> DeliveryFailed:
    kind = Refused if code >= _FOR_GOOD else TryLater
    return kind(f"{sentence} (Antwort {code}).")


def _take_leave(server: smtplib.SMTP) -> None:
    """What was accepted stays accepted, however the good-bye goes."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
