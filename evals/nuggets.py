"""Whether a nugget, a fact that a good answer holds, is in a text. The rule, stated; pure.

A nugget is found when one sentence, or two that follow each other, hold all of its figures and speak of at least
SHARE of its content words (by stem, or by most of a word's 5-grams). Each word counts by its length, because long
German words carry more. Order, negation and grammar are not looked at: it is a test of content, not of wording.
"""

import re
from itertools import pairwise

from knowledge.figures import figures
from knowledge.german import content_words, grams, stem
from knowledge.matching import Term, coverage, words_of
from knowledge.sentences import spans

SHARE = 0.6  # of the nugget's words, weighted by length; checked by eye on development nuggets: docs/log.md
_WRITTEN_OUT = ((re.compile(r"%"), " Prozent"), (re.compile(r"€"), " Euro"))
_SHORTENED = ((re.compile(r"\bMio\b\.?"), "Millionen"), (re.compile(r"\bMrd\b\.?"), "Milliarden"))


def nugget_found(nugget: str, text: str) -> bool:
    """Return whether `text` holds the nugget.

    >>> nugget_found("21 Millionen Euro", "Der Bund gab 21 Mio. Euro."), nugget_found("21 Euro", "Es waren 12 Euro.")
    (True, False)
    """
    nugget, text = _plain(nugget), _plain(text)
    needed, terms = figures(nugget), _terms(nugget)
    sentences = [line[start:end] for line in text.split("\n") for start, end in spans(line)]
    windows = [*sentences, *(f"{one} {other}" for one, other in pairwise(sentences))]
    return any(needed <= figures(window) and _speaks_of(terms, window) for window in windows)


def _speaks_of(terms: tuple[Term, ...], window: str) -> bool:
    return not terms or coverage(terms, words_of(window)) >= SHARE


def _terms(nugget: str) -> tuple[Term, ...]:
    said = {stem(word): word for word in content_words(nugget) if not figures(word)}
    return tuple(Term(key, frozenset(grams(word)), float(len(word))) for key, word in said.items())


def _plain(text: str) -> str:
    for sign, word in (*_WRITTEN_OUT, *_SHORTENED):
        text = sign.sub(word, text)
    return text
