"""What in a message points back at what was said before: pronouns, and details that are taken as known.

Rules on German and English function words and on word order; knows nothing of topics, places or documents.
"""

import re
from dataclasses import dataclass

from knowledge.asked import frames
from knowledge.german import clean, content_words, words
from knowledge.stopwords import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:[-/.,:*&'’][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:.!?–()]|\s(und|oder|and|or)\s", re.IGNORECASE)
_NOT_A_THING = re.compile(
    r"^(ge|be|ver|er|ent|zer|an|auf|aus|ein)\w+t$|\w{3}ed$|\w(iert|lich|ig|isch|bar|sam|los)(e[mnrs]?)?$"
)
_VERBAL = re.compile(r"^[a-zäöü].*t$")  # of framing words: "gekostet", "kostet", "bezahlt", not "gemeinde"
_POINTING = frozenset(
    """es er ihn ihm dies dieses diese dieser diesem diesen jene jener jenes jenem jenen solche solcher solches solchen
    dessen deren denen dort dorthin davon dafür damit dabei dazu daran darauf darüber dahinter daraus dagegen darum
    dadurch darin danach sowas derselbe dieselbe it this those these
    dafuer darueber ähnliches vergleichbares gleiches dasselbe""".split()
)
_THIRD_PERSON = frozenset(
    "sie ihr ihre ihrer ihren ihrem ihnen sein seine seiner seinen seinem they them their its one ones".split()
)
ARTICLES = frozenset("der die das den dem".split())
_BY_CONTEXT = {  # words that point only after or before certain others: "so etwas", "does that cost"
    "so": (frozenset("etwas was ein eine einen einem".split()), 1),
    "that": (frozenset("is was does did do can could should about like of for with".split()), -1),
}
_FILLERS = frozenset("es it that this".split())
_EXPLETIVE = frozenset("gibt gab gäbe geht ging heißt take takes".split())  # "gibt es", "does it take"
_JOINTS = frozenset("und aber oder and but or".split())
_HINTS = frozenset("auch denn dann noch sonst also then else too".split())
VERBS = frozenset(
    """ist sind war waren wäre hat haben hatte hatten kann können könnte muss müssen soll sollen sollte darf dürfen will
    wollen wird werden wurde wurden gibt gab geht gilt läuft lief macht machen kostet klappt funktioniert braucht
    man wir ich is are were has have had does do did can could should would will we i""".split()
)
ASKING = frozenset(
    """wie was wer wo wann warum wieso weshalb welche welcher welches welchen welchem wem wen wessen woher wohin womit
    wofür wodurch worauf wobei how what who where when why which whose""".split()
)
_ADVERBS = frozenset(
    """heute morgen gestern damals vorher nachher später früher bisher anders schief los eins zwei drei genau weiter
    gut besser schlecht teuer billig schnell lange länger oft konkret rein raus runter hoch ging kam lief fährt
    steht""".split()
)
PREPOSITIONS = frozenset(
    """in im bei beim für mit ohne auf an am aus von vom zu zum zur unter über ab bis gegen nach vor for with without in
    at from under""".split()
)
_ENGLISH = frozenset(
    "the which what how who where why does do did are is can should could for of with has have".split()
)
_LOWER_NOUN = re.compile(
    r"\b(k?ein(e[mnrs]?)?|mit|für|von|ohne|im|zum|zur|beim|am)\s+(?!uns\b|dem\b|der\b|den\b)[a-zäöü]{4}"
)
_DEGREE = r"wie (viele?|lange?|hoch|groß|weit|oft|genau|gut|schnell|teuer|stark|sicher)|how (many|much|long|far|often)"
_AFTER_VERB = STOP_WORDS - PREPOSITIONS - {"und", "oder", "and", "or"}


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a message as typed, its place, its lower-case form, and whether it may name a thing."""

    text: str
    start: int
    plain: str
    noun: bool


def said_in(text: str) -> tuple[Said, ...]:
    """Return the words of a message; German nouns are told by their capital where the asker uses capitals.

    >>> [word.text for word in said_in("Haben die auch eine Dorf-App?") if word.noun]
    ['Dorf-App']
    >>> [word.text for word in said_in("wie misst man das klima?") if word.noun]
    ['misst', 'klima']
    """
    text = clean(text)
    found = list(_TOKEN.finditer(text))
    starts = {0} | {m.end() for m in re.finditer(r"[.!?:]\s+", text)}
    inside = any(m.group()[0].isupper() and m.start() not in starts for m in found)
    english = any(m.group().lower() in _ENGLISH for m in found)
    cased = not (english or text.isupper()) and (inside or (text[:1].isupper() and not _LOWER_NOUN.search(text)))
    said = []
    for m, following in zip(found, [*(m.group().lower() for m in found[1:]), ""], strict=False):
        verb_like = m.start() in starts and following in _AFTER_VERB  # "Braucht man …", "Erzählen Sie …"
        opens_with_verb = verb_like and text[m.end() : m.end() + 1] == " "
        noun = not opens_with_verb and _may_be_noun(m.group(), cased)
        said.append(Said(m.group(), m.start(), m.group().lower(), noun))
    return tuple(said)


def _may_be_noun(token: str, cased: bool) -> bool:
    plain = token.lower()
    if plain in STOP_WORDS | VERBS | ASKING | _ADVERBS or not any(True for _ in content_words(token)):
        return False
    if cased:
        return not token[0].islower()
    return not frames(plain) and not _NOT_A_THING.search(plain)


def points_back(text: str) -> bool:
    """Return whether a pronoun or "dort", "dafür", "so etwas" stands for something that the message does not name.

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
    if word.text == "IT":
        return False
    if word.plain in _POINTING:
        beside = {said[i].plain for i in (at - 1, at + 1) if 0 <= i < len(said)}
        return not (word.plain in _FILLERS and beside & _EXPLETIVE)
    if word.plain in _THIRD_PERSON:  # not the polite "Sie", nor "ein Dorf von seinen Sensoren"
        polite = word.plain[0] in "si" and not (word.text.islower() and any(other.text[0].isupper() for other in said))
        return not polite and not any(other.noun for other in said[:at])
    if word.plain in _BY_CONTEXT:
        neighbours, step = _BY_CONTEXT[word.plain]
        return 0 <= at + step < len(said) and said[at + step].plain in neighbours
    if word.plain == "da":
        return at > 0
    return word.plain in ARTICLES and not _leads_to_noun(said, at, breaks)


def _leads_to_noun(said: tuple[Said, ...], at: int, breaks: list[int]) -> bool:
    """Return whether an article has its noun: "die große Stadt", not "bis die wieder" or "was hat das gekostet"."""
    for following in said[at + 1 : at + 4]:
        if any(said[at].start < place < following.start for place in breaks) or following.plain in STOP_WORDS | VERBS:
            return False
        if following.noun or (frames(following.plain) and not _VERBAL.search(following.text)):
            return True
    return False


def goes_on(text: str) -> bool:
    """Return whether a message begins as the continuation of what was said: "Und was kostet eine Fahrt?"."""
    said = words(text)
    return bool(said) and said[0] in _JOINTS


def hints_back(text: str) -> bool:
    """Return whether a joint or particle ("und", "auch", "denn") ties the message to what was said before."""
    return goes_on(text) or any(word in _HINTS for word in words(text))


def asks_a_detail(text: str, thing: str) -> bool:
    """Return whether a question takes for granted that one knows whose `thing` is meant.

    "Wie viele X", "welche X", and "die X" where a degree or yes or no is asked.

    >>> asks_a_detail("Wie lange halten die Batterien?", "Batterien"), asks_a_detail("Was ist die E-Akte?", "E-Akte")
    (True, False)
    """
    quantified = rf"\b(wie viele?|how many|how much|welche[mnrs]?|which)\s+{re.escape(thing)}"
    definite = rf"\b(der|die|das|den|dem|the)\s+{re.escape(thing)}"
    if re.search(quantified, text, re.IGNORECASE):
        return True
    opens = next(iter(words(text)), "")
    presumes = re.search(_DEGREE, text, re.IGNORECASE) or opens in VERBS or hints_back(text)
    return bool(presumes and re.search(definite, text, re.IGNORECASE))
