"""Chooses questions to suggest: the documents' own lay questions that stand alone, from different topics, new each day.

Asks nothing itself: whether a question is really answered, it is told.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.documents import FrontMatter, Topic
from knowledge.freshness import funding_status
from knowledge.places import Gazetteer
from knowledge.profile import Profile, fit

CHARS = 110  # of the longest question that is suggested; at 90 the starter documents leave only a dozen
_OWN = re.compile(r"\b(wir|uns|unser\w*|man)\b", re.IGNORECASE)
_PAST = re.compile(r"\b((19|20)\d\d|(muss|konn|durf)ten?)\b")
_LEANS = re.compile(r"\b(so eine?[mnrs]?|solche[mnrs]?|dort)\b", re.IGNORECASE)  # on what nobody has said yet
_NEAR_A_PLACE = re.compile(r"\b(?:in|aus|bei|nach) (?=[A-ZÄÖÜ])", re.IGNORECASE)  # no article: likely a name


@dataclass(frozen=True, slots=True)
class Wish:
    """What suggestions are wanted for; every part is optional, `day` decides which of those that fit come first."""

    day: date
    topic: Topic | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question of a document that answers it."""

    text: str
    document: FrontMatter

    @property
    def speaks_of_us(self) -> bool:
        """Whether it is asked from a municipality's own point of view, not about a fact of the document."""
        return bool(_OWN.search(self.text))


def suggested(
    documents: Iterable[FrontMatter],
    wish: Wish,
    places: Gazetteer,
    answers: Callable[[Suggestion], bool],
    count: int,
) -> tuple[Suggestion, ...]:
    """Return up to `count` suggestions that `answers` confirms, of different topics as far as there are any.

    Of the topic that is wished for, or of all where nothing of it is left. One document gives one question.
    """

    def good(one: Suggestion) -> bool:
        return not _particular(one, wish.state, places) and answers(one)

    fitting = [one for document in documents for one in _questions(document, wish)]
    fitting.sort(key=lambda one: _rank(one, wish))
    of_topic = [one for one in fitting if wish.topic in one.document.topics]
    return _first(of_topic, good, count) or _first(fitting, good, count)


def _questions(document: FrontMatter, wish: Wish) -> Iterator[Suggestion]:
    ended = document.funding and funding_status(document.funding, wish.day) != "laufend"
    if ended or fit(document, Profile(wish.state))[0] < 0:
        return
    for text in document.questions:
        one = Suggestion(text, document)
        if stands_alone(text) and (document.municipality is None or one.speaks_of_us):
            yield one


def stands_alone(text: str) -> bool:
    """Return whether a question is short, whole, and understood without its document.

    >>> stands_alone("Brauchen wir dafür eine Genehmigung?"), stands_alone("Rufbus Kosten Dorf")
    (True, False)
    >>> stands_alone("Was kostet so ein Laden?"), stands_alone("Wie viele waren es 2022?")
    (False, False)
    """
    return text.endswith("?") and len(text) <= CHARS and not _PAST.search(text) and not _LEANS.search(text)


def _particular(one: Suggestion, state: str | None, places: Gazetteer) -> bool:
    """Return whether a question names a town, or a state that the asker did not name."""
    mentions = places.mentions(one.text)
    if any(not mention.is_state or mention.states != {state} for mention in mentions):
        return True
    place = one.document.municipality
    if place and place.name.split()[0].lower() in one.text.lower():
        return True
    named = {mention.start for mention in mentions}
    return any(found.end() not in named for found in _NEAR_A_PLACE.finditer(one.text))


def _rank(one: Suggestion, wish: Wish) -> tuple[bool, bool, str]:
    """Return the place in line: questions of one's own first, then those of the state, then by the day's lot."""
    lot = hashlib.sha256(f"{wish.day} {one.text}".encode()).hexdigest()
    return not one.speaks_of_us, fit(one.document, Profile(wish.state))[0] <= 0, lot


def _first(line: list[Suggestion], good: Callable[[Suggestion], bool], count: int) -> tuple[Suggestion, ...]:
    """Return the first that are good: those of new topics before those of topics that were taken.

    Whether one is good is asked as late as can be: there may be thousands of documents.
    """
    chosen: list[Suggestion] = []
    refused: set[str] = set()
    for again in (False, True):
        for one in line:
            if len(chosen) == count:
                return tuple(chosen)
            if one.text in refused or _taken(one, chosen, again=again):
                continue
            if good(one):
                chosen.append(one)
            else:
                refused.add(one.text)
    return tuple(chosen)


def _taken(one: Suggestion, chosen: list[Suggestion], *, again: bool) -> bool:
    documents = {other.document.id for other in chosen}
    topics = {topic for other in chosen for topic in other.document.topics[:1]}
    return one.document.id in documents or (not again and not topics.isdisjoint(one.document.topics[:1]))
