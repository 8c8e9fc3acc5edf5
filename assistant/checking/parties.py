"""Who a clause speaks of: places, and bodies such as Bund, Land or a ministry. Pure."""

import re
from functools import lru_cache

from knowledge import places
from knowledge.documents import STATE_NAMES

_BODY = re.compile(
    r"\b(?:Bund|EU|Länder[ns]?|Land(?:es)?|Freistaat\w*|Kommunen?|(?:[A-ZÄÖÜ][\w-]*)?(?:ministeri\w+|[Kk]reis(?:es|e|werke)?|[Ss]tadt|[Ss]tädte|"
    r"[Gg]emeinden?|[Aa]mt(?:es)?|[Bb]etrieb(?:es|s)?|[Vv]erband(?:es|s)?|[Ww]erke|[Rr]at(?:es)?|[Hh]ochschule|[Uu]niversität|"
    r"[Uu]nternehmen|[Vv]ereine?|[Aa]gentur|[Ss]tiftung|[Bb]ank))\b"
)
_ACRONYM = re.compile(r"\b(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[A-ZÄÖÜ][\w.]+(?:-[A-Z]\w*)?\b")
_DISTRICT = re.compile(r"^(?:land)?kreis |[- ]kreis$")
_ENDING = re.compile(r"(?:es|e|en|n|s)$")


@lru_cache(maxsize=4_096)
def places_of(text: str) -> frozenset[str]:
    """Return the places that a text names, in lower case; a district by its bare name, an adjective by its place.

    >>> sorted(places_of("Der Landkreis Hof und die bayerische Stadt Fulda"))
    ['bayern', 'fulda', 'hof']
    """
    return frozenset(_bare(mention.bearers[0]) for mention in places.starter().mentions(text))


def _bare(place: places.Place) -> str:
    name = _DISTRICT.sub("", place.name.lower())
    return STATE_NAMES[place.state].lower() if name.endswith("isch") else name


def bodies_of(text: str) -> frozenset[str]:
    """Return the public bodies and organisations that a text names.

    >>> sorted(bodies_of("Der Freistaat zahlte, das Bundesumweltministerium und der NLWKN nicht."))
    ['bundesumweltministerium', 'freistaat', 'nlwkn']
    """
    return frozenset(
        _ENDING.sub("", name.lower()) if len(name) > 4 else name.lower() for name in _BODY.findall(text)
    ) | frozenset(name.lower() for name in _ACRONYM.findall(text))


def parties_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places and the bodies that a text names."""
    return places_of(text), bodies_of(text)


Parties = tuple[frozenset[str], frozenset[str]]


def foreign(said: Parties, known: Parties, subject: Parties) -> bool:
    """Return whether a clause speaks of other places or bodies than its source; the document's subject may stand in.

    >>> foreign((frozenset({"schongau"}), frozenset()), (frozenset({"wedel"}), frozenset()), (frozenset(), frozenset()))
    True
    """
    for mine, theirs, of_subject in zip(said, known, subject, strict=True):
        told_here = theirs - of_subject
        if mine and told_here and not mine & theirs:
            return True
    return bool(said[0] - known[0] - subject[0])
