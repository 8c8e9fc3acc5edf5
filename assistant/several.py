"""Finds the single questions of a message, each made to stand alone; a question with its story stays one."""

import re
from collections import Counter
from itertools import dropwhile

from assistant.language import language_of
from assistant.letters import sentences_of
from knowledge.asked import frames
from knowledge.german import content_words, stems_of
from knowledge.stopwords import STOP_WORDS
from knowledge.vocabulary import starter

AT_MOST = 4  # questions answered in one turn
LONG = 60  # words from which a story is left out of the question
_CONTEXT = 3  # words that tell what a dependent question is about
_ASK_WORDS = (
    r"wie|was|welche\w*|wer|wen|wem|wo|wohin|woher|wann|warum|wieso|womit|wofür|worauf|woran|gibt es|haben|hat"
    r"|kann|können|lohnt|ist|sind|braucht|brauchen|how|what|which|who|where|when|why|is there|are there|can|does"
    r"|do"
)
_ASKS = re.compile(rf"^\W*(und |oder |aber |außerdem )?({_ASK_WORDS})\b", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\b(teilen sie|sagen sie|wüsste|interessiert|gern\w* (wissen|gewusst)|frage mich|fragen uns|bitte um"
    r"|würde gern|hätte gern|suche|let me know|would like to know)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(rf",? (?:und|sowie|außerdem|and) (?:außerdem |auch |noch )?(?=(?:{_ASK_WORDS})\b)", re.IGNORECASE)
_REFERS = re.compile(
    r"\b([Dd](as(?! (?:\w+ )?[A-ZÄÖÜ])|ies\w*|abei|afür|amit|avon|azu|aran|ort|eren|essen)|sie|ihn|ihm"
    r"|[Ss]olche\w*|it|this|that|they|them)\b"
)
_NOUN = re.compile(r"(?<![.?!:] )(?<!^)\b[A-ZÄÖÜ][\w-]{2,}")
_NEW_NOUN = re.compile(  # "eine Strandampel", "mit Parksensoren"; not "der Zuschuss" or "in Sachsen", which refer back
    r"(?<!\bder )(?<!\bdie )(?<!\bdas )(?<!\bdem )(?<!\bden )(?<!\bdes )"
    r"(?<!\bin )(?<!\baus )(?<!\bbei )(?<![.?!:] )(?<!^)\b[A-ZÄÖÜ][\w-]{3,}"
)
INSTITUTION = re.compile(
    r"(meister\w*|rat|räte|rätin|amt|ämter|kämmer\w*|verwaltung|kreise?s?|gemeinden?|stadt|städte|kommunen?"
    r"|einwohner|bürger|uhr)$",
    re.I,
)


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a message, at most four; the whole message when it asks only one.

    >>> questions_in("Hallo! Was kostet LoRaWAN? Und wer betreibt einen Dorfladen? Danke!")
    ('Was kostet LoRaWAN?', 'Und wer betreibt einen Dorfladen?')
    >>> questions_in("Unser Bach tritt oft über die Ufer. Welche Sensoren helfen da?")
    ('Unser Bach tritt oft über die Ufer. Welche Sensoren helfen da?',)
    """
    sentences = sentences_of(text)
    if not sentences:
        return (text.strip(),)
    long = sum(len(sentence.split()) for sentence in sentences) > LONG
    asked = [n for n, sentence in enumerate(sentences) if sentence.endswith("?")]
    asked = asked or [n for n, sentence in enumerate(sentences) if _ASKS.match(sentence) or _INDIRECT.search(sentence)]
    singles = _singles(sentences, asked, long=long)
    if len(singles) <= 1 and not long:
        return (" ".join(sentences),)
    return tuple(singles[:AT_MOST]) or (" ".join(sentences),)


def _singles(sentences: tuple[str, ...], asked: list[int], *, long: bool) -> list[str]:
    """Return the questions; one without a topic joins the question before it, or in a letter gets its topic."""
    found: list[str] = []
    questions = [(n, question) for n in asked for question in _apart(sentences[n])]
    if any(_stands_alone(question) for _, question in questions):
        questions = list(dropwhile(lambda asked: not _stands_alone(asked[1]), questions))  # "Was gibt es dazu? 1. …"
    for n, question in questions:
        if _stands_alone(question) and not (long and _REFERS.search(question)):
            found.append(question)
        elif found and not long:
            found[-1] += " " + question
        else:
            found.append(_with_topic(question, sentences[:n]))
    return found


def _apart(question: str) -> list[str]:
    """Return the parts of "Was kostet A, und wer hat B?" when each names a thing of its own."""
    joint = _JOINT.search(question)
    if not joint:
        return [question]
    first, second = question[: joint.start()] + "?", question[joint.end() :]
    here, there = concepts_of(first), concepts_of(second)
    own = len(_NOUN.findall(second)) > 1 and not _REFERS.search(second)
    apart = own and here and there and not here & there
    return [first, second[:1].upper() + second[1:]] if apart else [question]


def concepts_of(text: str) -> set[str]:
    """Return the terms of the vocabulary that a text names."""
    return {concept.term for concept, _ in starter().named_in(stems_of(text))}


def _stands_alone(question: str) -> bool:
    """Return whether a question names what it is about, rather than to refer back ("Was hat das gekostet?")."""
    nouns = _NOUN.findall(question)
    if language_of(question) == "en":  # its nouns do not show
        nouns = [word for word in content_words(question) if not frames(word)]
        return len(nouns) > 1 and not _REFERS.search(question)
    named = bool(concepts_of(question) or _NEW_NOUN.search(question) or len(nouns) > 2)
    return named and not (_REFERS.search(question) and len(nouns) < 2)


def _with_topic(question: str, before: tuple[str, ...]) -> str:
    """Return a question with the things in front that the sentences before it speak of most, the nearest first."""
    said = set(content_words(question))
    nouns = [
        noun
        for sentence in reversed(before)
        for noun in _NOUN.findall(sentence)
        if noun.lower() not in STOP_WORDS | said and not frames(noun.lower()) and not INSTITUTION.search(noun)
    ]
    counted = Counter(noun for noun in nouns if concepts_of(noun)) or Counter(nouns)
    topic = ", ".join(noun for noun, _ in counted.most_common(_CONTEXT))
    return f"{topic}: {question}" if topic else question
