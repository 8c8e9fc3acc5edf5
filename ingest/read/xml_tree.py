"""Finds elements and attributes of office files by their local names, whatever edition of a format they are of."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol


class Element(Protocol):
    """An element as lxml makes it."""

    @property
    def tag(self) -> Any: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    @property
    def attrib(self) -> Mapping[str, str]: ...
    def __iter__(self) -> Iterator["Element"]: ...
    def iter(self) -> Iterator["Element"]: ...


def local(element: Element) -> str:
    """Return the name of an element without its namespace, empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the value of an attribute by its local name, None where it is missing."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(element: Element | None, name: str) -> int | None:
    """Return the value of an attribute as a whole number, None where it is missing or none."""
    value = attribute(element, name) or ""
    return int(value) if value.lstrip("-").isascii() and value.lstrip("-").isdigit() and len(value) < 10 else None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element below `element` along the names of `path`."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def below(element: Element, *names: str) -> Iterator[Element]:
    """Yield every element of one of these names, in the order of the file."""
    return (one for one in element.iter() if local(one) in names)


def holds(element: Element | None, *names: str) -> bool:
    """Tell whether there is an element of one of these names in `element`."""
    return element is not None and next(below(element, *names), None) is not None
