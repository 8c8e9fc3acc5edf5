"""Puts the passages of a document under their headings, and lists these for a long one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.reader.blocks import Group, groups_of
from api.reader.marking import Span
from knowledge.documents import Passage

LONG_CHARS, LEAST_HEADINGS = 2_500, 4  # from here a table of contents saves scrolling
_TITLE, _DEEPEST = 1, 6  # levels of headings in HTML; the title of the page is the first


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level in HTML (2 to 6) and the anchor that leads to it."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Part:
    """A passage: the headings that open with it, and its blocks; its pages where they are others than before."""

    id: str
    headings: tuple[Heading, ...]
    groups: tuple[Group, ...]
    pages: str = ""
    page: int | None = None


def parts_of(passages: Sequence[Passage], marks: Mapping[str, Sequence[Span]]) -> tuple[Part, ...]:
    """Return the passages in reading order, each heading once, where the first passage below it begins."""
    parts: list[Part] = []
    above: tuple[str, ...] = ()
    number, pages = 0, ""
    for passage in passages:
        opened = [at for at in range(len(passage.headings)) if passage.headings[: at + 1] != above[: at + 1]]
        headings = tuple(
            Heading(passage.headings[at], min(_TITLE + 1 + at, _DEEPEST), f"abschnitt-{number + n}")
            for n, at in enumerate(opened, start=1)
        )
        number += len(headings)
        above = passage.headings
        groups = groups_of(passage, marks.get(passage.id, ()))
        turned = passage.pages if passage.pages != pages else ""
        parts.append(Part(passage.id, headings, groups, turned, passage.page))
        pages = passage.pages
    return tuple(parts)


def contents_of(parts: Sequence[Part]) -> tuple[Heading, ...]:
    """Return the main headings of a document that is long enough to need them, else none."""
    main = tuple(heading for part in parts for heading in part.headings if heading.level == _TITLE + 1)
    chars = sum(len(block.text) for part in parts for group in part.groups for block in group.blocks)
    return main if chars >= LONG_CHARS and len(main) >= LEAST_HEADINGS else ()
