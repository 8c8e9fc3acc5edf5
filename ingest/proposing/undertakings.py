"""What a report says of an undertaking: when it ran, what it cost in all, and what it was built with."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from ingest.proposing.amounts import amounts_in
from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import BETWEEN, Wording

TECHNOLOGIES = Path(__file__).parent / "technologies.yaml"
OFTEN = 3  # lines that have to name a technology
MOST = 5
_FIRST, _LAST = (rf"(?:[\w./]+\s){{0,2}}(?P<{name}>(?:19|20)\d\d)" for name in ("first", "last"))
_SPAN = re.compile(
    r"(?:^|[|·•;(]\s*)(?:laufzeit|projektzeitraum|projektlaufzeit|projektdauer|zeitraum|dauer)(?:\s+(?:des|der)\s+\w+)?"
    r"\s*(?::|ist|war)\s*(?:von\s+)?"
    rf"{_FIRST}\s*(?:bis|[–-])\s*{_LAST}",
    re.I,
)
_TOTAL = re.compile(
    r"gesamtkosten|gesamtvolumen|projektvolumen|gesamtbudget|projektkosten|investitionskosten|investitionssumme|"
    r"kostete(?:n)?\s+(?:\w+\s){0,3}(?:insgesamt|zusammen)|insgesamt\s+(?:\w+\s){0,4}kostete|"
    r"(?:das|der)\s+(?:\w+)?(?:projekt|vorhaben)\s+kostete",
    re.I,
)


def period(wording: Wording) -> Iterator[Proposal]:
    """Yield the years in which an undertaking ran, where the text calls them so."""
    for said in wording.sentences:
        if (found := _SPAN.search(said.text)) and found.group("first") <= found.group("last"):
            yield Proposal("period", f"{found.group('first')}–{found.group('last')}", said.text)


def cost_eur(wording: Wording) -> Iterator[Proposal]:
    """Yield what an undertaking cost in all: an amount right after the words that say so."""
    for said in wording.sentences:
        for found in _TOTAL.finditer(said.text):
            near = [a for a in amounts_in(said.text) if 0 <= a.start - found.end() <= 40]
            if near:
                yield Proposal("cost_eur", near[0].euros, said.text)


def technologies(wording: Wording) -> Iterator[Proposal]:
    """Yield one proposal: the technologies that a text names more than once, the most named first."""
    folded = wording.text.lower()
    there = {name: words for name, (said, words) in _technologies().items() if any(word in folded for word in said)}
    found = {name: [line for line in wording.lines if words.search(line)] for name, words in there.items()}
    often = {name: named for name, named in found.items() if len(named) >= OFTEN}
    chosen = sorted(often, key=lambda name: (-len(often[name]), name))[:MOST]
    if chosen:
        yield Proposal("technologies", chosen, BETWEEN.join(dict.fromkeys(often[name][0] for name in chosen)))


@cache
def _technologies() -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """Return by name what names a technology, in lower case and as a pattern.

    What the table has in lower case may be the beginning of a word.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, list[str]] = yaml.load(TECHNOLOGIES.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    said = {name: (name, *words) for name, words in table.items()}
    return {
        name: (tuple(word.lower() for word in words), re.compile("|".join(map(_begun, words))))
        for name, words in said.items()
    }


def _begun(words: str) -> str:
    kept = re.escape(words)
    return rf"(?<!\w)(?i:{kept})" if words.islower() else rf"(?<!\w){kept}(?!\w)"
