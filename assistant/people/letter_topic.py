"""Finds what a question of a letter is about where it does not say so: the thing that the sender's story turns on."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.letters import Said
from assistant.people.letter_asked import as_question, asked_in
from assistant.people.letter_aspects import ASPECTS
from assistant.several import INSTITUTION, concepts_of
from knowledge.asked import frames
from knowledge.german import stem, words
from knowledge.places import Gazetteer
from knowledge.stopwords import STOP_WORDS

_NAMED = re.compile(r"(?<![.?!:] )(?<!^)\b[A-ZÄÖÜ][\w-]{2,}(?: [A-ZÄÖÜ][\w-]{2,})*")
_INTENDS = re.compile(
    r"\b(will|wollen|möcht\w*|plan\w*|überleg\w*|denk\w* über|soll\w*|beschlossen|beschäftig\w*|kümmern|gesucht"
    r"|want|would like|plans?|planning)\b",
    re.IGNORECASE,
)
_OF_LETTERS = frozenset(
    """frage fragen anfrage antwort auskunft anhang anlage anliegen gespräch tagung vortrag termin team mail e-mail
    beratung rückmeldung hinweise informationen punkte thema themen dank mühe unterstützung jahr jahre jahren monat
    woche wochen montag dienstag mittwoch donnerstag freitag januar februar märz april mai juni juli august september
    oktober november dezember sommer winter frühjahr herbst einwohner einwohnern ort dorf leute menschen kommunen
    sachverhalt folgende""".split()
)
_CHANGES = re.compile(r"\bganz andere|\banderes thema\b|\bunabhängig davon\b|\bandere frage\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(Frau|Herrn?|Dr\.|Prof\.)( [A-ZÄÖÜ][\w-]+)+")
_NEAR_BEST = 0.6  # of the best topic's weight from which a second one stands beside it


def with_letter_topic(asked: str, said: Sequence[Said], n: int, subject: str, places: Gazetteer) -> str:
    """Return what sentence `n` asked as a question with its topic in front where it does not name it.

    The topic is looked for in the sentence itself, then in its paragraph, then in the letter.
    """
    question = as_question(asked)
    if _CHANGES.search(said[n].text) or _projects(question):
        return question
    told = [one for one in said[:n] if not asked_in(one.text)]
    same = [said[n].text.partition(asked)[0]]
    near = [one.text for one in told if one.block == said[n].block]
    whole = [f". {subject}", *(one.text for one in told)]
    earlier = [one.text for one in said[:n]]
    tries = ((before, known) for known in (True, False) for before in (same, near, whole, earlier))
    topics = next((found for before, known in tries if (found := _topics(before, places, known=known))), ())
    named = not topics or any(_names(question, topic) for topic in topics)
    return question if named else f"{', '.join(topics)}: {question}"


def _topics(sentences: Iterable[str], places: Gazetteer, *, known: bool) -> tuple[str, ...]:
    """Return one or two things that the sentences turn on, the weightiest first; `known` asks for the vocabulary's."""
    weights: dict[str, float] = {}
    for sentence in sentences:
        intends = 2 if _INTENDS.search(sentence) else 1
        for noun in _nouns(sentence, places):
            if _projects(noun) or not known:
                weights[noun] = weights.get(noun, 0) + intends
    best = sorted(weights, key=lambda noun: -weights[noun])[:2]
    return tuple(noun for noun in best if weights[noun] >= _NEAR_BEST * weights[best[0]])


def _projects(text: str) -> set[str]:
    """Return the terms of the vocabulary that a text names, without those that are aspects of any project."""
    return concepts_of(text) - ASPECTS


def _nouns(sentence: str, places: Gazetteer) -> Iterator[str]:
    text = _PERSON.sub(" ", sentence)
    local = {word for mention in places.mentions(text) for word in mention.words}
    for noun in _NAMED.findall(text):
        low = noun.lower()
        aside = low in STOP_WORDS | _OF_LETTERS | local or frames(low) or INSTITUTION.search(noun)
        if not aside:
            yield noun


def _names(question: str, topic: str) -> bool:
    """Return whether a question names a topic in one of its words; "Netz" does not name a "LoRaWAN-Netz"."""
    here, there = ({stem(word) for word in words(text)} for text in (question, topic))
    return there <= here
