"""Finds the clause of the sources that a clause of a statement words anew, and compares what both claim. Pure."""

import re

from assistant.checking.clauses import Clause, clauses_of
from assistant.checking.grounds import Grounds, claims, says
from knowledge.german import content_words
from knowledge.matching import words_of

_ADVICE = re.compile(
    r"\b\w+en Sie\b|\b(?:muss|müssen|ratsam|empfehl\w*|empfiehlt|empfohlen|darf|dürfen|kann|können|lässt)\b"
)


def turned(statement: str, grounds: Grounds) -> str:
    """Return `negation` or `status` when a clause claims the opposite of its source, or done for planned; else "".

    >>> grounds = Grounds("Der Umbau war nicht teuer. Eine Förderung ist beantragt.", "")
    >>> [turned(text, grounds) for text in (
    ...     "Der Umbau war teuer.", "Eine Förderung wurde gewährt.", "Teuer war der Umbau nicht.")]
    ['negation', 'status', '']
    """
    rests_on = {clause: _sources(clause, grounds) for clause in clauses_of(statement)}
    denied = {source for clause, sources in rests_on.items() if clause.denied for source in sources}
    for clause, sources in rests_on.items():
        # "Ohne Ticket kostet es drei Euro" may become two clauses, of which one denies.
        compared = sources or [source for source in grounds.clauses if source.denied and clause.denied]
        if clause.denied != any(source.denied for source in compared if clause.denied or source not in denied):
            return "negation"
        if sources and clause.pending != any(s.pending for s in sources) and not _ADVICE.search(clause.text):
            return "status"
    return ""


def _sources(clause: Clause, grounds: Grounds) -> list[Clause]:
    """Return the source clause that shares most with a clause, and those that are needed for what it lacks.

    Among equals the one that claims the same: a statement is not blamed for a neighbour.
    """
    open_words = {*content_words(clause.text), *_digits(clause.text)}
    found: list[Clause] = []
    while open_words:
        shared = {source: {w for w in open_words if _in(w, source)} for source in grounds.clauses}
        best = max(
            shared, key=lambda s: (len(shared[s]), s.denied == clause.denied, s.pending == clause.pending), default=None
        )
        if best is None or not shared[best] or (found and not claims(" ".join(shared[best]))):
            break
        found.append(best)
        open_words -= shared[best]
    return found


def _in(word: str, source: Clause) -> bool:
    return word in _digits(source.text) if word[0].isdigit() else says(words_of(source.text), word)


def _digits(text: str) -> set[str]:
    return {re.sub(r"\.(?=\d{3})", "", found) for found in re.findall(r"\d[\d.,]*\d|\d", text)}
