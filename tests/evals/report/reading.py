"""Reads a page as a browser would: its elements in order, each with what is inside."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "img", "br", "rect", "line", "circle", "path", "polyline"}


@dataclass
class Element:
    """One element with its attributes, the text inside, and the elements it lies in, outermost first."""

    tag: str
    attributes: dict[str, str]
    within: list["Element"]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """All elements of a page in order; an end tag that closes another element than the last one is an error."""

    markup: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.markup)
        assert [element.tag for element in self._open] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def text(self) -> str:
        """What is read on it, with single blanks."""
        return " ".join(self.all("body")[0].text.split())
