"""What kind of message this is and in which language; may end the turn before any search.

Rules only: fast, deterministic, and shy. Whatever is not plainly something else is a question.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.messages import Outcome
from knowledge.german import content_words, parts, words

_GREETING = frozenset(
    """hallo hi hey moin servus grüezi tag morgen abend grüß grüße tschüss wiedersehen hello morning evening afternoon
    bye thanks thank danke dankeschön dank ok okay super prima""".split()
)
_WITH_GREETING = frozenset(
    """guten guter gute gott zusammen auf good day you vielen bitte schön schöne herzlichen lotse liebes liebe lieber
    team dear the und für die hilfe antwort sehr ihre your help much very for and dir ihnen""".split()
)
_SELF = re.compile(r"\b(ich|mich|mir|i|me)\b|\bverbinden sie\b", re.IGNORECASE)
_TALK = re.compile(
    r"sprech|\bred(e|en)\b|telefonier|verbind|verbunden|kontakt|weiterleit|weitergeleitet|weiterzuleiten|übergeb|erreich"
    r"|\b(talk|speak|connect|transfer)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(mensch|person|jemand|berater|beratung|mitarbeit|ansprechp|expert|fachmann|fachfrau|kolleg|team|human|someone"
    r"|advisor|adviser|agent)",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bwie (ich|wir|man)\b|\bhow (do|can|to)\b", re.IGNORECASE)
_CALLBACK = re.compile(
    r"rückruf|ruf\w* (sie |sie mich |mich |uns )?(bitte )?(mich |uns )?(bitte )?zurück|call me", re.IGNORECASE
)
_BARE_PERSON = re.compile(
    r"^\W*(bitte )?(ein(en)? |echter |a )*(mensch|person|human|berater|beraterin)( please| bitte)?\W*$", re.I
)
_WISH_WORDS = 25  # a longer message has more to say than that someone wants a person
_ENGLISH = frozenset(
    """the of and to in is are how what which who why when where do does did can could should would we our for with
    from have has there any about you your my it that this on at be was were hello thanks thank good morning
    evening afternoon bye""".split()
)
_GERMAN = frozenset(
    """der die das und ist sind wie was welche welcher wer warum wann wo wir unser unsere für mit von haben hat gibt
    es ein eine einen dem den des im zu auf bei nicht auch oder kann können soll sollen ich sie uns""".split()
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A message made ready: what to search for, the language to answer in, and the outcome if the turn ends here."""

    query: str
    language: Literal["de", "en"]
    ends_as: Outcome | None = None


def understand(text: str, language: str | None = None) -> Understood:
    """Return what to do with a message.

    >>> understand("Guten Morgen!").ends_as
    <Outcome.DECLINED_SMALLTALK: 'declined.smalltalk'>
    >>> understand("Kann ich bitte mit einem Menschen sprechen?").ends_as
    <Outcome.HANDOFF_ASKED_FOR: 'handoff.asked_for'>
    >>> understand("Hallo, was kostet ein Rufbus?").ends_as is None
    True
    """
    chosen: Literal["de", "en"] = "en" if (language or language_of(text)) == "en" else "de"
    said = [part for word in words(text) for part in parts(word)]
    if any(word in _GREETING for word in said) and all(word in _GREETING | _WITH_GREETING for word in said):
        return Understood(text, chosen, Outcome.DECLINED_SMALLTALK)
    if len(said) <= _WISH_WORDS and _wants_person(text):
        return Understood(text, chosen, Outcome.HANDOFF_ASKED_FOR)
    if not any(len(word) > 1 for word in content_words(text)):
        return Understood(text, chosen, Outcome.CLARIFY)
    return Understood(text, chosen)


def _wants_person(text: str) -> bool:
    if _CALLBACK.search(text) or _BARE_PERSON.match(text):
        return True
    asks = all(pattern.search(text) for pattern in (_SELF, _TALK, _PERSON))
    return asks and not _HOW.search(text)


def language_of(text: str) -> Literal["de", "en"]:
    """Return the language by its function words; German when in doubt.

    >>> language_of("How did other towns start with flood sensors?"), language_of("Smart City App")
    ('en', 'de')
    """
    said = words(text)
    english = sum(word in _ENGLISH for word in said)
    german = sum(word in _GERMAN for word in said) + sum(not word.isascii() for word in said)
    return "en" if english > german else "de"
