"""Puts chosen sentences into an order that reads as an answer, and names the subject where a sentence does not.

The best sentences come first; then details by document, case studies of others last. What stands together in a
document stays together where more is asked for than one fact.
"""

import re
from collections.abc import Sequence

from assistant.composing.candidates import Candidate
from knowledge.documents import FrontMatter
from knowledge.german import content_words, stem

OPENING = 3  # sentences that make the short answer
BEFORE = 1  # sentences that may lead up to the best one
_SUBJECT_ENDS = re.compile(r"\s*[:(–?!]|\s+[-—]\s")  # of a title: "Hof: LandBus auf Bestellung", "Heimat 2.0 – Ziele"
_KINDS_OF_PLACE = frozenset(map(stem, "stadt gemeinde landkreis kreis region verbandsgemeinde amt markt bad".split()))


def in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences (best first) in reading order.

    The short answer, the best OPENING sentences, leads; details follow document by document, each in its
    own order, and other municipalities' examples come last.
    """
    documents = list(dict.fromkeys(c.hit.meta.id for c in chosen))

    def place(c: Candidate) -> tuple[bool, int, int, int]:
        document = documents.index(c.hit.meta.id)
        example = document > 0 and c.hit.meta.kind == "case_study"
        return example, document, c.hit.passage.position, c.place

    opening = _grouped(chosen[:OPENING])
    return [*opening, *sorted(chosen[OPENING:], key=place)]


def in_document_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences (best first) as their documents have them: the best one first, with what it stands among.

    Then passage by passage, the one with the best sentence first, and document by document.
    """
    if not chosen:
        return []
    documents = list(dict.fromkeys(c.hit.meta.id for c in chosen))
    passages = list(dict.fromkeys(c.hit.passage.id for c in chosen))
    beside = _beside(chosen)

    def place(c: Candidate) -> tuple[bool, int, int, int]:
        return c.key not in beside, documents.index(c.hit.meta.id), passages.index(c.hit.passage.id), c.place

    return sorted(chosen, key=place)


def _beside(chosen: Sequence[Candidate]) -> set[tuple[str, int]]:
    """Return the keys of the best sentence and of those that join it in its paragraph or item of a list.

    The first leans on none that is not shown.
    """
    by_key = {c.key: c for c in chosen}
    passage, best = chosen[0].key
    first = last = best
    while best - first < BEFORE and _joined(by_key.get((passage, first - 1)), by_key[passage, first]):
        first -= 1
    while first < best and by_key[passage, first].said.leans:
        first += 1
    while _joined(by_key[passage, last], by_key.get((passage, last + 1))):
        last += 1
    return {(passage, n) for n in range(first, last + 1)}


def _joined(one: Candidate | None, other: Candidate | None) -> bool:
    """Return whether both are there, with no line between them."""
    if one is None or other is None:
        return False
    return "\n" not in one.hit.passage.text[one.sentence.end : other.sentence.start]


def _grouped(opening: Sequence[Candidate]) -> list[Candidate]:
    """Return the opening: the best sentence (with what leans on it) first, the rest by document and position."""
    documents = list(dict.fromkeys(c.hit.meta.id for c in opening))
    pinned = opening[: 2 if len(opening) > 1 and opening[1].said.leans else 1]
    rest = [c for c in opening if c not in pinned]
    return [*pinned, *sorted(rest, key=lambda c: (documents.index(c.hit.meta.id), c.hit.passage.position, c.place))]


def leads(ordered: Sequence[Candidate]) -> list[str]:
    """Return for each sentence the subject to name in front of it, or "".

    A case and a programme are named where the answer turns to them, unless the sentence names them itself; of other
    documents only those whose sentence leans on one that is not shown.
    """
    found: list[str] = []
    for before, one in zip([None, *ordered], ordered, strict=False):
        same = before is not None and before.hit.meta.id == one.hit.meta.id
        meta = one.hit.meta
        named_kind = meta.kind in ("case_study", "funding") or one.said.leans
        subject = "" if same or not named_kind else subject_of(meta)
        found.append("" if not subject or _names(one.said.text, subject) else subject)
    return found


def subject_of(meta: FrontMatter) -> str:
    """Return the subject of a document in a few words: its municipality, else the start of its title, else "".

    >>> subject_of(FrontMatter(id="a", kind="page", title="WiFi4EU (EU): Gutscheine für offenes WLAN"))
    'WiFi4EU'
    """
    named = meta.municipality.name if meta.municipality else meta.title
    start = _SUBJECT_ENDS.split(named, maxsplit=1)[0].strip()
    return start if any(letter.isalpha() for letter in start) and len(start.split()) <= 6 else ""


def _names(text: str, subject: str) -> bool:
    """Return whether a sentence names the subject: the larger part of its telling words, inflected or in compounds."""
    said = {stem(word) for word in content_words(text)}
    telling = telling_of(subject)
    named = sum(any(word.startswith(key) for word in said) for key in telling)
    return named * 2 > len(telling) or (len(telling) > 1 and named * 2 >= len(telling))


def telling_of(subject: str) -> frozenset[str]:
    """Return the stems of a subject's words that tell it apart: "Landkreis Hof" is told by "Hof".

    >>> sorted(telling_of("Landkreis Hof")), sorted(telling_of("Amt"))
    (['hof'], ['amt'])
    """
    stems = frozenset(stem(word) for word in content_words(subject))
    return stems - _KINDS_OF_PLACE or stems
