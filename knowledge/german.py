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
RECENT = 64  # texts: a question is taken apart by some thirty places; many more would keep what people asked
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:(?:/-|[-\u2010\u2011\u2013/:*_&'’])[^\W_]+)*")
_PERSON_SUFFIX = re.compile(r"(?<=\w{3})(?:[:*_/-]|/-)(?i:in(?:nen)?)$|(?<=[a-zäöüß]{3})In(?:nen)?$", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){1,2}|\d(?:\.\d{3}){3}")  # not 192.168.100.200
_SPACED = re.compile(r"(\d(?<![\d.,]\d)\d{0,2}) (?=\d{3}(?!\d))")  # begins with a digit: three times as fast
_JOINT = re.compile(r"[-\u2010\u2011\u2013/:*_&'’]+")
_TRANSCRIBED = re.compile(r"ae|oe|(?<![qaeä])ue")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "é": "e", "è": "e", "á": "a", "ß": "ss"})
_stemmer = Stemmer.Stemmer("german")


def clean(text: str) -> str:
    """Return `text` in NFKC without soft hyphens, zero-width, bidi and tag characters.

    >>> clean("Bürger" + chr(0xAD) + "bus")
    'Bürgerbus'
    """
    visible = text if text.isascii() else _INVISIBLE.sub("", text)
    return visible if unicodedata.is_normalized("NFKC", visible) else unicodedata.normalize("NFKC", visible)


def words(text: str) -> list[str]:
    """Return the words of `text` in order, lower case, gender signs and thousands marks removed.

    A hyphenated word stays whole here; `parts` takes it apart.

    >>> words("Die Bürger:innen von Bad Belzig zahlen 1.200 Euro für OZG 2.0, § 27a und 5G")
    ['die', 'bürger', 'von', 'bad', 'belzig', 'zahlen', '1200', 'euro', 'für', 'ozg', '2.0', '27a', 'und', '5g']
    >>> words("Smart-City-Strategie der BürgerInnen")
    ['smart-city-strategie', 'der', 'bürger']
    """
    return [_plain(token) for token in _tokens(text)]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_SPACED.sub(r"\1", clean(text)))


@lru_cache(maxsize=RECENT)
def _said(text: str) -> tuple[str, ...]:
    return tuple([word for token in _tokens(text) for word in _content(token)])


@lru_cache(maxsize=100_000)
def _plain(token: str) -> str:
    if _THOUSANDS.fullmatch(token):
        return token.replace(".", "")
    return _PERSON_SUFFIX.sub("", token).lower()


def parts(word: str) -> list[str]:
    """Return the parts of a hyphenated word, or the word alone.

    >>> parts("smart-city-strategie")
    ['smart', 'city', 'strategie']
    """
    return (
        [word] if word.isalnum() else ([word] if word[:1].isdigit() and not _JOINT.search(word) else _JOINT.split(word))
    )


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


def grams(word: str) -> tuple[str, ...]:
    """Return the character 5-grams of a word with boundary marks, umlauts and their transcriptions folded.

    >>> grams("pegel")
    ('_pege', 'pegel', 'egel_')
    >>> grams("bürger") == grams("buerger") == grams("burger")
    True
    >>> grams("ki")
    ('_ki_',)
    """
    whole = marked(word)
    return tuple([whole[i : i + GRAM] for i in range(max(1, len(whole) - GRAM + 1))])


@lru_cache(maxsize=100_000)
def marked(word: str) -> str:
    """Return a word folded and between boundary marks: a 5-gram of the word is what is part of it.

    >>> marked("grün"), all(gram in marked("grün") for gram in grams("gruen"))
    ('_grun_', True)
    """
    return f"_{_TRANSCRIBED.sub(lambda m: m.group()[0], word.translate(_FOLD))}_"


@lru_cache(maxsize=100_000)
def _content(token: str) -> tuple[str, ...]:
    """Return the parts of a word as it was written that carry meaning.

    Where a part is too little by itself the whole word counts too: "E-Akte" is more than a file, "IT-Sicherheit" more
    than safety.

    >>> _content("E-Akte"), _content("Daten-Plattform"), _content("der")
    (('akte', 'eakte'), ('daten', 'plattform'), ())
    """
    pieces = parts(_plain(token))
    kept = [part for part in pieces if part not in STOP_WORDS and (len(part) > 1 or part.isdigit())]
    return (*kept, "".join(pieces)) if kept and len(kept) < len(pieces) else tuple(kept)


@lru_cache(maxsize=200_000)
def _terms(token: str) -> tuple[str, str]:
    """Return the stems and the 5-grams of one word as it was written, as text; empty for a stop word.

    One string per word, not one per term: a fifth of the memory, and texts are put together from whole words.
    """
    pieces, kept = parts(_plain(token)), _content(token)
    whole = "".join(pieces)
    joined = grams(whole) if len(pieces) > 1 and whole not in kept else ()
    return " ".join(map(stem, kept)), " ".join((*joined, *(gram for piece in kept for gram in grams(piece))))


def index_text(text: str) -> tuple[str, str]:
    """Return the stems and the 5-grams of the content words as text to index: in order, with repeats, spaces between.

    A hyphenated word gives the stems of its parts, and the 5-grams of its parts and of its joined form.

    >>> index_text("Der Bus im Dorf")
    ('bus dorf', '_bus_ _dorf dorf_')
    """
    found = [terms for terms in map(_terms, _tokens(text)) if terms[1]]
    return " ".join([stems for stems, _ in found if stems]), " ".join([grams for _, grams in found])


def analyse(text: str) -> tuple[list[str], list[str]]:
    """Return what `index_text` holds, term by term.

    >>> analyse("Die Förderung von Bürgerbussen auf dem Land")[0]
    ['forder', 'burgerbuss', 'land']
    """
    stems, grams = index_text(text)
    return stems.split(), grams.split()


def stems_of(text: str) -> tuple[str, ...]:
    """Return the distinct stems of a text, in order."""
    return tuple(dict.fromkeys(map(stem, _said(text))))


def content_words(text: str) -> Iterator[str]:
    """Return the words that carry meaning, in order: hyphenated words in parts, stop words left out."""
    return iter(_said(text))
