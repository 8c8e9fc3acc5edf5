"""Rewrites a follow-up to a question that stands alone, from the turns before it. Pure; no model.

What a message lacks is taken from the last turn's standalone query and set behind it in brackets, or put in the
place of what it replaces. Advisors read the result: "Und was hat das gekostet? (Rufbus, Landkreis Hof)".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from assistant.conversation.anaphora import asks_a_detail, goes_on, hints_back, points_back, said_in
from assistant.conversation.leaning import (
    Fragment,
    asks_for_more,
    changes_topic,
    corrected,
    fragment_in,
    means_the_other,
    ordinal_in,
    speaks_of_own,
    without_negated,
)
from assistant.messages import Outcome, Turn
from knowledge.asked import frames, wanted
from knowledge.german import content_words, stem, stems_of, words
from knowledge.places import Gazetteer, Mention

KEPT = 5  # turns that a follow-up may refer to
LONG = 40  # words from which a message brings all it needs
CARRIED = 8  # words taken over at most
_FIGURES = ("money", "number", "time")  # kinds of question that ask for a detail of something
RARE = 1.0  # inverse document frequency from which a word can name a topic
_OPEN = frozenset({Outcome.HANDOFF_NO_EVIDENCE, Outcome.HANDOFF_NOT_SUPPORTED})  # plain questions, if unanswered
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_ASPECT = re.compile(
    r"finanz|eigen(anteil|mittel)|folge|laufzeit|dauer|zeitr|zeitplan|betreib|betrieb|träger|partner|personal|stelle|team"
    r"|leute|mitarbeit|nutz|zahl|anzahl|anbieter|hersteller|firm|unternehm|dienstleist|software|techni|system|gerät"
    r"|produkt|name|vertrag|verträg|ergebnis|erfolg|wirkung|vorteil|nachteil|problem|schwierig|hürde|risik|fehler|kritik"
    r"|grund$|gründe|ursache|ziel|idee|umsetz|einführ|ablauf|planung|plan$|projekt|vorhaben|maßnahme|verfahren|angebot"
    r"|voraussetz|beding|anforder|unterlagen|ansprech|kontakt|link|quelle|adresse|jahr|monat|zeit$|tag|stand|detail"
    r"|information|einwohn|bürger|mensch|größ|ort|stadt|städt|dorf$|dörfer|kreis|landkreis|region|land$|länder|bundesland"
    r"|verwaltung|seite|beteilig|sache|ding|thema|result|problem|detail|year|people|partner|staff|price",
    re.IGNORECASE,
)  # what can be asked about any project, so that it names none

Rarity = Callable[[Iterable[str]], Mapping[str, float]]


class Subject(NamedTuple):
    """What a document is about: its title, and the municipality of a case study."""

    title: str
    place: str | None


class Subjects(Protocol):
    """Tells what a document is about; the registry does."""

    def subject(self, document_id: str) -> Subject | None:
        """Return its subject; None when the document is gone. Raises KnowledgeError."""
        ...


class Reading(NamedTuple):
    """What a follow-up is read with: where names lie, how rare words are, and what the documents shown are about."""

    places: Gazetteer
    rarity: Rarity
    subjects: Subjects


def standalone(question: str, history: tuple[Turn, ...], reading: Reading) -> str:
    """Return the question as it would be asked without the turns before it; unchanged when it needs none of them.

    `history` is oldest first. Turns that were declined or went to a person as not ours stay out; one that
    ended in a clarifying question is completed by its answer.
    """
    thread = [turn for turn in history[-KEPT:] if counts(turn)]
    if not thread or changes_topic(question) or len(words(question)) > LONG:
        return question
    chosen = _chosen(question, thread, reading.subjects)
    last, fragment = thread[-1], fragment_in(question)
    if chosen:
        completes = fragment and last.outcome is Outcome.CLARIFY
        return _with(last.query if completes else without_negated(question), [chosen.title])
    meant = corrected(question)
    if meant:
        return _corrected(meant, last, reading)
    if last.outcome is Outcome.CLARIFY and (fragment or not _topics(question, reading)):
        return _completed(last.query, fragment.text if fragment else question, reading)
    if fragment:
        return _filled(question, fragment, last, reading)
    return _carried(question, last, reading) if _depends(question, reading) else question


def counts(turn: Turn) -> bool:
    """Return whether a follow-up can refer to this turn: it was answered, asked back, or is an open question."""
    return turn.outcome in _OPEN or not turn.outcome.startswith(("declined.", "handoff."))


def _depends(question: str, reading: Reading) -> bool:
    """Return whether a clause needs the turn before: it points back, names no topic, or only a detail of one."""
    topics = _topics(question, reading)
    if points_back(question):
        return True
    if not topics:
        return hints_back(question) or not _asks_of_a_place(question, reading)
    if len(topics) > 1 or reading.places.mentions(question):
        return False
    figure = goes_on(question) and not wanted(question).isdisjoint(_FIGURES)  # "Und was kostet eine Fahrt?"
    return figure or asks_a_detail(question, topics[0])


def _asks_of_a_place(question: str, reading: Reading) -> bool:
    """Return whether something is asked of a municipality by name, which says enough: "Was zahlte der Bund in Ulm?"."""
    mentions = reading.places.mentions(question)
    if not any(not mention.is_state for mention in mentions):
        return False
    return any(word.noun for word in said_in(_without(question, mentions)))


def _chosen(question: str, thread: list[Turn], subjects: Subjects) -> Subject | None:
    """Return the subject of the example that the asker picks: "die zweite Gemeinde", "das andere Beispiel"."""
    shown = next((turn.documents for turn in reversed(thread) if turn.documents), ())
    place = ordinal_in(question)
    if place is not None:
        at = place - 1 if place > 0 else len(shown) - 1
        return subjects.subject(shown[at]) if 0 <= at < len(shown) else None
    if not means_the_other(question):
        return None
    named = set(content_words(question)) - set(content_words(without_negated(question)))
    others = [found for key in shown if (found := subjects.subject(key)) and found.place]
    if named:
        return next((one for one in others if not named & set(content_words(one.title))), None)
    return others[1] if len(others) > 1 else None


def _corrected(meant: str, last: Turn, reading: Reading) -> str:
    """Return the last question with what was meant: another place in it, or another topic asked about alike."""
    if not _topics(meant, reading):
        return (
            _completed(last.query, meant, reading) if reading.places.mentions(meant) else _carried(meant, last, reading)
        )
    return _retopiced(meant, last, reading)


def _filled(question: str, fragment: Fragment, last: Turn, reading: Reading) -> str:
    topics = _topics(fragment.text, reading)
    if not fragment.joined and _is_keywords(fragment, reading):
        return question
    if fragment.prepositional or (reading.places.mentions(fragment.text) and not topics):
        return _completed(last.query, fragment.text, reading)
    if not topics or (fragment.joined and fragment.definite):
        return _carried(question, last, reading)
    return _retopiced(question, last, reading) if fragment.joined else question


def _is_keywords(fragment: Fragment, reading: Reading) -> bool:
    """Return whether words without a verb are a search of their own: more of them than "in Hessen" or "Kosten" has."""
    bare = _without(fragment.text, reading.places.mentions(fragment.text))
    said = [word for word in content_words(bare) if not word[0].isdigit()]
    return len(said) > (2 if fragment.prepositional else 1)


def _retopiced(text: str, last: Turn, reading: Reading) -> str:
    """Return the new topic with what was asked about the old one, and where, unless a new place is named."""
    asked = [word.text for word in said_in(last.query) if wanted(word.text)]
    kept = [] if reading.places.mentions(text) else _names(last.query, reading.places)
    return _with(text, [*asked, *kept])


def _completed(query: str, addition: str, reading: Reading) -> str:
    """Return an earlier question with an addition; a place in it takes the place of the one asked about before.

    >>> from knowledge.places import Place
    >>> reading = Reading(Gazetteer([("Hof", Place("Hof", "BY")), ("Ulm", Place("Ulm", "BW"))]), dict, ...)
    >>> _completed("Was macht Hof?", "in Ulm", reading), _completed("Was macht Hof?", "für Schulen", reading)
    ('Was macht Ulm?', 'Was macht Hof? (für Schulen)')
    """
    new, (main, aside) = reading.places.mentions(addition), _taken_apart(query)
    if not new:
        return _with(main, [*aside, addition])
    old = reading.places.mentions(main)
    aside = [word for word in aside if not reading.places.mentions(word)]
    name = addition[new[0].start : new[0].end]
    only_a_place = len(new) == 1 and not list(content_words(_without(addition, new)))
    if only_a_place and len(old) == 1 and not _inflected(old[0]):
        return _with(main[: old[0].start] + name + main[old[0].end :], aside)
    return _with(_without(main, old), [*aside, name if only_a_place else addition])


def _inflected(mention: Mention) -> bool:
    """Return whether a name stands as an adjective or genitive, where another name does not fit: "hessische"."""
    return " ".join(mention.words) not in {place.name.lower() for place in mention.bearers}


def _carried(question: str, last: Turn, reading: Reading) -> str:
    """Return the question with the topic of the last one, its place, or that of the document shown first."""
    main, aside = _taken_apart(last.query)
    taken = [*(_bare(entry, reading.places) for entry in aside), *_topics(main, reading)]
    taken = [word for word in taken if word] or _words_of(main, reading.places)
    places = _names(last.query, reading.places)
    if reading.places.mentions(question):
        places = []
    elif asks_for_more(question):
        places = [name for name in places if _is_state(name, reading.places)]
    elif not places and last.documents and not speaks_of_own(question):
        shown = reading.subjects.subject(last.documents[0])
        places = [shown.place] if shown and shown.place else []
    return _with(question, [*taken[:CARRIED], *places])


def _topics(text: str, reading: Reading) -> list[str]:
    """Return the things that a text names as typed, places left out, and what can be asked of anything."""
    nouns = [word.text for word in said_in(_without(text, reading.places.mentions(text))) if word.noun]
    rarity = reading.rarity(stems_of(" ".join(nouns)))

    def weight(noun: str) -> float:
        kept = [w for w in content_words(noun) if not (frames(w) or wanted(w) or _ASPECT.match(w))]
        return sum(rarity.get(stem(word), 0.0) for word in kept)

    return [noun for noun in dict.fromkeys(nouns) if weight(noun) >= RARE]


def _words_of(text: str, places: Gazetteer) -> list[str]:
    """Return the words that carry meaning, as typed, places left out."""
    said = said_in(_without(text, places.mentions(text)))
    return [word.text for word in said if any(not frames(part) for part in content_words(word.text))]


def _bare(text: str, places: Gazetteer) -> str:
    return _without(text, places.mentions(text)).strip(" ,.;:–-")


def _names(text: str, places: Gazetteer) -> list[str]:
    return list(dict.fromkeys(text[mention.start : mention.end] for mention in places.mentions(text)))


def _is_state(name: str, places: Gazetteer) -> bool:
    return any(place.population is None for mention in places.mentions(name) for place in mention.bearers)


def _without(text: str, mentions: list[Mention]) -> str:
    """Return the text without those names, and without the "in" or "für" before them."""
    for mention in reversed(mentions):
        before = re.sub(r"\s*\b(in|im|aus|bei|für|von|nach)?\s*$", "", text[: mention.start], flags=re.IGNORECASE)
        text = before + text[mention.end :]
    return text


def _taken_apart(query: str) -> tuple[str, list[str]]:
    """Return a standalone query as its question and the words set behind it in brackets."""
    found = _BRACKET.search(query)
    return (query[: found.start()], found.group(1).split(", ")) if found else (query, [])


def _with(text: str, words: Iterable[str]) -> str:
    """Return a text with words set behind it in brackets, those left out that it already has."""
    has = set(stems_of(text))
    new = [word for word in dict.fromkeys(words) if word and not (stems_of(word) and has.issuperset(stems_of(word)))]
    return f"{text.strip()} ({', '.join(new)})" if new else text.strip()
