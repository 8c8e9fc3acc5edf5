"""How a message leans on the one before: fragments without a verb, the n-th example, a correction, a change of topic.

Rules on German and English wording; knows nothing of topics, places or documents.
"""

import re
from dataclasses import dataclass

from assistant.conversation.anaphora import ARTICLES, ASKING, PREPOSITIONS, VERBS, said_in
from knowledge.german import words

_LEAD = re.compile(
    r"^\W*((ok|okay|gut|super|prima|ja|ach so|ach|hm+|ah|so|also|danke|vielen dank|thanks|thank you)\b\W*)*"
    r"(?P<joint>(und|oder|aber|auch|dann|and|or|but|what about|how about)\b\W*)*"
    r"(?P<how>(was ist mit|wie (sieht|ist|war|steht) (es|das|er)?\s*(denn|dann|da|dort)?\s*(mit|bei|um|(?=in\b)))"
    r"\b\W*)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+aus\W*$", re.IGNORECASE)
_OWN = re.compile(r"\b(wir|uns|unser\w*|ich|man|we|us|our|i)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b((eine )?(andere|neue|weitere|nächste) frage|(anderes|neues|nächstes) thema|themenwechsel"
    r"|et?was (ganz )?anderes|(jetzt|nun) zu[mr]?|another question|different (question|topic))\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(nein|nee|ne|nö|falsch|quatsch|sorry|entschuldig\w*( sie)?|pardon|korrektur|halt|moment|no)\b\W*"
    r"|\b(ich meinte|meinte ich|ich meine|gemeint (war|ist)|i meant?)\b\W*",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(r"\W*\b(also |und )?(nicht|not)\s+[^,.;!?]+?\s*(?=[,.;!?]|\bsondern\b|\bbut\b|$)", re.IGNORECASE)
_INSTEAD = re.compile(r"^\W*(sondern|but|ich suche|ich brauche|ich will|um)\b\W*|\W*\bsondern\b", re.IGNORECASE)
_ORDINALS = (("erst", "first"), ("zweit", "second"), ("dritt", "third"), ("viert", "fourth"), ("fünft", "fifth"))
_NTH = "|".join(f"(?P<n{at}>{german}e[mnrs]?|{english}|{at}\\.)" for at, (german, english) in enumerate(_ORDINALS, 1))
_EXAMPLE = (
    r"gemeinde|stadt|ort|dorf|kommune|kreis|landkreis|amt|beispiel|fall|projekt|programm|quelle|treffer|vorschlag"
    r"|genannte\w*|option|variante|möglichkeit|punkt|example|town|municipality|city|village|case|project|one"
)
_ORDINAL = re.compile(
    rf"\b(der|die|das|den|dem|des|zum|zur|beim|im|the|bei|vom)\s+({_NTH}|(?P<last>letzte[mnrs]?|last))"
    rf"(\s+({_EXAMPLE})\w{{0,2}}\b|\s*([.,:;?!]|$|\s(und|hat|haben|ist|war|wie|was|wer|wo)\b))"
    rf"|\b(beispiel|nummer|nr\.?|fall|quelle|punkt|option|example|number)\s*(?P<digit>[1-9])\b|^\W*\[?(?P<bare>[1-5])\]?\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\b(der|die|das|den|dem|beim|zum|the)\s+(andere[mnrs]?|other)(\s+({_EXAMPLE})\w{{0,2}}\b|\s*([.,:;?!]|$))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(auch|andere[mnrs]?|weitere[mnrs]?|sonst|noch (ein|mehr|jemand)\w*|anderswo|ähnliche[mnrs]?|also|other|another"
    r"|else|similar|kleiner|größer|elsewhere)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands alone in a message without a verb: after "und …", as "in …", or bare."""

    text: str
    joined: bool
    prepositional: bool

    @property
    def definite(self) -> bool:
        """Whether it is something of what was spoken about: "und die Finanzierung?"."""
        return words(self.text)[0] in ARTICLES | {"the"}


def asks_for_more(text: str) -> bool:
    """Return whether another case than the one shown is wanted: "auch", "noch ein", "andere", "kleiner"."""
    return bool(_MORE.search(text))


def speaks_of_own(text: str) -> bool:
    """Return whether the asker speaks of the own municipality, so that another one's name is beside the point."""
    return bool(_OWN.search(text))


def changes_topic(text: str) -> bool:
    """Return whether the asker says that a new topic begins."""
    return bool(_CHANGE.search(text))


def corrected(text: str) -> str | None:
    """Return what was meant instead, or None when the message corrects nothing.

    >>> corrected("Nein, nicht die App, ich meinte den Mängelmelder."), corrected("Was kostet das?")
    ('den Mängelmelder', None)
    """
    if not _CORRECTION.search(text):
        return None
    meant = _NOT_THAT.sub(" ", _CORRECTION.sub(" ", _CORRECTION.sub(" ", text, count=1)))
    return _INSTEAD.sub(" ", meant).strip(" \t\n,.;:!–-")


def without_negated(text: str) -> str:
    """Return the message without "nicht …": the words that say what is not meant.

    >>> without_negated("wie war das bei dem anderen, also nicht berlin?")
    'wie war das bei dem anderen?'
    """
    return _NOT_THAT.sub("", text)


def fragment_in(text: str) -> Fragment | None:
    """Return what stands alone without a verb, or None when the message is a clause of its own.

    >>> fragment_in("Und in Hessen?")
    Fragment(text='in Hessen', joined=True, prepositional=True)
    >>> fragment_in("Wie sieht es bei Glasfaser aus?").text, fragment_in("Was kostet das?")
    ('Glasfaser', None)
    """
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    if lead and lead["how"]:
        rest = _TAIL.sub("", rest)
    rest = rest.strip(" \t\n,.;:!?–-")
    said = said_in(rest)
    if not said or len(said) > 8 or {word.plain for word in said} & (VERBS | ASKING):
        return None
    return Fragment(rest, bool(lead and (lead["joint"] or lead["how"])), said[0].plain in PREPOSITIONS)


def ordinal_in(text: str) -> int | None:
    """Return which of the examples shown is meant: 1 for the first, -1 for the last.

    >>> ordinal_in("Erzählen Sie mehr über die zweite Gemeinde"), ordinal_in("Was sind die ersten Schritte?")
    (2, None)
    """
    found = _ORDINAL.search(text)
    if not found:
        return None
    if found["last"]:
        return -1
    digit = found["digit"] or found["bare"]
    return int(digit) if digit else next(at for at in range(1, len(_ORDINALS) + 1) if found[f"n{at}"])


def means_the_other(text: str) -> bool:
    """Return whether the other one of the examples shown is meant: "das andere Beispiel"."""
    return bool(_OTHER.search(text))
