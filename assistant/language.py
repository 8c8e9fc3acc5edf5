"""Which language a message is in: German and English are answered, others get a polite note in their own language."""

import re
from typing import Literal

from assistant.language_profiles import PROFILES
from knowledge.german import words

_ENGLISH = frozenset(
    """the of and to in is are how what which who why when where do does did can could should would we our for with
    from have has there any about you your my it that this on at be was were hello thanks thank good morning
    evening afternoon bye i an please us help need want me""".split()
)
_GERMAN = frozenset(
    """der die das und ist sind wie was welche welcher wer warum wann wo wir unser unsere für mit von haben hat gibt
    es ein eine einen dem den des im zu auf bei nicht auch oder kann können soll sollen ich sie uns mein meine du bist
    wenn dass mir mich bitte hallo guten danke vielen muss man zum zur vom beim nach aus über""".split()
)
_BY_WORD: dict[str, list[str]] = {}
for _code, (_function_words, _) in PROFILES.items():
    for _word in _function_words.split():
        _BY_WORD.setdefault(_word, []).append(_code)
_BY_LETTER = {letter: code for code, (_, letters) in PROFILES.items() for letter in letters}
_ENOUGH = 2.0  # words, a letter that only one language has counting one and a half
_DENSE = 0.2  # share of a message's words, at least, that speak for the language
_SCRIPTS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_GREETINGS = {
    "bonjour": "fr", "bonsoir": "fr", "hola": "es", "buongiorno": "it", "merhaba": "tr", "selam": "tr",
    "goedemorgen": "nl", "goedendag": "nl", "cześć": "pl", "olá": "pt",
}  # fmt: skip


def language_of(text: str) -> Literal["de", "en"]:
    """Return the language to answer in, by its function words; German when in doubt.

    >>> language_of("How did other towns start with flood sensors?"), language_of("Smart City App")
    ('en', 'de')
    """
    said = words(text)
    english, german = _counts(said)
    return "en" if english > german else "de"


def foreign_language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a message's language when it is neither German nor English, else None.

    >>> foreign_language_of("Comment financer un réseau de capteurs dans notre commune ?")
    'fr'
    >>> foreign_language_of("Wer hat Erfahrung mit Tante Enso in Bollendorf?") is None
    True
    """
    letters = len(_LETTER.findall(text))
    for code, script in _SCRIPTS:
        foreign = len(script.findall(text))
        if foreign and (code == "uk" or foreign > letters / 2) and _mostly(text, letters):
            return code
    said = words(text)
    if len(said) <= 2:
        return _GREETINGS.get(said[0]) if said else None
    best, score = max(_scores(said, set(text.lower())).items(), key=lambda scored: scored[1], default=(None, 0.0))
    return best if score > 1.5 * max(_counts(said)) and score >= max(_ENOUGH, len(said) * _DENSE) else None


def _mostly(text: str, letters: int) -> bool:
    """Return whether most letters are outside the Latin script."""
    return len([letter for letter in _LETTER.findall(text) if letter > "\u036f"]) > letters / 2


def _counts(said: list[str]) -> tuple[int, int]:
    english = sum(word in _ENGLISH for word in said)
    german = sum(word in _GERMAN for word in said) + sum(bool(set(word) & set("äöüß")) for word in said)
    return english, german


def _scores(said: list[str], letters: set[str]) -> dict[str, float]:
    """Return how many words speak for each language, and how many kinds of letters that only it has."""
    found: dict[str, float] = {}
    for code in (code for word in said for code in _BY_WORD.get(word, ())):
        found[code] = found.get(code, 0.0) + 1
    if said[0] in _GREETINGS:
        found[_GREETINGS[said[0]]] = found.get(_GREETINGS[said[0]], 0.0) + 1.5
    for letter in letters.intersection(_BY_LETTER):
        code = _BY_LETTER[letter]
        found[code] = found.get(code, 0.0) + 1.5
    return found
