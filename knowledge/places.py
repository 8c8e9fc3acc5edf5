"""Where a name lies: states, regions and places of Germany, and what a question tells of the asker's own municipality.

The table (knowledge/places.yaml) holds the 16 states with their regions, all districts and about 1,300 towns.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

import yaml

from knowledge.documents import MunicipalityType

TABLE = Path(__file__).parent / "places.yaml"
RECENT = 16  # texts: a question is searched for places several times; more would keep what people asked
DOMINANT = 8  # a bearer of a name that is this many times larger than the next is the one people mean
_TOKEN = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_ENDINGS = ("", "e", "en", "er", "es", "em", "s")
_BEFORE_COMMON = frozenset("in aus bei nach von für stadt gemeinde kreis landkreis markt".split())
_INHABITANTS = re.compile(
    r"(\d{1,3}(?:[.,\s]\d{3})+|\d+(?:,\d+)?)\s*(tausend|tsd\.?)?\s*"
    r"(?:einwohn\w*|ew\b|leut\w*|menschen|seelen|inhabitants|residents|people)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(wir|uns|unser\w*|ich bin|als)\b"
    r"|^\W*(kleine |große )?(gemeinde|stadt|dorf|kreis|landkreis|kleinstadt|markt|verbandsgemeinde|samtgemeinde|amt)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; a state or region has no population of its own worth comparing, and no type."""

    name: str
    state: str
    population: int | None = None
    common_word: bool = False
    type: MunicipalityType | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: its words (lower case), every place that bears it, the likeliest first, and where it stands."""

    words: tuple[str, ...]
    bearers: tuple[Place, ...]
    start: int = 0
    end: int = 0

    @property
    def is_state(self) -> bool:
        """Whether it names a state or one of its regions, not a municipality or district."""
        return self.bearers[0].population is None and self.bearers[0].type is None

    @property
    def rivals(self) -> tuple[Place, ...]:
        """The places that people may mean by it: one unless the name is ambiguous."""
        first, *others = self.bearers
        return first, *(p for p in others if (p.population or 0) * DOMINANT > (first.population or 1))

    @property
    def states(self) -> frozenset[str]:
        """The states it may lie in: one unless the name is ambiguous."""
        return frozenset(place.state for place in self.rivals)


@dataclass(frozen=True, slots=True)
class Own:
    """What a question tells of the asker's municipality, and the words it takes to tell it."""

    state: str | None = None
    population: int | None = None
    words: frozenset[str] = frozenset()


class Gazetteer:
    """Finds places by name, the longest name first."""

    def __init__(self, named: Iterable[tuple[str, Place]]) -> None:
        self._names: dict[tuple[str, ...], list[Place]] = {}
        for name, place in named:
            self._names.setdefault(tuple(t.lower() for t in _TOKEN.findall(name)), []).append(place)
        self._reach: dict[str, int] = {}  # words of the longest name that begins with a word
        for words in self._names:
            self._reach[words[0]] = max(len(words), self._reach.get(words[0], 1))
        self._recent = lru_cache(maxsize=RECENT)(lambda text: tuple(self._scan(list(_TOKEN.finditer(text)))))

    def mentions(self, text: str) -> list[Mention]:
        """Return the places that a text names, in order.

        >>> hof = Place("Hof", "BY", 45_000, common_word=True)
        >>> [m.words for m in Gazetteer([("Hof", hof)]).mentions("Der Hof ist leer. Was tut man in Hof?")]
        [('hof',)]
        """
        return list(self._recent(text))

    def _scan(self, found: list[re.Match[str]]) -> Iterator[Mention]:
        tokens = [token.group().lower() for token in found]
        at = 0
        while at < len(tokens):
            for length in range(min(self._reach.get(tokens[at], 1), len(tokens) - at), 0, -1):
                words = tuple(tokens[at : at + length])
                before = tokens[at - 1] if at else ""
                plain = length > 1 or before in _BEFORE_COMMON  # "Buchen (Odenwald)" and "in Buchen", not "buchen"
                bearers = [p for p in self._bearers(words) if plain or not p.common_word]
                if bearers:
                    by_size = tuple(sorted(bearers, key=lambda p: -(p.population or 0)))
                    yield Mention(words, by_size, found[at].start(), found[at + length - 1].end())
                    at += length - 1
                    break
            at += 1

    def _bearers(self, words: tuple[str, ...]) -> list[Place]:
        if words in self._names or len(words) > 1:
            return self._names.get(words, [])
        for ending in _ENDINGS[1:]:  # an adjective or genitive: "bayerische", "Hessens"
            stem = words[0].removesuffix(ending)
            if stem != words[0] and len(stem) > 4 and (stem,) in self._names:
                return self._names[(stem,)]
        return []

    def own(self, question: str) -> Own:
        """Return what the asker tells of the own municipality: "eine Gemeinde in Bayern mit 4.500 Einwohnern".

        A place that is merely asked about is not the asker's.
        """
        state: str | None = None
        words: set[str] = set()
        counted = _INHABITANTS.search(question)
        for sentence in _SENTENCE.split(question):
            if not _OWN.search(sentence) and not _INHABITANTS.search(sentence):
                continue
            for mention in self.mentions(sentence):
                if state is None and len(mention.states) == 1:
                    state = next(iter(mention.states))
                    words.update(mention.words)
        return Own(state, _number(counted) if counted else None, frozenset(words))


def inhabitants_at(text: str, at: int) -> tuple[int, int] | None:
    """Return the number of inhabitants that begins at a position, and where it ends: "8.000 Einwohner", "3 Tsd. EW".

    >>> inhabitants_at("mit 4.500 Einwohnern", 4)
    (4500, 20)
    """
    found = _INHABITANTS.match(text, at)
    number = _number(found) if found else None
    return (number, found.end()) if found and number else None


def _number(found: re.Match[str]) -> int | None:
    value = float(re.sub(r"[.,\s](?=\d{3}(?!\d))", "", found.group(1)).replace(",", "."))
    number = int(value * 1000) if found.group(2) else int(value)
    return number if 50 <= number < 20_000_000 else None


def load(table: Path = TABLE) -> Gazetteer:
    """Return the gazetteer of a table."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Gazetteer(_named(yaml.load(table.read_text(encoding="utf-8"), Loader=loader)))  # noqa: S506 - a safe loader


@cache
def starter() -> Gazetteer:
    """Return the gazetteer that ships with Lotse, read once."""
    return load()


def _named(table: dict[str, list[dict[str, object]]]) -> Iterator[tuple[str, Place]]:
    for state in table["states"]:
        for name in (state["name"], *_list(state, "aliases"), *_list(state, "regions")):
            yield str(name), Place(str(name), str(state["code"]))
    for entry in table["places"]:
        population = entry.get("population")
        place = Place(
            str(entry["name"]), str(entry["state"]), population if isinstance(population, int) else None,
            bool(entry.get("common_word")), cast("MunicipalityType | None", entry.get("type")),
        )  # fmt: skip
        for name in (entry["name"], *_list(entry, "aliases")):
            yield str(name), place


def _list(entry: dict[str, object], key: str) -> list[object]:
    found = entry.get(key) or []
    return found if isinstance(found, list) else []
