"""What in a message points back at what was said before: pronouns, ellipsis, ordinals, corrections, a change of topic.

Rules on German and English function words and on word order; knows nothing of topics, places or documents.
"""

import re
from dataclasses import dataclass

from knowledge.asked import frames
from knowledge.german import clean, content_words, words
from knowledge.stopwords import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:[-/.,:*&'’][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:.!?–()]|\s(und|oder|and|or)\s", re.IGNORECASE)
_NOT_A_THING = re.compile(r"^(ge|be|ver|er|ent|zer|an|auf|aus|ein)\w+t$|\w(iert|lich|ig|isch|bar|sam|los)(e[mnrs]?)?$")
_POINTING = frozenset(
    """es er ihn ihm dies dieses diese dieser diesem diesen jene jener jenes jenem jenen solche solcher solches solchen
    dessen deren denen dort dorthin davon dafür damit dabei dazu daran darauf darüber dahinter daraus dagegen darum
    dadurch darin danach sowas derselbe dieselbe dasselbe it its that this they them their those these one ones
    dafuer darueber""".split()
)
_THIRD_PERSON = frozenset("sie ihr ihre ihrer ihren ihrem ihnen sein seine seiner seinen seinem".split())
_ARTICLES = frozenset("der die das den dem".split())
_EXPLETIVE = frozenset("gibt gab gäbe geht ging heißt is are there was were".split())  # "gibt es", "is it", "there is"
_HINTS = frozenset("und aber oder auch denn dann noch sonst and but or also then else too".split())
_VERBS = frozenset(
    """ist sind war waren wäre hat haben hatte hatten kann können könnte muss müssen soll sollen sollte darf dürfen will
    wollen wird werden wurde wurden gibt gab geht gilt läuft lief macht machen kostet klappt funktioniert braucht
    man wir ich is are was were has have had does do did can could should would will we i""".split()
)
_ASKING = frozenset(
    """wie was wer wo wann warum wieso weshalb welche welcher welches welchen welchem wem wen wessen woher wohin womit
    wofür wodurch worauf wobei how what who where when why which whose""".split()
)
_PREPOSITIONS = frozenset(
    """in im bei beim für mit ohne auf an am aus von vom zu zum zur unter über ab bis gegen nach vor for with without in
    at from under""".split()
)
_AFTER_VERB = STOP_WORDS - _PREPOSITIONS - {"und", "oder", "and", "or"}
_LEAD = re.compile(
    r"^\W*((ok|okay|gut|super|prima|ja|ach so|ach|hm+|ah|so|also|danke|vielen dank|thanks|thank you)\b\W*)*"
    r"(?P<joint>(und|oder|aber|auch|dann|and|or|but|what about|how about)\b\W*)*"
    r"(?P<how>(was ist mit|wie (sieht|schaut|ist|war|steht) (es|das|er)?\s*(denn|dann|da|dort)?\s*(mit|bei|um|(?=in\b)))\b\W*)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+aus\W*$", re.IGNORECASE)
_OWN = re.compile(r"\b(wir|uns|unser\w*|ich|man|we|us|our|i)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b((eine )?(andere|neue|weitere|nächste) frage|(anderes|neues|nächstes) thema|themenwechsel|et?was (ganz )?anderes"
    r"|(jetzt|nun) zu[mr]?|another question|different (question|topic))\b",
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
    rf"\b(der|die|das|den|dem|beim|zum|the)\s+(andere[mnrs]?|other)(\s+({_EXAMPLE})\w{{0,2}}\b|\s*([.,:;?!]|$))", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(auch|andere[mnrs]?|weitere[mnrs]?|sonst|noch (ein|mehr|jemand)\w*|anderswo|ähnliche[mnrs]?|also|other|another"
    r"|else|similar|kleiner|größer|elsewhere)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a message as typed, its place, its lower-case form, and whether it may name a thing."""

    text: str
    start: int
    plain: str
    noun: bool


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """What stands alone in a message without a verb: after "und …", as "in …", or bare."""

    text: str
    joined: bool
    prepositional: bool


def said_in(text: str) -> tuple[Said, ...]:
    """Return the words of a message; German nouns are told by their capital where the asker uses capitals.

    >>> [word.text for word in said_in("Haben die auch eine Dorf-App?") if word.noun]
    ['Dorf-App']
    >>> [word.text for word in said_in("wie misst man das klima?") if word.noun]
    ['misst', 'klima']
    """
    found = list(_TOKEN.finditer(clean(text)))
    starts = {0} | {m.end() for m in re.finditer(r"[.!?:]\s+", text)}
    cased = not text.isupper() and any(m.group()[0].isupper() and m.start() not in starts for m in found)
    said = []
    for m, following in zip(found, [*(m.group().lower() for m in found[1:]), ""], strict=False):
        opens_with_verb = m.start() in starts and following in _AFTER_VERB  # "Braucht man …", "Erzählen Sie …"
        noun = not opens_with_verb and _may_be_noun(m.group(), cased)
        said.append(Said(m.group(), m.start(), m.group().lower(), noun))
    return tuple(said)


def _may_be_noun(token: str, cased: bool) -> bool:
    plain = token.lower()
    if plain in STOP_WORDS | _VERBS | _ASKING or not any(True for _ in content_words(token)):
        return False
    if cased:
        return not token[0].islower()
    return not frames(plain) and not _NOT_A_THING.search(plain)


def points_back(text: str) -> bool:
    """Return whether a pronoun or "dort", "dafür", "so etwas" stands for something that the message itself does not name.

    >>> points_back("Was hat das gekostet?"), points_back("Was kostet das System?")
    (True, False)
    >>> points_back("Wir haben einen Bach, wie können wir den überwachen?")
    False
    """
    said = said_in(text)
    breaks = [m.start() for m in _CLAUSE.finditer(text)]
    named_at = next((word.start for word in said if word.noun and not frames(word.plain)), len(text))
    own_until = next((at for at in breaks if at > named_at), len(text))  # later clauses point at the message itself
    return any(_is_pointer(said, at, breaks) for at, word in enumerate(said) if word.start < own_until)


def _is_pointer(said: tuple[Said, ...], at: int, breaks: list[int]) -> bool:
    word = said[at]
    near = {said[i].plain for i in (at - 1, at + 1) if 0 <= i < len(said)}
    if word.plain in ("es", "it", "that", "this", "there") and near & _EXPLETIVE:
        return False
    if word.plain in _POINTING:
        return True
    if word.plain in _THIRD_PERSON:
        return word.text.islower() and any(other.text[0].isupper() for other in said)
    if word.plain == "da":
        return at > 0 and said[at - 1].start + len(said[at - 1].text) + 1 >= word.start
    if word.plain == "so" and at + 1 < len(said):
        return said[at + 1].plain in ("etwas", "was", "ein", "eine", "einen", "einem")
    return word.plain in _ARTICLES and not _leads_to_noun(said, at, breaks)


def _leads_to_noun(said: tuple[Said, ...], at: int, breaks: list[int]) -> bool:
    """Return whether an article has its noun: "die große Stadt", not "bis die wieder" or "was hat das gekostet"."""
    for following in said[at + 1 : at + 4]:
        if any(said[at].start < place < following.start for place in breaks) or following.plain in STOP_WORDS | _VERBS:
            return False
        if following.noun or (frames(following.plain) and following.text[0].isupper()):
            return True
    return False


def hints_back(text: str) -> bool:
    """Return whether a joint or particle ("und", "auch", "denn") ties the message to what was said before."""
    return any(word in _HINTS for word in words(text))


def asks_for_more(text: str) -> bool:
    """Return whether another case than the one shown is wanted: "auch", "noch ein", "andere", "kleiner"."""
    return bool(_MORE.search(text))


def speaks_of_own(text: str) -> bool:
    """Return whether the asker speaks of the own municipality: what was shown of another one is then beside the point."""
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


def ellipsis_in(text: str) -> Ellipsis | None:
    """Return what stands alone without a verb, or None when the message is a clause of its own.

    >>> ellipsis_in("Und in Hessen?")
    Ellipsis(text='in Hessen', joined=True, prepositional=True)
    >>> ellipsis_in("Wie sieht es bei Glasfaser aus?").text, ellipsis_in("Was kostet das?")
    ('Glasfaser', None)
    """
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    if lead and lead["how"]:
        rest = _TAIL.sub("", rest)
    rest = rest.strip(" \t\n,.;:!?–-")
    said = said_in(rest)
    if not said or len(said) > 8 or {word.plain for word in said} & (_VERBS | _ASKING):
        return None
    return Ellipsis(rest, bool(lead and (lead["joint"] or lead["how"])), said[0].plain in _PREPOSITIONS)


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
