"""A host page's style sheets, however careless or hostile, move nothing in the widget by more than a pixel."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import Stage, answer, closed, handoff, opened, sources

# Declarations that each sheet forces on whatever its selector finds.
FORCED: dict[str, tuple[str, str]] = {
    "resets everything": ("*", "all: unset"),
    "hides everything": ("body *, lotse-chat", "display: none; visibility: hidden; opacity: 0; pointer-events: none"),
    "large": ("*", "font: 900 80px/3 fantasy"),
    "spaced": (
        "*",
        "letter-spacing: 1em; word-spacing: 2em; text-indent: 5em; text-transform: uppercase; white-space: pre",
    ),
    "turned": (
        "body *",
        "direction: rtl; unicode-bidi: bidi-override; writing-mode: vertical-rl; transform: rotate(9deg)",
    ),
    "placed": (
        "body *",
        "position: absolute; float: right; top: 5px; margin: 40px; contain: strict; filter: blur(2px)",
    ),
    "small": (
        "body *",
        "zoom: 3; width: 7px; max-width: 10px; height: 3px; overflow: hidden; padding: 50px; columns: 3",
    ),
    "parts": ("[role=dialog], .dialog, .log, .foot, .panel, .launcher, button, #field", "display: none"),
    "boxes": ("*", "box-sizing: content-box; border: 20px dotted red; min-height: 300px; line-height: 4"),
    "root": (":root", "font-size: 80px; overflow: hidden; writing-mode: vertical-lr"),
}
STYLES = {
    name: f"{selector} {{ {declarations.replace(';', ' !important;')} !important; }}"
    for name, (selector, declarations) in FORCED.items()
}
_PLACES = """() => [...document.querySelector("lotse-chat").shadowRoot.querySelectorAll("*")]
  .filter((node) => node.checkVisibility({visibilityProperty: true, opacityProperty: true})).map((node) => {
    const {x, y, width, height} = node.getBoundingClientRect();
    return [`${node.localName}.${node.getAttribute("class")}`, x, y, width, height];
  }).filter(([, , , width, height]) => width * height > 0)"""
Place = tuple[str, float, float, float, float]


def places(browser: Browser, line: Line, address: str) -> Iterator[list[Place]]:
    """Give where each part of the widget is, in five states."""
    context = browser.new_context(reduced_motion="reduce")
    stage = Stage(context.new_page(), line)
    stage.page.goto(address)
    for enter in (closed, opened, Stage.ask, answer, sources, handoff):
        if enter is handoff:
            stage.page.keyboard.press("Escape")
        enter(stage)
        if enter is not Stage.ask:
            stage.page.mouse.move(0, 0)  # nothing is lit because the pointer is over it
            yield stage.page.evaluate(_PLACES)
    context.close()


@pytest.fixture(scope="module")
def site(real: tuple[str, Line]) -> Iterator[str]:
    """Serve the same page without a style sheet and with each of the hostile ones."""
    head = script(real[0])
    styled = {name.replace(" ", "-"): HostPage(head, style=style) for name, style in STYLES.items()}
    with hosting({"none": HostPage(head, style=""), **styled}) as address:
        yield address


@pytest.fixture(scope="module")
def undisturbed(browser: Browser, real: tuple[str, Line], site: str) -> list[list[Place]]:
    """Give the places on a page without a style sheet."""
    return list(places(browser, real[1], f"{site}/none"))


@pytest.mark.parametrize("style", STYLES)
def test_nothing_moves(
    browser: Browser, real: tuple[str, Line], site: str, undisturbed: list[list[Place]], style: str
) -> None:
    for before, now in zip(undisturbed, places(browser, real[1], f"{site}/{style.replace(' ', '-')}"), strict=True):
        assert len(before) > 3
        assert [name for name, *_ in now] == [name for name, *_ in before]
        moved = [(one, other) for one, other in zip(before, now, strict=True) if not near(one, other)]
        assert moved == []


def near(one: Place, other: Place) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(one[1:], other[1:], strict=True))
