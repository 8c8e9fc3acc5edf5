"""A mail is what its author wrote in it: no older mails, no signature; attachments are named."""

from email.message import EmailMessage

import pytest

from ingest.read.extract import Extract
from ingest.read.mail import READER
from knowledge.errors import DocumentInvalid


def message(text: str | None = "Der Rufbus fährt.", html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Stadt Köln <post@example.org>", "Subject": "Rufbus", **headers}.items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage | bytes) -> Extract:
    (extract,) = READER.read("post/a.eml", made if isinstance(made, bytes) else made.as_bytes())
    return extract


def texts(extract: Extract) -> list[str]:
    return [block.text for section in extract.sections for block in section.blocks]


def test_subject_day_and_sender_are_taken_from_the_head() -> None:
    extract = read(message(Subject="AW: WG: Förderung für Bürgerbusse", Date="Mon, 03 Mar 2025 23:30:00 +0100"))
    assert (extract.title, extract.told) == ("Förderung für Bürgerbusse", {"as_of": "2025-03-03"})
    assert texts(extract) == ["Absender: Stadt Köln", "Der Rufbus fährt."]


def test_an_address_of_a_person_is_not_read() -> None:
    assert "@" not in " ".join(texts(read(message())))


@pytest.mark.parametrize(
    "history",
    [
        "Am 1.3.2025 um 10:00 schrieb Frau X <x@example.org>:\n> Wann?",
        "-----Ursprüngliche Nachricht-----\nVon: Frau X\nWann?",
        "Von: Frau X\nGesendet: Montag\nAn: Stadt\nBetreff: Frage\n\nWann?",
        "On Mon, Frau X wrote:\n\nWann?",
        "-- \nStadt Köln\nTelefon 0221",
        "> Wann?\n> Und wo?",
    ],
)
def test_older_mails_and_the_signature_are_left_out(history: str) -> None:
    assert texts(read(message(f"Der Rufbus fährt.\n\nMontags.\n\n{history}\n")))[1:] == [
        "Der Rufbus fährt.",
        "Montags.",
    ]


def test_plain_text_is_preferred_and_html_read_where_there_is_none() -> None:
    page = (
        "<html><head><meta charset=iso-8859-1></head><body><p>Der Bürgerbus fährt täglich außer sonntags.</p>"
        '<p style="display:none">Nur für Maschinen.</p></body></html>'
    )
    assert texts(read(message(html=page)))[1:] == ["Der Rufbus fährt."]
    extract = read(message("\n", html=page))
    assert texts(extract)[1:] == ["Der Bürgerbus fährt täglich außer sonntags."]
    assert "Nur für Maschinen." in " ".join(extract.hidden)


def test_attachments_and_mails_within_are_named_but_not_read() -> None:
    made = message()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="Bescheid für Köln.pdf")
    made.add_attachment(message("Geheim."))
    extract = read(made)
    assert texts(extract)[1:] == ["Der Rufbus fährt."]
    assert extract.notes == (
        "Anhänge werden nicht gelesen: Bescheid für Köln.pdf, weitergeleitete Nachricht. "
        "Nehmen Sie sie als eigene Dateien auf.",
    )


def test_umlauts_survive_a_wrong_or_missing_charset() -> None:
    head = b"From: a@example.org\nSubject: Bus\nDate: irgendwann\nContent-Type: text/plain; charset=klingonisch\n\n"
    assert texts(read(head + "Größe und Übergang.".encode("cp1252"))) == ["Größe und Übergang."]


def test_a_mail_that_only_carries_something_is_a_problem() -> None:
    with pytest.raises(DocumentInvalid, match="enthält keinen Text außer Anhängen"):
        read(message("> Wann?\n"))
