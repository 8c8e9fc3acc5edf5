"""Mails arrive as they were meant, under an id that stays, and nobody can smuggle a header or a recipient in."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from email.policy import SMTP

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from pydantic import SecretStr, ValidationError

from api.outbox.entry import Attachment, Entry
from api.outbox.failures import Refused, TryLater, Unreachable
from api.outbox.mail import Mailer, composed
from api.outbox.settings import OutboxSettings
from tests.api.outbox.conftest import NOW, Clock, MailServer

ENTRY = Entry("handoff:1", "mail", "team@example.org", "handoff.created", "Neue Übergabe", "Grüße\n.\nEnde")


def test_a_mail_arrives_with_its_umlauts_and_attachments(
    mail_server: MailServer, mail_settings: OutboxSettings, clock: Clock
) -> None:
    calendar = Attachment("Termin für Sie.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\n")
    Mailer(mail_settings, clock)(replace(ENTRY, attachments=(calendar,)))
    mail = mail_server.accepted[0]
    assert [mail[name] for name in ("From", "To", "Subject", "Auto-Submitted")] == [
        "Lotse <lotse@example.org>",
        "team@example.org",
        "Neue Übergabe",
        "auto-generated",
    ]
    assert mail["Date"].datetime == NOW
    body, file = mail.get_body(), next(mail.iter_attachments())
    assert body is not None
    assert body.get_content().split() == ["Grüße", ".", "Ende"]
    assert (file.get_filename(), file.get_content_type(), file.get_param("method")) == (
        "Termin für Sie.ics",
        "text/calendar",
        "REQUEST",
    )
    assert file.get_payload(decode=True) == calendar.content


def test_every_try_carries_the_same_id_and_every_key_its_own(clock: Clock) -> None:
    ids = {str(composed(replace(ENTRY, key=key), "lotse@example.org", NOW)["Message-ID"]) for key in ("a", "a", "b")}
    assert len(ids) == 2
    assert all(one.endswith("@example.org>") for one in ids)


@pytest.mark.parametrize(
    "text", ["Frage\r\nBcc: alle@example.org", "Frage\nBcc: alle@example.org", "Frage\x00\x0bX\x85Y"]
)
def test_a_subject_or_a_file_name_adds_no_header(text: str) -> None:
    file = Attachment(text, "text/plain", b"")
    mail = composed(replace(ENTRY, subject=text, attachments=(file,)), "lotse@example.org", NOW)
    assert mail["Bcc"] is None
    assert str(mail["Subject"]).startswith("Frage ")
    assert b"\nBcc:" not in mail.as_bytes(policy=SMTP)


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "A <a@example.org>",
        *("nobody", "@", "a@", "a@b@c", "a@ex..ample"),
    ],
)
def test_what_is_not_exactly_one_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="keine E-Mail-Adresse"):
        composed(replace(ENTRY, to=address), "lotse@example.org", NOW)


def test_a_domain_with_umlauts_is_written_as_mail_servers_know_it() -> None:
    assert (
        composed(replace(ENTRY, to="info@münchen.example"), "l@example.org", NOW)["To"] == "info@xn--mnchen-3ya.example"
    )


@pytest.mark.parametrize(("answer", "kind"), [("550 unknown", Refused), ("450 greylisted", TryLater)])
def test_an_address_refused_for_good_is_told_from_one_refused_for_now(
    mail_server: MailServer, mail_settings: OutboxSettings, clock: Clock, answer: str, kind: type[Exception]
) -> None:
    mail_server.unknown["team@example.org"] = answer
    with pytest.raises(kind, match=f"Empfängeradresse nicht an \\(Antwort {answer[:3]}\\)") as caught:
        Mailer(mail_settings, clock)(ENTRY)
    assert type(caught.value) is kind


@pytest.mark.parametrize(("answer", "kind"), [("554 spam", Refused), ("451 later", TryLater)])
def test_a_message_refused_for_good_is_told_from_one_refused_for_now(
    mail_server: MailServer, mail_settings: OutboxSettings, clock: Clock, answer: str, kind: type[Exception]
) -> None:
    mail_server.refusals, mail_server.refusal = (lambda _: 1), answer
    with pytest.raises(kind, match=f"Antwort {answer[:3]}") as caught:
        Mailer(mail_settings, clock)(ENTRY)
    assert type(caught.value) is kind


def test_a_server_that_is_not_there_is_unreachable(free_port: Callable[[], int], clock: Clock) -> None:
    settings = OutboxSettings(smtp_host="127.0.0.1", smtp_port=free_port(), mail_from="lotse@example.org")
    with pytest.raises(Unreachable, match="LOTSE_SMTP_HOST"):
        Mailer(settings, clock)(ENTRY)


def test_without_the_encryption_that_was_asked_for_nothing_is_sent(
    mail_server: MailServer, mail_settings: OutboxSettings, clock: Clock
) -> None:
    with pytest.raises(Unreachable, match="Verschlüsselung"):
        Mailer(mail_settings.model_copy(update={"smtp_security": "starttls"}), clock)(ENTRY)
    assert mail_server.accepted == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(("password", "welcome"), [("geheim", True), ("falsch", False)])
def test_mails_go_encrypted_and_signed_in(
    security: str,
    password: str,
    welcome: bool,
    certified: Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]],
    free_port: Callable[[], int],
    clock: Clock,
) -> None:
    ours, theirs = certified("localhost")
    taking, port = MailServer(), free_port()

    signed_in = list[bool]()

    def knows(_server: object, _session: object, _envelope: object, _mechanism: str, given: object) -> AuthResult:
        signed_in.append(given == LoginPassword(b"lotse", b"geheim"))
        return AuthResult(success=signed_in[-1], handled=False)

    upgraded = security == "starttls"  # to this receiver TLS from the first byte counts as none
    tls = {"tls_context": theirs, "require_starttls": True} if upgraded else {"ssl_context": theirs}
    controller = Controller(
        taking, hostname="localhost", port=port, authenticator=knows, auth_require_tls=upgraded, **tls
    )
    controller.start()
    settings = OutboxSettings.model_validate(
        {"smtp_host": "localhost", "smtp_port": port, "smtp_security": security, "smtp_user": "lotse",
         "smtp_password": SecretStr(password), "mail_from": "lotse@example.org"}
    )  # fmt: skip
    try:
        if welcome:
            Mailer(settings, clock, ours)(ENTRY)
        else:
            with pytest.raises(Unreachable, match="LOTSE_SMTP_PASSWORD"):
                Mailer(settings, clock, ours)(ENTRY)
    finally:
        controller.stop()
    assert (len(taking.accepted), signed_in[-1]) == (welcome, welcome)


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    certified: Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]], free_port: Callable[[], int], clock: Clock
) -> None:
    _, theirs = certified("localhost")
    taking, port = MailServer(), free_port()
    controller = Controller(taking, hostname="localhost", port=port, tls_context=theirs)
    controller.start()
    settings = OutboxSettings(smtp_host="localhost", smtp_port=port, mail_from="lotse@example.org")
    try:
        with pytest.raises(Unreachable, match="verschlüsselte Verbindung"):
            Mailer(settings, clock)(ENTRY)
    finally:
        controller.stop()
    assert taking.accepted == []


@pytest.mark.parametrize(
    "sender", ["nobody", "Lotse <lotse>", "lotse@example.org\r\nBcc: a@example.org", "@example.org"]
)
def test_a_sender_that_is_no_address_stops_the_start(sender: str) -> None:
    with pytest.raises(ValidationError):
        OutboxSettings(mail_from=sender)
