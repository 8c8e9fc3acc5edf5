"""How German text becomes index terms; the one place used for indexing and for asking.

Two views of each word: its Snowball stem (exact, topical) and its character 5-grams with boundary
marks (they see through compounds and typing errors). Knows nothing of documents, indexes or ranking.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from knowledge.stopwords import STOP_WORDS

GRAM = 5
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_PERSON_SUFFIX = re.compile(r"(?<=\w{3})(?:[:*_]|/-?)in(?:nen)?\b", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß]{3})In(?:nen)?\b")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:[.\u202f ]\d{3})+(?![\d.]*\d)")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-\u2010\u2011\u2013/&'’][^\W_]+)*", re.UNICODE)
_PART = re.compile(r"[-\u2010\u2011\u2013/&'’]")
_TRANSCRIBED = re.compile(r"ae|oe|(?<![qaeä])ue")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "é": "e", "è": "e", "á": "a", "ß": "ss"})
_stemmer = Stemmer.Stemmer("german")


def clean(text: str) -> str:
    """Return `text` in NFKC without soft hyphens, zero-width, bidi and tag characters.

    >>> clean("Bürger" + chr(0xAD) + "bus")
    'Bürgerbus'
    """
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def words(text: str) -> list[str]:
    """Return the words of `text` in order, lower case, gender signs and thousands marks removed.

    A hyphenated word stays whole here; `parts` takes it apart.

    >>> words("Die Bürger:innen von Bad Belzig zahlen 1.200 Euro für OZG 2.0, § 27a und 5G")
    ['die', 'bürger', 'von', 'bad', 'belzig', 'zahlen', '1200', 'euro', 'für', 'ozg', '2.0', '27a', 'und', '5g']
    >>> words("Smart-City-Strategie der BürgerInnen")
    ['smart-city-strategie', 'der', 'bürger']
    """
    text = _INNER_CAPITAL.sub("", clean(text))
    text = _PERSON_SUFFIX.sub("", text).lower()
    text = _THOUSANDS.sub(lambda m: re.sub(r"\D", "", m.group()), text)
    return _WORD.findall(text)


def parts(word: str) -> list[str]:
    """Return the parts of a hyphenated word, or the word alone.

    >>> parts("smart-city-strategie")
    ['smart', 'city', 'strategie']
    """
    return [part for part in _PART.split(word) if part] if _PART.search(word) else [word]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a lower-case word; transcribed umlauts count as umlauts.

    >>> stem("bürgerbusse") == stem("buergerbusse"), stem("straße") == stem("strasse")
    (True, True)
    """
    if word[:1].isdigit():
        return word
    stemmed: str = _stemmer.stemWord(word.replace("ß", "ss"))
    return stemmed


@lru_cache(maxsize=100_000)
def grams(word: str) -> tuple[str, ...]:
    """Return the character 5-grams of a word with boundary marks, umlauts and their transcriptions folded.

    >>> grams("pegel")
    ('_pege', 'pegel', 'egel_')
    >>> grams("bürger") == grams("buerger") == grams("burger")
    True
    >>> grams("ki")
    ('_ki_',)
    """
    folded = _TRANSCRIBED.sub(lambda m: m.group()[0], word.translate(_FOLD))
    marked = f"_{folded}_"
    return tuple(marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1)))


@lru_cache(maxsize=300_000)
def _terms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the stems and 5-grams of one word as `words` gives it; none for a stop word."""
    pieces = parts(word)
    joined = grams("".join(pieces)) if len(pieces) > 1 else ()
    kept = [piece for piece in pieces if piece not in STOP_WORDS and (len(piece) > 1 or piece.isdigit())]
    return tuple(map(stem, kept)), joined + tuple(gram for piece in kept for gram in grams(piece))


def analyse(text: str) -> tuple[list[str], list[str]]:
    """Return the stems and the 5-grams of the content words, in order, with repeats.

    A hyphenated word gives the stems of its parts, and the 5-grams of its parts and of its joined form.

    >>> analyse("Die Förderung von Bürgerbussen auf dem Land")[0]
    ['forder', 'burgerbuss', 'land']
    """
    found_stems: list[str] = []
    found_grams: list[str] = []
    for word in words(text):
        of_word = _terms(word)
        found_stems.extend(of_word[0])
        found_grams.extend(of_word[1])
    return found_stems, found_grams


def content_words(text: str) -> Iterator[str]:
    """Yield the words that carry meaning, hyphenated words in parts, stop words left out."""
    for word in words(text):
        for part in parts(word):
            if part not in STOP_WORDS and (len(part) > 1 or part.isdigit()):
                yield part
