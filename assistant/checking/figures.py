"""Reads the figures of German text: value, unit, bound and rate. Pure; knows nothing of passages or answers.

Knows what reports write: "1.200", "1,2 Mio. €", "zwölf", "ein Drittel", "3–5 Jahre", "achtwöchig".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from knowledge.german import content_words, stem

_SMALL = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
)
_TENS = {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80}
_WORDS: dict[str, float] = {
    **{word: n for n, word in enumerate(_SMALL.split())},
    **_TENS,
    "achtzehn": 18, "neunzehn": 19, "neunzig": 90, "hundert": 100, "tausend": 1_000, "dutzend": 12,
    "ein drittel": 1 / 3, "zwei drittel": 2 / 3, "ein viertel": 1 / 4, "drei viertel": 3 / 4,
    "hälfte": 1 / 2, "halbe": 1 / 2, "halben": 1 / 2, "halbes": 1 / 2,
}  # fmt: skip
_TIMES = {"tsd": 1e3, "tausend": 1e3, "mio": 1e6, "million": 1e6, "mrd": 1e9, "milliarde": 1e9}
_UNITS: dict[str, str] = {
    "%": "%", "prozent": "%", "prozentpunkt": "%-punkt", "€": "€", "euro": "€", "eur": "€", "cent": "cent", "°": "°",
    "grad": "°", "uhr": "uhr", "minute": "min", "min": "min", "sekunde": "s", "stunde": "h", "tag": "tag",
    "woche": "woche", "monat": "monat", "jahr": "jahr", "m": "m", "meter": "m", "km": "km", "kilometer": "km",
    "quadratkilometer": "km²", "quadratmeter": "m²", "kubikmeter": "m³", "hektar": "ha", "liter": "l", "tonne": "t",
    "kilogramm": "kg", "kilowatt": "kw", "kw": "kw", "megawatt": "mw", "mw": "mw", "kilowattstunde": "kwh",
    "kwh": "kwh", "megawattstunde": "mwh", "byte": "byte", "mbit": "mbit", "gbit": "gbit", "mhz": "mhz",
    "punkt": "punkt",
}  # fmt: skip
_LONG = {"wöchig": "woche", "monatig": "monat", "jährig": "jahr", "tägig": "tag", "stündig": "h", "minütig": "min"}
_ENDINGS = ("", "n", "en", "e", "s", "es")
_RATES = {
    "monatlich": "monat", "im monat": "monat", "jährlich": "jahr", "im jahr": "jahr", "täglich": "tag", "am tag": "tag",
    "wöchentlich": "woche", "stündlich": "h",
}  # fmt: skip
_BOUNDS = {
    ">": "über|mehr als|mindestens|wenigstens|ab", "<": "unter|weniger als|höchstens|maximal|bis zu|bis",
    "~>": "gut", "~<": "knapp|fast|nahezu|beinahe", "~": r"rund|etwa|ca\.|circa|ungefähr",
}  # fmt: skip
_BOUND = {mark: re.compile(rf"\b(?:{words})(?: die| der| einem| einer)?\s*$", re.I) for mark, words in _BOUNDS.items()}
_ONE = r"eine?[mnrs]?(?=\s+(?:Jahr|Monat|Woche|Tag|Stunde|Minute|Million|Milliarde|Euro|Prozent)\w*)"
_NUMBER = re.compile(
    r"(?<![\w.,/])(?:(?P<digits>\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[,.](?P<part>\d{1,3}))?(?!\w)"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}|{_ONE})\b"
    rf"|\b(?P<joined>\d+-?|{'|'.join(_WORDS)})(?={'|'.join(_LONG)}))",
    re.I,
)
_AFTER = re.compile(r"[\s\u00a0\u202f-]*([%€°]|[^\W\d_]+)\.?")
_EACH_BEFORE = re.compile(r"\b(?:je|jeweils|pro)\s+(?:\w+\s+)?$", re.I)
_EACH_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:je|pro)\s+([^\W\d_]+)", re.I)
_RATE_AFTER = re.compile(rf"^\W*(?:\w+\W+){{0,3}}?({'|'.join(_RATES)})", re.I)
_RANGE = re.compile(r"^\s*(?:–|-|bis|und|oder|von)\s*$")
_STOPS = re.compile(r"[,;:.!?()–]")
_NEXT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as meant. `unit` is a measure or ""; `named` the stems of the words that follow; `per` a rate or ""."""

    value: float
    unit: str
    named: frozenset[str]
    bound: str
    per: str
    start: int
    end: int


