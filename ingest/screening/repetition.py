"""Decides which passages are boiler-plate: they stand word for word in many items of a source. Pure.

Of each text one copy stays, so that nothing is lost that is said somewhere (ADR 21).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.screening.verdicts import Reason, digest_of

LEAST_ITEMS = 10  # two or three documents, or a handful, share a text for a reason
ONE_IN = 10  # items at least: what fewer share speaks of them, as the address of the office they have in common
LEAST_WORDS = 12  # "Es fallen keine Gebühren an." repeats, and answers a question about each document
OWN = 0  # instead of a mark: no matter where else these words stand, they belong to their document
REPEATED = digest_of("repeated")  # a release covers whatever number of documents it stands in
_NUMBERED = re.compile(r"\W*(?:§|art(?:ikel|\.)?\s*\d|(?:abschnitt|teil|ziffer|nr\.)\s*\d|\(\d+\)|\d+\.|\d+\))", re.I)


@dataclass(frozen=True, slots=True)
class Contents:
    """A document, the item that holds it, and the marks of its passages.

    `decided` are marks of passages that an editor has released or rejected: they count, and are not touched.
    """

    id: str
    item: str
    marks: tuple[int, ...]
    decided: frozenset[int] = frozenset()

    @property
    def open(self) -> frozenset[int]:
        """The marks that nobody has decided on."""
        return frozenset(self.marks) - self.decided


def mark_of(headings: Sequence[str], text: str) -> int:
    """Return what is equal for equal texts, whatever their case and blanks; OWN for what is never boiler-plate.

    That is a text of few words, and a numbered section: § 9 belongs to its statute, however many others end alike.

    >>> text = "Abonnieren Sie unseren Newsletter und erfahren Sie jede Woche, was in der Stadt geschieht."
    >>> mark_of((), text) == mark_of(("Aktuelles",), text.upper().replace(" ", "  ")) != OWN
    True
    >>> mark_of(("§ 9 Inkrafttreten",), text), mark_of(("Gebühren",), "Es fallen keine Gebühren an.")
    (0, 0)
    """
    words = text.casefold().split()
    if len(words) < LEAST_WORDS or _NUMBERED.match(headings[-1] if headings else "") or _NUMBERED.match(text):
        return OWN
    return int.from_bytes(hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:8]) or 1


def repeated(documents: Iterable[Contents]) -> dict[str, dict[int, Reason]]:
    """Return, by document of one source and mark, why a passage is held.

    A document of which nothing else would be left keeps all it has. Otherwise the one with the fewest passages keeps
    its copy, because there it is most at home.

    >>> pages = [Contents(f"{n}", f"{n}.html", (n + 1, 999) if n < 10 else (n + 1,)) for n in range(200)]
    >>> len(repeated(pages)), len(repeated(pages[:100]))
    (0, 9)
    """
    by_item = sorted(documents, key=lambda one: one.item)
    standing: Counter[int] = Counter()
    items = 0
    for _, group in groupby(by_item, key=lambda one: one.item):
        standing.update({mark for one in group for mark in one.marks})
        items += 1
    common = {mark for mark, number in standing.items() if number >= max(LEAST_ITEMS, items / ONE_IN)} - {OWN}
    kept: set[int] = set()
    others: list[Contents] = []
    for one in by_item:
        if one.open <= common:
            kept |= one.open
        elif not one.open.isdisjoint(common):
            others.append(one)
    held: dict[str, dict[int, Reason]] = {}
    for one in sorted(others, key=lambda one: (len(one.marks), one.id)):
        if again := one.open & common & kept:
            held[one.id] = {mark: _reason(standing[mark]) for mark in again}
        kept |= one.open & common
    return held


def _reason(number: int) -> Reason:
    """Return a reason that stays the same while a few documents come and go: else each of them would rewrite all."""
    step = 10 ** (len(str(number)) - 1)
    many = f"{number // step * step:,}".replace(",", ".")
    detail = f"Der Abschnitt steht wortgleich in mindestens {many} Dokumenten dieser Quelle; in einem wird er gefunden."
    return Reason("boilerplate", detail, REPEATED)
