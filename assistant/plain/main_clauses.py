"""Tells whether words are a German main clause: one phrase, then a finite verb. Cautious: when in doubt they are not.

Pure; knows nothing of answers.
"""

import re
from collections.abc import Sequence

from assistant.plain.verbs import COPULAS, FINITE, HELPERS

_LONGEST = 14  # words of the phrase before the verb
_STRESSED = frozenset("besonders auch nur neu ebenfalls zuletzt".split())
_LEADS = frozenset("weil als ob obwohl nachdem was wer wie wo wann woher".split())
_INSERTS = frozenset("der die das deren dessen denen ein eine rund in an auf mit für bei".split())
_ADJECTIVE = ("e", "en", "er", "es", "em")
_TOKEN = re.compile(r"\S+")
_EDGES = "„“”\"»«‚‘'()[],.;:!?–"
_STANDS_ALONE = frozenset(
    """
    er sie es das dies man wir niemand jemand alles nichts beides diese dieser dieses jede jeder jedes keine
    keiner andere einige viele mehrere manche hier da dort dann danach davor daneben dabei dafür dagegen daher
    daraus darin daran darauf darum damit davon dazu dadurch deshalb deswegen trotzdem so heute damals später
    früher zuerst zuletzt zunächst vorher nachher seither inzwischen mittlerweile außerdem zudem ebenso nebenbei
    bundesweit landesweit gleichzeitig zugleich stattdessen allerdings hinzu anfangs künftig erst nur auch sonst
    wichtig ihm ihnen uns weitere beiden letztere früh spät rechnerisch täglich jährlich monatlich allein selbst
    zwei drei vier fünf sechs""".split()
)
_OPENS_PHRASE = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner ihr ihre ihren
    ihrem ihrer sein seine seinen seinem seiner dieser diese dieses diesen diesem jeder jede jedes jeden jedem
    jene jener alle allen beide beiden viele vielen mehrere mehreren einige einigen manche wenige zwei drei vier
    fünf sechs sieben acht neun zehn elf zwölf beide rund etwa knapp gut fast über mehr weniger bis ab seit in
    im an am auf aus bei beim mit nach von vom vor zu zum zur für durch gegen ohne unter um während wegen trotz
    innerhalb außerhalb neben zwischen hinter laut pro je und oder sowie auch nur erst schon gerade besonders
    selbst sogar jeweils insgesamt allein""".split()
)
_NO_MAIN_CLAUSE = frozenset(
    """
    weil dass damit wenn falls sofern solange sobald soweit ob obwohl während bevor nachdem als bis sodass indem
    wobei womit wodurch wofür worauf wozu was wer wen wem welche welcher welches welchen wie wo woher wohin
    warum wieso um statt anstatt deren dessen denen""".split()
) - {"während", "bis", "um", "statt", "damit"}


def is_main_clause(text: str) -> bool:
    """Return whether a text begins as a main clause with its own subject: the finite verb is its second part.

    >>> [is_main_clause(text) for text in (
    ...     "das Land zahlt den Rest.", "gefördert wird nur der Ausbau.", "2022 waren es 500 Tonnen.",
    ...     "die Kinder nutzen können.", "zahlt nicht.", "davon 61 nach Deutschland.", "weil das Land zahlt.")]
    [True, True, True, False, False, False, False]
    """
    tokens = _TOKEN.findall(text)
    words = [token.strip(_EDGES) for token in tokens]
    if _verb_after_clause(tokens, words):
        return True
    at = next((n for n, word in enumerate(words[: _LONGEST + 1]) if word in FINITE or (not n and _verb(word))), 0)
    return at > 0 and _is_phrase(tokens[:at], words[:at], words[at]) and not _is_subordinate(tokens, words, at)


def _verb_after_clause(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether a clause comes first or behind the first phrase: "Ob es gelang, …", "Die Stadt, die zahlt, …"."""
    commas = [n for n, token in enumerate(tokens[:-1]) if token.endswith(",")][:2]
    if not commas or any(token[-1] in ";:" for token in tokens[: commas[-1]]):
        return False
    if words[0].lower() in _LEADS:
        return words[commas[0] + 1] in FINITE
    inserted = words[commas[0] + 1].lower() in _INSERTS and FINITE.isdisjoint(words[: commas[0] + 1])
    return inserted and len(commas) > 1 and words[commas[1] + 1] in FINITE


def _verb(first: str) -> bool:
    return first.lower() in FINITE


def _is_phrase(tokens: Sequence[str], words: Sequence[str], verb: str) -> bool:
    """Return whether words are one phrase that may stand before the verb."""
    if words[0].lower() in _NO_MAIN_CLAUSE or not all(words) or _is_broken(tokens, words):
        return False
    first, last = words[0], words[-1]
    if first in _STRESSED and len(words) == 2 and verb in COPULAS:  # "besonders gefragt ist …"
        return last.startswith("ge") or last.endswith(("t", "en", "nd"))
    if len(words) == 1:
        return _is_noun(first) or first.lower() in _STANDS_ALONE or (verb in COPULAS and first.isalpha())
    return (_is_noun(last) or last.lower() in _STANDS_ALONE) and _opens(first, words[1:])


def _is_broken(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether a mark ends the phrase early; a comma may only part the nouns of an enumeration."""
    inner = zip(tokens[:-1], words[1:], strict=True)
    return tokens[-1][-1] in ",;:–" or any(t[-1] in ";:" or (t[-1] == "," and not _is_noun(w)) for t, w in inner)


def _opens(first: str, others: Sequence[str]) -> bool:
    """Return whether a phrase of several words may begin with `first`."""
    if first.lower() in _OPENS_PHRASE:
        return True
    if _is_noun(first):
        return all(_is_noun(word) or word in _OPENS_PHRASE or word.endswith(_ADJECTIVE) for word in others)
    return first.endswith(_ADJECTIVE) and _is_noun(others[0])


def _is_noun(word: str) -> bool:
    """Return whether a word is written like a noun, a name or a number.

    >>> [_is_noun(word) for word in ("Kreis", "2021", "zahlt", "E-Akte")]
    [True, True, False, True]
    """
    return word[:1].isupper() or word[:1].isdigit()


def _is_subordinate(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Return whether the verb only looks like one in second place: another one ends the clause, or it is its end."""
    end = next((n for n in range(at, len(tokens)) if tokens[n][-1] in ",;:" or n == len(tokens) - 1), at)
    ends_in_infinitive = end == at and words[at].endswith("n") and words[at] not in HELPERS
    infinitive = words[at] in HELPERS and words[end].endswith("n")  # "können sich geändert haben"
    return ends_in_infinitive or (end > at and words[end] in HELPERS and not infinitive)
