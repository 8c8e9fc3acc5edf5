"""Whether a sentence says what a thing is: it opens with the thing, glosses it, or sets a description beside it. Pure.

"Ein Rufbus fährt nur, wenn jemand bucht", "Einer für Alle (EfA)", "LoRaWAN, ein Funknetz für Sensoren": told by form.
"""

import re

from knowledge.german import content_words, stem
from knowledge.matching import Term

ENDING = 2  # letters by which a stem may go on in an inflected form: "Rufbusse"
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_DETERMINER = re.compile(r"(?:(?:Ein|Eine|Der|Die|Das|Unter|Als) )?(?:[a-zäöüß]+ ){0,2}[„\"]?")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_PAST = re.compile(
    r" (?:[a-zäöüß]+ten?|wurden?|war|waren|gab|gaben|kam|kamen|ging|gingen|entstand|entstanden|begann)\b"
)
_SET_BESIDE = re.compile(r",? (?:ist|sind|heißt|heißen|bedeutet|bezeichnet|meint|beschreibt)\b|, ein(?:e[mnr]?)? ")
_GLOSS_BEHIND = re.compile(r"[“\"]? \((?=\w*[a-zäöü])[^()]{4,}\)")
_CALLED = re.compile(r"[“\"]? genannt\b")
_EXPANDED = re.compile(r"\w[“\"]? \($")


def defines(sentence: str, subject: tuple[Term, ...]) -> bool:
    """Return whether a sentence says what the subject is.

    >>> from knowledge.matching import terms_of
    >>> efa, bus = terms_of("EfA", {"efa": 1.0}), terms_of("Rufbus", {"rufbus": 1.0})
    >>> defines("Beim Prinzip „Einer für Alle“ (EfA) entwickelt ein Land einen Dienst.", efa)
    True
    >>> defines("Rufbusse fahren nur, wenn jemand bucht.", bus), defines("Der Rufbus startete 2019.", bus)
    (True, False)
    """
    words = list(_WORD.finditer(sentence))
    named = [found for found in words if _is_part(found.group(), subject)]
    if not subject or not all(any(_is_form(found.group(), term) for found in named) for term in subject):
        return False
    first, last = named[0], _last_of_first_run(named)
    before, behind = sentence[: first.start()], sentence[last.end() :]
    if _CALLED.match(behind) or _GLOSS_BEHIND.match(behind) or (_EXPANDED.search(before) and behind.startswith(")")):
        return True
    if _YEAR.search(sentence) or _PAST.match(behind):  # tells what happened
        return False
    opens = _DETERMINER.fullmatch(before) and behind.strip(" .")
    return bool(opens or _SET_BESIDE.match(behind))


def _is_part(word: str, subject: tuple[Term, ...]) -> bool:
    """Return whether a word is one of the subject's, whole: "EfA-Dienste" are not EfA."""
    parts = list(content_words(word))
    return bool(parts) and all(any(_is_stem(stem(part), term) for term in subject) for part in parts)


def _is_form(word: str, term: Term) -> bool:
    return any(_is_stem(stem(part), term) for part in content_words(word))


def _is_stem(of_word: str, term: Term) -> bool:
    return of_word.startswith(term.stem) and len(of_word) - len(term.stem) <= ENDING


def _last_of_first_run(named: list[re.Match[str]]) -> re.Match[str]:
    """Return the last of the subject's words that stand side by side from its first mention on."""
    last = named[0]
    for found in named[1:]:
        if found.start() - last.end() > 1:
            break
        last = found
    return last
