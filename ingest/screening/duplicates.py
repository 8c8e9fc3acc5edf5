"""Decides which of several nearly identical documents stays; the order in which they came does not matter. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ingest.screening.sketches import words_of
from ingest.screening.verdicts import Reason, digest_of
from ingest.screening.wording import quoted

LEAST_WORDS = 50  # a shorter text is not compared: many a paragraph of a law is the same in another law
ALIKE = 0.85  # of the runs of words that two texts share: one figure changed in 50 words leaves 0.88
DUPLICATE = digest_of("duplicate")  # a release of a duplicate covers whatever it resembles
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document with what decides whether it stays.

    `trusted` comes with Lotse, `named` has an id of its own, `confirmed`: somebody confirmed values of its head.
    """

    id: str
    source: str
    title: str
    trusted: bool = False
    named: bool = False
    confirmed: bool = False

    @property
    def rank(self) -> tuple[bool, bool, bool, str, str]:
        """Who comes first stays."""
        return (not self.trusted, not self.named, not self.confirmed, self.source, self.id)


def same_title(one: str, other: str) -> bool:
    """Return whether two documents claim to be about the same thing.

    A series differs in figures or in a word on either side ("Prüfung der Seiler", "Prüfung der Bäcker"); a copy adds
    the name of its page.

    >>> same_title("Hundesteuer", "Hundesteuer – Stadt Soest"), same_title("Haushalt 2024", "Haushalt 2025")
    (True, False)
    """
    mine, others = set(words_of(one)), set(words_of(other))
    if _FIGURE.findall(one) != _FIGURE.findall(other) or not mine or not others:
        return one.strip() == other.strip()
    return mine <= others or others <= mine


def superfluous(
    candidates: Mapping[str, Candidate], pairs: Iterable[tuple[str, str]], released: Collection[str]
) -> dict[str, Reason]:
    """Return, by document id, why a document is held: it is nearly the same as one that stays.

    Documents in `released` are not held for this, and no other is for them: somebody has looked at both.
    """
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        if same_title(candidates[one].title, candidates[other].title):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    held: dict[str, Reason] = {}
    kept: set[str] = set()
    for key in sorted(near.keys() - set(released), key=lambda key: candidates[key].rank):
        staying = [candidates[other] for other in near[key] & kept]
        if not staying:
            kept.add(key)
        else:
            first = min(staying, key=lambda other: other.rank)
            detail = f"Das Dokument ist fast wortgleich mit {first.id} {quoted(first.title)}, das gefunden wird."
            held[key] = Reason("duplicate", detail, DUPLICATE)
    return held
