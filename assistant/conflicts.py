"""Sources that contradict what an answer says: shown side by side with their dates instead of one being chosen. Pure.

Two kinds are found: a sentence beside the drafted one that speaks of other figures itself ("Eine andere Quelle nennt
…"), and a sentence of another document that says the same thing with other figures of the same unit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.composing.draft import Drafted, Support
from assistant.retrieval import Evidence
from knowledge.documents import Passage, Sentence
from knowledge.freshness import age
from knowledge.german import stem
from knowledge.matching import topic_words
from knowledge.search import Hit

SAME = 0.6  # share of the shorter sentence's content words from which two sentences say the same thing
MOST = 2  # contradictions shown in one answer
KEPT = 1_500  # passages whose figures are kept; the starter knowledge has 655
_OTHERWISE = re.compile(
    r"\b(andere|weitere|ältere|neuere) (Quelle|Angabe|Übersicht|Bericht)\w*|widersprech\w+|widerspricht"
    r"|\bje nach (Quelle|Bericht)\b|\b(unterschiedliche|verschiedene|abweichende) (Werte|Angaben|Zahlen)\b"
    r"|\bverschieden an\b",
    re.IGNORECASE,
)
_UNIT = (
    r"Euro|€|Prozent|%|Millionen|Milliarden|Einwohner\w*|Haushalte\w*|Sensoren|Stunden|Tagen?|Wochen|Monaten?|Jahren?"
)
_FIGURE = re.compile(rf"(\d+(?:\.\d{{3}})*(?:,\d+)?)\s*((?:(?:Millionen|Milliarden)\s+)?(?:{_UNIT}))")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A drafted statement, the literal sentence that contradicts it, and the passage that sentence stands in."""

    statement: Drafted
    text: str
    support: Support

    def note(self, language: str = "de") -> str:
        """Return the sentence that introduces the second statement, with the date of each source."""
        heads = (self.statement.support[0].hit.meta, self.support.hit.meta)
        dates = "; ".join(dict.fromkeys(age(meta, language) for meta in heads))
        if language == "en":
            return f"The sources differ on this ({dates})."
        return f"Dazu nennen die Quellen Verschiedenes ({dates})."


def conflicts(drafted: Sequence[Drafted], evidence: Evidence) -> tuple[Conflict, ...]:
    """Return up to MOST contradictions between the drafted statements and sentences that the draft leaves out."""
    said = {one.text for one in drafted}
    telling = [(hit, *each) for hit in evidence.hits for each in _telling(hit.passage) if each[1] not in said]
    found: dict[str, Conflict] = {}
    for one in drafted:
        for hit, sentence, text in telling:
            if text not in found and (_beside(one, hit, text) or _differs(one, hit, text)):
                found[text] = Conflict(one, text, Support(hit, sentence.origins))
    return tuple(found.values())[:MOST]


@lru_cache(maxsize=KEPT)
def _telling(passage: Passage) -> tuple[tuple[Sentence, str], ...]:
    """Return the sentences that can contradict another at all: they hold a figure, or speak of other sources."""
    texts = ((sentence, passage.text[sentence.start : sentence.end]) for sentence in passage.sentences)
    return tuple((sentence, text) for sentence, text in texts if _figures(text) or _OTHERWISE.search(text))


def _beside(one: Drafted, hit: Hit, text: str) -> bool:
    """Return whether a sentence next to the drafted one speaks of another source's figures."""
    passage = hit.passage
    if passage.id != one.support[0].hit.passage.id or not _OTHERWISE.search(text):
        return False
    texts = [passage.text[s.start : s.end] for s in passage.sentences]
    return one.text in texts and abs(texts.index(one.text) - texts.index(text)) == 1


def _differs(one: Drafted, hit: Hit, text: str) -> bool:
    """Return whether another document says the same with other figures of the same unit."""
    if hit.meta.id == one.support[0].hit.meta.id:
        return False
    other = _figures(text)
    if not other:
        return False
    mine = _figures(one.text)
    units = mine.keys() & other.keys()
    return bool(units) and all(mine[unit].isdisjoint(other[unit]) for unit in units) and _alike(one.text, text)


def _alike(one: str, other: str) -> bool:
    """Return whether two sentences speak of the same subject; figures, units and words like "kostete" say nothing."""
    mine, theirs = (frozenset(map(stem, topic_words(_FIGURE.sub("", text)))) for text in (one, other))
    shorter = min(len(mine), len(theirs))
    return shorter > 1 and len(mine & theirs) >= SAME * shorter


@lru_cache(maxsize=4_096)  # sentences, most of which have none
def _figures(text: str) -> Mapping[str, set[str]]:
    """Return the figures of a text by their unit.

    >>> _figures("Das kostete 1.200 Euro in 3 Jahren.") == {"euro": {"1200"}, "jahre": {"3"}}
    True
    """
    found: dict[str, set[str]] = {}
    for figure, unit in _FIGURE.findall(text):
        key = " ".join(unit.lower().replace("€", "euro").replace("%", "prozent").split()).removesuffix("n")
        found.setdefault(key, set()).add(figure.replace(".", ""))
    return found
