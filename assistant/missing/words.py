"""Names and subjects that a question turns on and the evidence does not hold: programmes, products, techniques. Pure.

A word is taken for missing when no passage of the knowledge holds it, no other wording of its concept stands in the
evidence, no compound or inflection of it does either, and it carries enough of the question to matter.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.missing.framing import is_actor, is_framing, is_verb_form
from assistant.missing.gap import Gap, Kind
from assistant.missing.mentioning import mentions
from assistant.missing.scope import Spoken
from assistant.retrieval import Evidence
from assistant.speaking import Named
from assistant.topical import without_absent
from knowledge.asked import wanted
from knowledge.german import content_words, parts, stem, words
from knowledge.matching import Term
from knowledge.sentences import spans
from knowledge.stopwords import STOP_WORDS

CARRIES = 0.16  # share of the question's rarity from which a word matters
RARE = 0.55  # rarity, in units, from which a word that other documents hold matters
_LONG = 6  # letters
_SHORT = re.compile(r"\b[A-ZÄÖÜ]{2,4}\b")
_TOKEN = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_QUOTED = re.compile(r"[„“\"«»]([^„“”\"«»]{3,60})[“”\"«»]")
_SENTENCE = re.compile(
    r":\s|\b(?:müssen|muss|sollen|soll|sollten|sollte|dürfen|darf|must|shall|should)\b", re.IGNORECASE
)
_VERSION = re.compile(r"\b[A-ZÄÖÜ][\w-]+ \d\.\d\b")
_DOTTED = re.compile(r"\b[A-ZÄÖÜ]\w+(?:\.[A-ZÄÖÜ]\w+)+\b")  # Land.Netz.Morgen; or a sentence without the blank after it
_NAMES = re.compile(
    r"\b(?i:\w*programm\w*|\w*projekt\w*|plattform|software|produkt|firma|anbieter\w*|hersteller\w*|initiative|wettbewerb)"
    r"\s+((?:[A-ZÄÖÜ][\w.-]*\s?){1,4})",
)
_NOT_ANY = r"(?<![Ee]ine )(?<![Ee]in )(?<![Ww]elche )(?<![Ww]elcher )(?<![Jj]ede )(?<![Uu]nsere )"  # "eine Gemeinde X"
_BEFORE_NAME = r"\b(?:von|mit|bei|per)"
_NEXT_PHRASE = STOP_WORDS - {"und", "oder", "sowie", "aber"} | {""}  # "mit neuen und alten Sensoren" is one phrase
_PRESUPPOSES = re.compile(r"\b(warum|weshalb|wieso|weil)\b", re.IGNORECASE)  # what follows is taken to have happened
_NOUN_ENDING = re.compile(r"(ung|ungen|heit|keit|schaft|tion|tät|nis|ismus)$")
_POINTS_BACK = re.compile(
    r"\b(damit|dafür|dazu|davon|darin|daran|darauf|dadurch|dabei|daraus|dort|es|sie|ihn|solche\w*|so etwas|sowas)\b"
    r"|\b(das|dies\w*)(?= [a-zäöü]|\W*$)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)\W*$")


def name_gaps(question: str, evidence: Evidence, documents: Sequence[Spoken]) -> Iterator[Gap]:
    """Yield the programmes, products and quoted names whose words no passage holds, and versions it does not know."""
    unknown = {term.stem for term in evidence.typed or evidence.terms if term.weight >= evidence.unit}
    quoted = [text for text in _QUOTED.findall(question) if not _SENTENCE.search(text)]  # what is said is no name
    for found in [*quoted, *_NAMES.findall(question)]:
        name = found.strip()
        strange = [word for word in content_words(name) if stem(word) in unknown]
        if strange and not any(name.lower() in document.text for document in documents):
            yield Gap("programme", name)
    dotted = [name for name in _DOTTED.findall(question) if all(map(_says, name.split(".")))]
    for name in [*_VERSION.findall(question), *dotted]:
        if not any(name.lower() in document.text for document in documents):
            yield Gap("programme", name)


def term_gaps(
    question: str, evidence: Evidence, everywhere: Sequence[Spoken], about: Sequence[Spoken], named: Named
) -> Iterator[Gap]:
    """Yield the words that matter and are missing: unknown ones everywhere, rare ones in what is `about` the place."""
    terms = evidence.typed or evidence.terms
    total = sum(term.weight for term in terms) or 1.0
    heavy = [t for t in terms if t.weight >= max(CARRIES * total, RARE * evidence.unit)]
    asking = _asking(question) if about else without_absent(_asking(question))
    presupposes = bool(about and _PRESUPPOSES.search(question))
    for term in heavy:
        token = _written(asking, term)
        unknown = term.weight >= evidence.unit
        if token is None or not (unknown or about) or wanted(token) or is_framing(token):
            continue
        if is_actor(token) and not about:
            continue
        if _is_short_for(token, term, named) or not (
            _is_noun(asking, token) or _may_be_noun(asking, token, presupposes)
        ):
            continue
        concepts = () if unknown and _is_name(token) else named
        if not any(mentions(document, term, concepts, token) for document in about or everywhere):
            yield Gap(_kind(question, token), token)


def _says(word: str) -> bool:
    """Return whether a word carries meaning: "Kann" opens a sentence, "Netz" does not."""
    return next(content_words(word), None) is not None


def _may_be_noun(question: str, token: str, presupposes: bool) -> bool:
    """Return whether a word without a capital is taken for one: behind "von", all typed small, or as a fact."""
    behind = re.search(rf"{_BEFORE_NAME}\s+{re.escape(token)}\b(\W*)(\w*)", question)
    if behind and (behind.group(1).strip() or behind.group(2) in _NEXT_PHRASE):
        return True
    careless = question == question.lower() and not is_verb_form(token)
    return len(token) >= _LONG and (presupposes or careless)


def _is_short_for(token: str, term: Term, named: Named) -> bool:
    """Return whether a word is or contains an abbreviation that the vocabulary knows: "LK", "Nachbar-VG"."""
    known = {wording[0] for _, wording in named if len(wording) == 1}
    short = {stem(part.lower()) for part in _SHORT.findall(token)} & known
    return bool(short) and (term.stem in short or "-" in token)


def _asking(question: str) -> str:
    """Return the sentences that ask; the setting counts as well when they point back to it ("Wer macht das schon?").

    >>> _asking("Wir haben Kupfer. Wer zahlt den Ausbau?"), _asking("Wir haben Kupfer. Wer macht damit etwas?")
    ('Wer zahlt den Ausbau?', 'Wir haben Kupfer. Wer macht damit etwas?')
    """
    sentences = [question[start:end] for start, end in spans(question)]
    asking = [sentence for sentence in sentences if sentence.endswith("?")] or sentences[-1:]
    return question if any(_POINTS_BACK.search(sentence) for sentence in asking) else " ".join(asking)


def _written(question: str, term: Term) -> str | None:
    """Return the question's own word behind a term."""
    for found in _TOKEN.finditer(question):
        for word in words(found.group()):
            if term.stem in {stem(part) for part in (word, *parts(word))}:
                return found.group()
    return None


def _is_name(word: str) -> bool:
    """Return whether a word is written like an abbreviation or a product: NB-IoT, CityPulse, NIS2."""
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])


def _is_noun(question: str, word: str) -> bool:
    """Return whether a word is written like a noun or name; at the start of a sentence only its ending tells."""
    if _is_name(word) or not word[0].isupper():
        return _is_name(word)
    return not _SENTENCE_START.search(question[: question.index(word)]) or bool(_NOUN_ENDING.search(word))


def _kind(question: str, wording: str) -> Kind:
    """Return place for an unknown name where one is expected, else term."""
    where = rf"{_NOT_ANY}\b(Stadt|Gemeinde|Landkreis|Kreis|Markt|Insel|in|aus|bei|von)\s+{re.escape(wording)}\b"
    before_subject = rf"\b(hat|haben|hatte|ist)\s+{re.escape(wording)}\b"
    looks = "-" not in wording and wording[0].isupper() and wording[1:].islower()
    return "place" if looks and re.search(f"{where}|{before_subject}", question) else "term"
