"""What kind of message this is and in which language; may end the turn before any search.

Rules only: fast, deterministic, and shy. Whatever is not plainly something else is a question.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.messages import Outcome
from knowledge.german import content_words, words

_GREETINGS = frozenset(
    """hallo hi hey moin servus grüezi tag morgen abend guten guter grüß gott grüße zusammen tschüss wiedersehen auf
    hello good morning evening day bye thanks thank you danke dankeschön vielen dank bitte schön herzlichen ok
    okay super prima lotse liebes team dear the und für die hilfe antwort""".split()
)
_PERSON = r"(mensch|person|berater|beraterin|mitarbeiter|mitarbeitende|ansprechp|expert|fachmann|fachfrau|kolleg)\w*"
_WISH_FOR_PERSON = re.compile(
    rf"\b(sprechen|reden|telefonieren|verbinden|kontakt|weiterleiten|übergeben|erreichen|rückruf)\w*\b.*\b{_PERSON}"
    rf"|\b{_PERSON}\b.{{0,30}}\b(sprechen|reden|telefonieren|verbinden|verbunden|kontaktieren|erreichen)"
    r"|\b(talk|speak)\b.{0,20}\b(human|person|someone|advisor|expert)\b"
    r"|^\W*(rückruf|ein mensch|echter mensch|human)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ENGLISH = frozenset(
    """the of and to in is are how what which who why when where do does did can could should would we our for with
    from have has there any about you your my it that this on at be was were""".split()
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
    said = words(text)
    if said and all(word in _GREETINGS for word in said):
        return Understood(text, chosen, Outcome.DECLINED_SMALLTALK)
    if _WISH_FOR_PERSON.search(text) and len(said) <= 25:
        return Understood(text, chosen, Outcome.HANDOFF_ASKED_FOR)
    if not any(len(word) > 1 for word in content_words(text)):
        return Understood(text, chosen, Outcome.CLARIFY)
    return Understood(text, chosen)


def language_of(text: str) -> Literal["de", "en"]:
    """Return the language by its function words; German when in doubt.

    >>> language_of("How did other towns start with flood sensors?"), language_of("Smart City App")
    ('en', 'de')
    """
    said = words(text)
    english = sum(word in _ENGLISH for word in said)
    german = sum(word in _GERMAN for word in said) + sum(not word.isascii() for word in said)
    return "en" if english > german else "de"
