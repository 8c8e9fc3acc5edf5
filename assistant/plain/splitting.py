"""Makes two sentences of one where German grammar allows it: between two main clauses, and nowhere else. Pure.

No word is lost but "und" between the clauses; every other word stays where it stands.
"""

import re
from collections.abc import Iterator

from assistant.plain.main_clauses import is_main_clause
from assistant.plain.verbs import FINITE
from knowledge.sentences import spans

SHORT = 10  # words; a sentence up to here is left as it is
_LEAST = 3  # words of either part
_BORDER = re.compile(r"; | – |: (?=[A-ZÄÖÜ\d„])|, (?:und|aber|denn|doch) ")
_LEAD = re.compile(r"(?:\d{1,2}\. )?[^:–.]{1,60}(?:: | – )")
# What follows may still be told by somebody, or hold only on a condition: then the parts belong together.
_BOUND = re.compile(
    r"\b(?:laut|zufolge|angaben|darstellung|einschätzung|rät|raten|empf\w+|sagt\w*|heißt|betont\w*|meint\w*|forder\w+"
    r"|schreib\w*|schrieb\w*|erklär\w*|berichte\w*|kündig\w*|hoff\w*|erwart\w*|wenn|falls|sofern|solange|sobald|soweit"
    r"|außer|wer|ob|dass|würde\w*|hätte\w*|wäre\w*|könnte\w*|entweder|weder|zwar|sowohl|je|einerseits)\b",
    re.IGNORECASE,
)
_NUMERALS = r"zwei|drei|vier|fünf|sechs|sieben|acht|mehrere|folgende\w*|diese\w*"
_KINDS = r"\w*(?:gründe|regeln|wege|fragen|schritte|ziele|aufgaben|stufen|probleme|beispiel)n?"
# "Zwei Wege: …" belongs to what it announces
_COUNTS = re.compile(rf"\b(?:{_NUMERALS})\b", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"\b(?:{_NUMERALS}|{_KINDS}|so|dies|eines|nämlich|etwa|\d+)\b[^,]*$", re.IGNORECASE)
_OPENING, _CLOSING = "„»(", "“”«)"


def split_sentences(text: str) -> str:
    """Return a text whose long sentences are cut between main clauses.

    >>> split_sentences("Der Kreis zahlt seit 2021 die Hälfte der Kosten; das Land gibt jedes Jahr den Rest dazu.")
    'Der Kreis zahlt seit 2021 die Hälfte der Kosten. Das Land gibt jedes Jahr den Rest dazu.'
    >>> split_sentences("Wenn der Kreis zahlt, gibt das Land die Hälfte dazu; der Bund gibt dann auch etwas.")
    'Wenn der Kreis zahlt, gibt das Land die Hälfte dazu; der Bund gibt dann auch etwas.'
    """
    done, last = [], 0
    for start, end in spans(text):
        done += [text[last:start], _cut(text[start:end])]
        last = end
    return "".join([*done, text[last:]])


def _cut(sentence: str) -> str:
    if len(sentence.split()) <= SHORT or not sentence.endswith("."):
        return sentence
    for border in _borders(sentence):
        before, mark, after = sentence[: border.start()], border[0].strip(" ,"), sentence[border.end() :]
        if _may_part(before, mark, after):
            kept = f"{mark} " if mark in ("aber", "denn", "doch") else ""
            return f"{before}. {_opened(_cut_rest(kept + after))}"
    return sentence


def _cut_rest(rest: str) -> str:
    return rest if rest.startswith(("aber ", "denn ", "doch ")) else _cut(rest)


def _borders(sentence: str) -> Iterator[re.Match[str]]:
    """Yield where a sentence may be cut, outside of quotes and brackets and behind its lead-in."""
    for border in _BORDER.finditer(sentence, _lead_in(sentence)):
        before = sentence[: border.start()]
        if sum(map(before.count, _OPENING)) == sum(map(before.count, _CLOSING)) and before.count('"') % 2 == 0:
            yield border


def _lead_in(sentence: str) -> int:
    """Return where the words end that only name what a sentence is about.

    >>> text = "Landkreis Hof – Betrieb: Das Land zahlt: Es ist so."
    >>> text[_lead_in(text):]
    'Das Land zahlt: Es ist so.'
    """
    end = 0
    while (lead := _LEAD.match(sentence, end)) and FINITE.isdisjoint(re.findall(r"\w+", lead[0])):
        end = lead.end()
    return end


def _may_part(before: str, mark: str, after: str) -> bool:
    clause = before[_lead_in(before) :]
    if min(len(clause.split()), len(after.split())) < _LEAST or _BOUND.search(before):
        return False
    if ": " in clause or _COUNTS.search(before[: -len(clause)]) or (mark == ":" and _ANNOUNCES.search(clause)):
        return False
    if mark == "–" and (" – " in after or "–," in after):
        return False  # a pair of dashes encloses something
    return is_main_clause(clause) and is_main_clause(after)


def _opened(text: str) -> str:
    """Return a text with a capital at its beginning.

    >>> _opened("„digital“ heißt es."), _opened("2021 war es so.")
    ('„Digital“ heißt es.', '2021 war es so.')
    """
    at = next((n for n, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + text[at].upper() + text[at + 1 :]
