"""Cuts sentences into clauses, and tells what each one claims: denied or not, done or only planned. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.sentences import spans

_CUT = re.compile(r"\s*(?:[,;:()]|\s[–-]\s|\b(?:und|aber|sondern|sowie|doch)\b)\s*")
_WITH_INFINITIVE = re.compile(r"\b(?:zu \w+e?[nr]n?|\w+zu\w+en)\W*$")
_DENIED = re.compile(
    r"\b(?:kein\w*|nicht|nichts|nie|niemals|niemand\w*|ohne|weder|keinerlei|nirgends|kaum|fehl\w+|unmöglich|entfallen"
    r"|no|not|never|none|without)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:frei|kostenlos\w*|kostenfrei\w*|gratis|unentgeltlich\w*|umsonst)\b", re.IGNORECASE)
_PAYING = re.compile(r"\b(?:zahl|bezahl|kost|entricht)\w*", re.IGNORECASE)
_PENDING = re.compile(
    r"\b(?:soll(?:en|te|ten|t)?|\w*geplant\w*|plan(?:t|en|te|ten)|vorgesehen\w*|vorsieht|sieht .{0,40}\bvor"
    r"|beantragt\w*|angekündigt\w*|beabsichtig\w*|in aussicht|eingeplant\w*|gedacht|wollte\w*|will|wollen|möchte\w*"
    r"|könnte\w*|würde\w*|dürfte\w*|künftig\w*|voraussichtlich|erwartet\w*|st[ae]nd\w* .{0,20}\baus"
    r"|steht .{0,20}\baus|ausstehend\w*|ob|angestrebt\w*|ziel|noch offen|in vorbereitung|planned|should|expected)\b",
    re.IGNORECASE,
)
_SHORTEST = 3  # words of a clause that can claim something


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that claims one thing; `sentence` is the number of its sentence in the text."""

    text: str
    sentence: int
    denied: bool
    pending: bool


@lru_cache(maxsize=4_096)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text, in order.

    >>> [(c.text, c.denied, c.pending) for c in clauses_of("Der Bus fährt, er soll keine Linie ersetzen.")]
    [('Der Bus fährt', False, False), ('er soll keine Linie ersetzen.', True, True)]
    """
    found = []
    for number, (start, end) in enumerate(spans(text)):
        for piece in _pieces(text[start:end]):
            found.append(Clause(piece, number, denies(piece), bool(_PENDING.search(piece))))
    return tuple(found)


def denies(clause: str) -> bool:
    """Return whether a clause denies: an odd number of negations; "zahlt nichts" is what "fährt frei" says.

    >>> [denies(t) for t in ("kein Geld", "nicht ohne Termin", "Kinder zahlen nichts", "Kinder fahren nicht frei")]
    [True, False, False, True]
    """
    count = len(_DENIED.findall(clause))
    if _PAYING.search(clause) and re.search(r"\bnichts\b", clause, re.IGNORECASE) and not _FREE.search(clause):
        count -= 1
    return count % 2 == 1


def _pieces(sentence: str) -> list[str]:
    """Return the pieces between commas and "und".

    What only completes another ("…, die App zu übertragen") stays with it; so does the start of an enumeration.
    """
    pieces: list[str] = []
    start = 0
    for at, after in [*((m.start(), m.end()) for m in _CUT.finditer(sentence)), (len(sentence), len(sentence))]:
        piece = sentence[start:at].strip()
        if len(piece.split()) < _SHORTEST and at < len(sentence):
            continue
        if piece and pieces and (_WITH_INFINITIVE.search(piece) or len(piece.split()) < _SHORTEST):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece:
            pieces.append(piece)
        start = after
    return pieces
