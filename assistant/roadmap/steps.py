"""Reads the numbered steps of a guidance document from its passages, whole and in order. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.documents import Passage

MIN_STEPS = 3  # a shorter numbered list is no way to proceed
TITLE_CHARS = 90  # a lead-in longer than this is cut at its first colon or semicolon
_NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)
_BREAK = re.compile(r"[:;] ")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A literal sentence and the positions of its origins in the document's sources."""

    text: str
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the guidance words it: lead-in, the sentences that explain it, and its first passage."""

    title: str
    sentences: tuple[Spoken, ...]
    origins: tuple[int, ...]
    passage: Passage

    @property
    def text(self) -> str:
        """Lead-in and explanation in one string."""
        return " ".join([self.title, *(spoken.text for spoken in self.sentences)])


def steps_of(passages: Iterable[Passage]) -> tuple[Step, ...]:
    """Return the steps of the section with the longest numbered list; none when it has fewer than MIN_STEPS."""
    sections: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        sections.setdefault(passage.headings, []).append(passage)
    found = max((_steps(section) for section in sections.values()), key=len, default=())
    return found if len(found) >= MIN_STEPS else ()


def spoken_in(passage: Passage) -> list[Spoken]:
    """Return the sentences of a passage in order."""
    return [Spoken(" ".join(passage.text[s.start : s.end].split()), s.origins) for s in passage.sentences]


def _steps(section: Sequence[Passage]) -> tuple[Step, ...]:
    """Return the steps of a section, which may run over several passages."""
    grouped: list[tuple[Passage, list[Spoken]]] = []
    awaited: list[int] = [1]  # the next number of each list that is open, the inner last
    for passage in section:
        starts = {m.end(): int(m.group(1)) for m in _NUMBERED.finditer(passage.text)}
        for sentence, spoken in zip(passage.sentences, spoken_in(passage), strict=True):
            if (number := starts.get(sentence.start)) is not None and _opens_step(number, awaited):
                grouped.append((passage, []))
            if grouped:
                grouped[-1][1].append(spoken)
    return tuple(_step(passage, said) for passage, said in grouped)


def _opens_step(number: int, awaited: list[int]) -> bool:
    """Return whether a number continues the outer list; an inner list begins with 1 again and goes on while it can."""
    while len(awaited) > 1 and number not in (1, awaited[-1]):
        awaited.pop()
    if number == 1 and awaited[0] > 1:
        awaited.append(1)
    awaited[-1] = number + 1
    return len(awaited) == 1


def _step(passage: Passage, said: Sequence[Spoken]) -> Step:
    first, rest = said[0], list(said[1:])
    title = first.text
    if len(title) > TITLE_CHARS and (cut := _BREAK.search(title)):
        rest.insert(0, Spoken(title[cut.end() :], first.origins))
        title = title[: cut.start()]
    origins = tuple(dict.fromkeys(n for spoken in said for n in spoken.origins))
    return Step(title.removesuffix("."), tuple(rest), origins, passage)
