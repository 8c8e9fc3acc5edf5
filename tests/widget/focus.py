"""A person with nothing but a keyboard: each key is pressed, and then the focus is looked for as eyes would."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

EYES = Path(__file__).with_name("eyes.js").read_text(encoding="utf-8")
EARS = Path(__file__).with_name("ears.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Focus:
    """What has the focus, and how it is seen; `contrast` is that of the outline against what is behind it."""

    tag: str
    name: str
    inside: bool
    dialog: bool  # the dialog is open
    on_screen: bool
    covered: bool
    outline_px: float
    contrast: float
    value: str | None

    def faults(self) -> list[str]:
        """Return what a person who looks for this focus would miss."""
        if not self.inside:
            return ["lost while the dialog is open"] if self.dialog and self.tag == "body" else []
        found = {
            "not on the screen": not self.on_screen,
            "covered": self.covered,
            "without outline": self.outline_px < 1,
            f"outline of contrast {self.contrast:.1f}": self.contrast < 3,
        }
        return [fault for fault, is_so in found.items() if is_so]


class Keyboard:
    """Presses keys in a page with a widget; `faults` are all that was wrong with the focus after each key."""

    def __init__(self, page: Page) -> None:
        self.page, self.faults, self.keys = page, list[str](), 0
        page.evaluate(EYES)

    def press(self, key: str) -> Focus:
        """Press one key and return where the focus is then."""
        self.page.keyboard.press(key)
        self.keys += 1
        focus = self.focus()
        self.faults += [f"{key} -> {focus.tag} {focus.name[:60]!r}: {fault}" for fault in focus.faults()]
        return focus

    def type(self, text: str) -> None:
        """Press the keys of a text."""
        for letter in text:
            self.press(letter)

    def to(self, name: str, key: str = "Tab", most: int = 80) -> Focus:
        """Press a key until the focus is on something whose name matches the pattern."""
        passed = []
        for _ in range(most):
            focus = self.press(key)
            if re.search(name, focus.name):
                return focus
            passed.append(focus.name[:40] or focus.tag)
        raise AssertionError(f"{most} times {key} and no {name!r}, only {passed}")

    def focus(self) -> Focus:
        """Return where the focus is now."""
        return Focus(**self.page.evaluate("eyes.look()"))

    def lost(self) -> list[str]:
        """Return what had the focus before it was lost, once for each frame without focus in an open dialog."""
        found: list[str] = self.page.evaluate("eyes.lost")
        return found


def listen(page: Page) -> None:
    """Begin to hear what is announced on a page with a widget."""
    page.evaluate(EARS)


def heard(page: Page) -> list[str]:
    """Return what has been announced since the last time."""
    found: list[str] = page.evaluate("ears.heard.splice(0)")
    return found
