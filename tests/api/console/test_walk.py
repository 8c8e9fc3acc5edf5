"""One question all the way: asked, handed over, mailed, answered by a person, read by its asker, published, and cited.

A served Lotse on each kind of database, a mail server, browsers. LOTSE_SCREENSHOTS=FOLDER keeps a picture of each step.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import LOTSE
from tests.api.zygote import Process

QUESTION = "Wer hat Erfahrung mit digitalen Schließanlagen für Sporthallen?"
SIMILAR = "Welche Erfahrung gibt es mit digitalen Schließanlagen in Sporthallen?"
OWN = "Digitale Schließanlagen für Sporthallen lohnen sich, wenn Vereine ihre Zeiten selbst buchen."
PASSWORD = "ein Satz, den man behält"


class Post:
    """Takes every mail that arrives, as aiosmtpd asks for it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        import email
        from email import policy

        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[str]:
        """Return the texts of the mails to an address."""
        found = (mail.get_body(("plain",)) for mail in self.mails if address in str(mail["To"]))
        return [part.get_content() for part in found if part]


class Asked:
    """A browser of one person; `shot` keeps a picture where pictures are wanted."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def shot(self, name: str) -> None:
        if folder := os.environ.get("LOTSE_SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()


@pytest.fixture
def post(free_port: Callable[[], int]) -> Iterator[tuple[Post, int]]:
    received, port = Post(), free_port()
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    yield received, port
    controller.stop()


@contextmanager
def serving(
    data: Path, database: str, port: int, smtp: int, served_at: Callable[..., AbstractContextManager[Process]]
) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    env = {
        "LOTSE_DATABASE_URL": database,
        "LOTSE_SMTP_HOST": "127.0.0.1", "LOTSE_SMTP_PORT": str(smtp), "LOTSE_SMTP_SECURITY": "none",
        "LOTSE_MAIL_FROM": "Lotse <lotse@example.org>", "LOTSE_PUBLIC_URL": address,
        "LOTSE_TEAM_EMAIL": "team@example.org",
    }  # fmt: skip
    with served_at(data, port, **env):
        yield address


def test_a_question_becomes_an_answer_of_a_person_and_then_knowledge(
    tmp_path: Path,
    database_url: str,
    post: tuple[Post, int],
    browser: Browser,
    free_port: Callable[[], int],
    served_at: Callable[..., AbstractContextManager[Process]],
    wait_for: Callable[..., bool],
    offline_env: dict[str, str],
) -> None:
    mailbox, smtp = post
    account = ["kim", "--name", "Kim Muster", "--email", "kim@example.org", "--role", "editor", "--password-stdin"]
    data_dir = tmp_path / "data"
    env = {**offline_env, "LOTSE_DATA_DIR": str(data_dir), "LOTSE_DATABASE_URL": database_url}
    subprocess.run([LOTSE, "advisor", "add", *account], input=f"{PASSWORD}\n", text=True, env=env, check=True)

    with serving(data_dir, database_url, free_port(), smtp, served_at) as address:
        asker = Asked(browser.new_context(base_url=address, java_script_enabled=False).new_page())
        code, talk = ask(asker)
        assert wait_for(lambda: len(mailbox.to("team@example.org")) == 1)
        [told] = mailbox.to("team@example.org")
        assert QUESTION in told
        assert "rathaus@example.org" not in told
        link = re.search(r"http\S+/console/handoffs/\S+", told)
        assert link is not None

        advisor = Asked(browser.new_context(base_url=address).new_page())
        answer(advisor, link[0])
        assert wait_for(lambda: any(OWN in text for text in mailbox.to("rathaus@example.org")))
        assert any(f"{address}/anliegen/{code}" in text for text in mailbox.to("rathaus@example.org"))

        asker.page.goto(talk)
        expect(asker.page.get_by_text(OWN)).to_be_visible()
        expect(asker.page.get_by_text("Kim Muster").first).to_be_visible()
        asker.shot("6-asker-reads")

        publish(advisor)
        other = Asked(browser.new_context(base_url=address, java_script_enabled=False).new_page())
        assert wait_for(lambda: answered_with(other, OWN))
        expect(other.page.get_by_text("geprüft von der Beratung").first).to_be_visible()
        other.shot("8-next-asker")


def ask(asker: Asked) -> tuple[str, str]:
    """Ask, leave an address, and return the code and the address of the conversation."""
    asker.page.goto("/chat")
    asker.page.get_by_label("Ihre Frage", exact=True).fill(QUESTION)
    asker.page.get_by_text("Ihre Kommune (freiwillig)").click()
    asker.page.get_by_label("Land", exact=True).select_option("HE")
    asker.press("Frage senden")
    asker.shot("1-handed-over")
    code = asker.page.locator(".code").first.inner_text()
    talk = asker.page.url.partition("#")[0]
    assert "/gespraech/" in talk
    asker.page.get_by_label("E-Mail-Adresse").fill("rathaus@example.org")
    asker.page.get_by_label("Ich willige ein").check()
    asker.press("Benachrichtigung einschalten")
    asker.shot("2-contact")
    return code, talk


def answer(advisor: Asked, link: str) -> None:
    """Sign in, take the handoff over, insert a source, add words of one's own, and release."""
    page = advisor.page
    page.goto(link)
    page.get_by_label("Anmeldename").fill("kim")
    page.get_by_label("Passwort").fill(PASSWORD)
    advisor.press("Anmelden")
    advisor.press("Übernehmen")
    advisor.shot("3-claimed")
    page.goto(f"{link}/draft")
    page.get_by_label("Suchwörter").fill("Buchungssystem Räume Vereine")
    advisor.press("Suchen")
    page.get_by_role("button", name=re.compile("Übernehmen in den Entwurf")).first.click()
    text = page.get_by_label("Text der Antwort")
    inserted = text.input_value().strip().splitlines()[-1]
    assert re.search(r"\[\d+\]$", inserted)
    text.fill(f"{OWN}\n{inserted}")
    advisor.press("Speichern und prüfen")
    advisor.shot("4-draft")
    if (confirm := page.get_by_label("Ich habe die Hinweise geprüft")).count():
        confirm.check()
    advisor.press("Antwort freigeben")
    expect(page.get_by_text("Die Antwort ist freigegeben.")).to_be_visible()
    advisor.shot("5-released")


def publish(advisor: Asked) -> None:
    """Publish the released answer."""
    advisor.page.get_by_role("link", name=re.compile("veröffentlichen", re.IGNORECASE)).first.click()
    advisor.page.get_by_label("Ich habe gelesen und geprüft").check()
    advisor.press("Veröffentlichen")
    expect(advisor.page.get_by_text("gehört ab jetzt zum Wissen")).to_be_visible()
    advisor.shot("7-published")


def answered_with(asker: Asked, sentence: str) -> bool:
    asker.page.goto("/chat")
    asker.page.get_by_label("Ihre Frage", exact=True).fill(SIMILAR)
    asker.press("Frage senden")
    return sentence in asker.page.locator("main").inner_text()
