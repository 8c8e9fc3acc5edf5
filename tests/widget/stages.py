"""Every state that an asker sees the widget in, as one walk: each step goes on from where the one before it stopped."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.widget.relay import Line

QUESTION = "Was kostet ein Rufbus auf dem Land?"
LAUNCHER = "Lotse fragen"


@dataclass(frozen=True)
class Stage:
    """A page with a widget, and the line between it and a real Lotse."""

    page: Page
    line: Line

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Return the last button of this name."""
        return self.page.get_by_role("button", name=name, exact=True).last

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button."""
        self.button(name).click()

    def shows(self, text: str | re.Pattern[str]) -> None:
        """Wait until a text is seen."""
        expect(self.page.get_by_text(text).last).to_be_visible()

    def ask(self, text: str = QUESTION) -> None:
        """Type a question and send it."""
        self.page.get_by_label("Ihre Frage").last.fill(text)
        self.press("Senden")


def closed(stage: Stage) -> None:
    """Wait for the launcher."""
    expect(stage.button(LAUNCHER)).to_be_visible()


def opened(stage: Stage) -> None:
    """Open the dialog, with its notice and suggestions."""
    stage.press(LAUNCHER)
    stage.shows("Sie schreiben mit einer KI")
    stage.shows("Zum Beispiel")


def profile(stage: Stage) -> None:
    """Tell two things of the municipality and open one of them again."""
    stage.press("Angaben zu Ihrer Kommune")
    stage.page.get_by_label("Land", exact=True).select_option("HE")
    stage.page.get_by_label("Einwohner").fill("8000")


def told(stage: Stage) -> None:
    """Keep what was told of the municipality."""
    stage.press("Übernehmen")
    stage.shows("Hessen")


def unreachable(stage: Stage) -> None:
    """Ask while Lotse cannot be reached, until the widget gives up."""
    stage.line.down = lambda request: request.startswith("POST /api/v1/chat")
    stage.ask()
    stage.shows("Die Verbindung ist unterbrochen")
    again = stage.page.get_by_role("button", name="Noch einmal versuchen")
    while not again.count():
        stage.page.clock.fast_forward(4_000)
    expect(again).to_be_visible()


def progress(stage: Stage) -> None:
    """Ask again, and see what Lotse does until it searches."""
    stage.line.mend()
    stage.line.hold(after=3)
    stage.press("Noch einmal versuchen")
    stage.shows(re.compile(r"Suche in \d+ Dokumenten"))


def answer(stage: Stage) -> None:
    """Wait for the whole answer."""
    stage.line.mend()
    stage.shows("Hat das geholfen?")


def sources(stage: Stage) -> None:
    """Open a source, with the cited words marked."""
    stage.page.get_by_role("button", name=re.compile("^Quelle 1")).first.click()
    expect(stage.page.locator("lotse-chat mark").first).to_be_visible()


def plain(stage: Stage) -> None:
    """Switch to plain language in the tools, and go back to the answer."""
    stage.page.keyboard.press("Escape")
    stage.press("Mehr")
    stage.page.get_by_role("switch", name="Einfachere Sprache").click()
    stage.page.keyboard.press("Escape")
    stage.shows("Begriffe")


def tools(stage: Stage) -> None:
    """Open the tools, and ask to delete the conversation."""
    stage.press("Mehr")
    stage.press("Gespräch löschen")
    stage.shows("Endgültig löschen")


def feedback(stage: Stage) -> None:
    """Say that the answer did not help, and be asked why."""
    stage.page.keyboard.press("Escape")
    stage.press("Nein")
    stage.shows("Was war nicht gut?")


def handoff(stage: Stage) -> None:
    """Open the form for a person, filled in with the question."""
    stage.press("Mit einem Menschen sprechen")
    stage.shows("Weitergegeben werden")


def mistakes(stage: Stage) -> None:
    """Send the form with an address that is none and without consent."""
    stage.page.get_by_label("E-Mail-Adresse").fill("kein")
    stage.press("An das Beratungsteam senden")
    stage.shows("Bitte geben Sie eine Adresse an")


def confirmation(stage: Stage) -> None:
    """Send the form as it should be."""
    stage.page.get_by_label("E-Mail-Adresse").fill("")
    stage.press("An das Beratungsteam senden")
    stage.shows("Ein Mensch kümmert sich darum")


STATES: dict[str, Callable[[Stage], None]] = {
    state.__name__: state
    for state in (
        closed, opened, profile, told, unreachable, progress, answer, sources, plain, tools, feedback, handoff,
        mistakes, confirmation,
    )
}  # fmt: skip
