"""A chat window as an asker uses it: typing, reading, pressing buttons by their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

_CATCH = "window.told = []; for (const name of names) addEventListener(name, (e) => told.push([name, e.detail]));"


@dataclass(frozen=True)
class Chat:
    """The opened widget on a page of some website."""

    page: Page

    @property
    def panel(self) -> Locator:
        """The region over the transcript."""
        return self.page.locator("lotse-chat .panel")

    @property
    def answer(self) -> Locator:
        """The latest answer of the assistant."""
        return self.page.locator("lotse-chat article.assistant").last

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """Return the button of an accessible name."""
        return (within or self.page.locator("lotse-chat")).get_by_role("button", name=name)

    def ask(self, text: str) -> dict[str, Any]:
        """Ask, wait until the answer is whole, and return the reply that it shows."""
        before = len(self.told("lotse:answer"))
        self.page.get_by_label("Ihre Frage", exact=True).fill(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("n => told.filter(([name]) => name === 'lotse:answer').length > n", arg=before)
        reply: dict[str, Any] = self.told("lotse:answer")[-1]["reply"]
        return reply

    def told(self, name: str) -> Sequence[Any]:
        """Return the details of the events of a name that the page has heard."""
        return [detail for heard, detail in self.page.evaluate("told") if heard == name]

    def focused(self) -> Locator:
        """Return what has the focus inside the widget."""
        return self.page.locator("lotse-chat :focus")


def opened(page: Page) -> Chat:
    """Open the widget of a page, and listen to what it tells the page."""
    page.evaluate(f"names => {{ {_CATCH} }}", ["lotse:answer", "lotse:handoff", "lotse:error"])
    page.evaluate("document.querySelector('lotse-chat').open()")
    return Chat(page)