def figures_of(text: str) -> list[Figure]:
    """Return the figures of a text, in order; dates must be blanked out before.

    >>> [(f.value, f.unit, f.bound) for f in figures_of("Über 3,4 Mio. € für zwei bis drei Jahre, 25 % mehr")]
    [(3400000.0, '€', '>'), (2.0, 'jahr', ''), (3.0, 'jahr', ''), (25.0, '%', '')]
    """
    found = list(_read(text))
    for at in range(len(found) - 2, -1, -1):  # "3 bis 5 Jahre": the first takes the unit of the second
        one, following = found[at], found[at + 1]
        if not one.unit and _RANGE.match(text[one.end : following.start]) and text[one.end :].lstrip()[:3] != "von":
            found[at] = replace(one, unit=following.unit, named=following.named)
            found[at + 1] = replace(following, bound="")
    return found


def _read(text: str) -> Iterator[Figure]:
    matches = list(_NUMBER.finditer(text))
    for at, match in enumerate(matches):
        end, value = _times(text, match.end(), _value(match))
        until = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        after = text[end:until]
        unit, end = _unit(after, end)
        yield Figure(
            value, unit, _named(after), _bound(text[: match.start()], unit), _per(text, match, end), match.start(), end
        )


def _value(match: re.Match[str]) -> float:
    if joined := match["joined"]:
        return _WORDS[joined.lower()] if joined.isalpha() else float(joined.rstrip("-"))
    if match["digits"] is None:
        return float(_WORDS.get(re.sub(r"\s+", " ", match["word"].lower()), 1))
    return float(re.sub(r"\D", "", match["digits"]) + "." + (match["part"] or "0"))


def _times(text: str, end: int, value: float) -> tuple[int, float]:
    word = _AFTER.match(text, end)
    factor = _TIMES.get(_singular(word[1].lower(), _TIMES)) if word else None
    return (word.end(), value * factor) if word and factor else (end, value)


def _singular(word: str, known: dict[str, float] | dict[str, str]) -> str:
    return next((word.removesuffix(e) for e in _ENDINGS if word.endswith(e) and word.removesuffix(e) in known), word)


def _unit(after: str, end: int) -> tuple[str, int]:
    """Return the measure that follows, also behind one adjective ("15.000 eingetragene Liter"), and where it ends."""
    for long, unit in _LONG.items():
        if after.lower().startswith(long):
            return unit, end
    clipped = _STOPS.split(after, maxsplit=1)[0]
    for word in list(_AFTER.finditer(clipped))[:2]:
        if known := _UNITS.get(_singular(word[1].lower(), _UNITS)):
            return known, end + word.end()
        if word[1][:1].isupper():
            break
    return "", end


def _named(after: str) -> frozenset[str]:
    following = list(content_words(_STOPS.split(after, maxsplit=1)[0]))[:_NEXT_WORDS]
    return frozenset(map(stem, following))


def _bound(before: str, unit: str) -> str:
    for mark, pattern in _BOUND.items():
        found = pattern.search(before)
        if found and not (found[0].lower().startswith("über") and unit in {"jahr", "monat", "woche", "tag"}):
            return mark  # "über sieben Jahre" is how long, not how many more
    return ""


def _per(text: str, match: re.Match[str], end: int) -> str:
    after = _STOPS.split(text[end:], maxsplit=1)[0]
    if rate := _RATE_AFTER.match(after):
        return _RATES[rate[1].lower()]
    if each := _EACH_AFTER.match(after):
        return _UNITS.get(_singular(each[1].lower(), _UNITS)) or stem(each[1].lower())
    return "*" if _EACH_BEFORE.search(text[: match.start()]) else ""


@cache
def measures() -> frozenset[str]:
    """Return the words that belong to a figure rather than to a claim: numbers and units, in every ending."""
    known = {*_WORDS, *_TIMES, *_UNITS}
    return frozenset(f"{word}{ending}" for word in known for ending in _ENDINGS) | {word + "te" for word in _WORDS}
