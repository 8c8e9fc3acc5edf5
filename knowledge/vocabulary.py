"""The thesaurus of the field: what people call a thing, and what else it is called.

Concepts are kept by hand in knowledge/vocabulary/*.yaml: preferred term, synonyms, lay words, abbreviations, English.
Explanations are for people who meet a word; they are never searched and name no concept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.german import analyse, words

FOLDER = Path(__file__).parent / "vocabulary"
_KEYS = ("synonyms", "lay", "abbreviations", "english")
_PREFIX_FROM = 7  # letters from which a wording also matches the head of a longer compound

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with all its wordings as stems; `term` is the preferred one as people read it.

    `explanations` are (word as people read it, what it means) of some words of the field; `broader` is the term of the
    concept above it.
    """

    term: str
    wordings: tuple[Stems, ...]
    explanations: tuple[tuple[str, str], ...] = ()
    broader: str = ""


class Vocabulary:
    """Finds the concepts that a question names."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_first: dict[str, list[tuple[Stems, Concept]]] = {}
        self.concepts = tuple(concepts)
        for concept in self.concepts:
            for wording in concept.wordings:
                self._by_first.setdefault(min(wording), []).append((wording, concept))

    def named_in(self, stems: Sequence[str]) -> list[tuple[Concept, Stems]]:
        """Return (concept, the wording that named it) for each concept in a question's stems, each once.

        Of wordings of the same length the first in the question counts, whole words before beginnings of words.

        >>> rufbus = Concept("Rufbus", (("rufbus",), ("bus", "bestell")))
        >>> [c.term for c, _ in Vocabulary([rufbus]).named_in(["bestell", "bus", "land"])]
        ['Rufbus']
        """
        begun = (stem[:n] for stem in stems for n in range(len(stem) - 1, _PREFIX_FROM - 1, -1))
        said = dict.fromkeys((*stems, *begun))
        found: dict[str, tuple[Concept, Stems]] = {}
        for stem in said:
            for wording, concept in self._by_first.get(stem, ()):
                if said.keys() >= set(wording) and len(wording) > len(found.get(concept.term, (concept, ()))[1]):
                    found[concept.term] = (concept, wording)
        return [found[term] for term in sorted(found)]


def load(folder: Path = FOLDER) -> Vocabulary:
    """Return the vocabulary of a folder of YAML files."""
    return Vocabulary(concept for path in sorted(folder.glob("*.yaml")) for concept in _concepts(path))


@cache
def starter() -> Vocabulary:
    """Return the vocabulary that ships with Lotse, read once."""
    return load()


def _concepts(path: Path) -> Iterable[Concept]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["concepts"]:  # noqa: S506 - a safe loader
        texts = [entry["term"], *(text for key in _KEYS for text in entry.get(key, ()))]
        wordings = dict.fromkeys(stems for text in texts if (stems := _stems(str(text))))
        explained = tuple((str(word), str(text)) for word, text in entry.get("explanations", {}).items())
        yield Concept(str(entry["term"]), tuple(wordings), explained, str(entry.get("broader", "")))


def _stems(wording: str) -> Stems:
    """Return a wording's distinct stems; none when stop words leave only one of several words: too little to go by."""
    stems = tuple(dict.fromkeys(analyse(wording)[0]))
    return () if len(stems) == 1 and len(words(wording)) > 1 else stems
