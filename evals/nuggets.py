"""Whether a nugget, a fact that a good answer holds, is in a text. The rule, stated; pure.

A nugget is found when one sentence, or two that follow each other, hold all of its figures and speak of at least
SHARE of its content words (by stem, or by most of a word's 5-grams). Each word counts by its length, because long
German words carry more. Order, negation and grammar are not looked at: it is a test of content, not of wording.
How a number or a compound is written makes no difference: "2,5 Mio." is 2.500.000, "zwanzig" is 20, "Online-Antrag"
is also "Onlineantrag".
"""

import re
from functools import lru_cache
from itertools import pairwise

from evals.digits import in_digits
from knowledge.figures import figures
from knowledge.german import content_words, grams, stem
from knowledge.matching import Term, Words, coverage, words_of
from knowledge.sentences import spans

SHARE = 0.6  # of the nugget's words, weighted by length; checked by eye on development nuggets: docs/log.md
_WRITTEN_OUT = ((re.compile(r"%"), " Prozent"), (re.compile(r"€"), " Euro"))
_SHORTENED = ((re.compile(r"\bMio\b\.?"), "Millionen"), (re.compile(r"\bMrd\b\.?"), "Milliarden"))
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def nugget_found(nugget: str, text: str) -> bool:
    """Return whether `text` holds the nugget.

    >>> nugget_found("21 Millionen Euro", "Der Bund gab 21 Mio. Euro."), nugget_found("21 Euro", "Es waren 12 Euro.")
    (True, False)
    >>> nugget_found("2.500.000 Euro", "Es waren 2,5 Mio. Euro."), nugget_found("2 Euro", "Es waren 2.000 Euro.")
    (True, False)
    """
    nugget = _plain(nugget)
    writings = dict.fromkeys((nugget, in_digits(nugget)))
    return any(_holds(window, writing) for window in _windows(_plain(text)) for writing in writings)


def _windows(text: str) -> list[str]:
    """Return the sentences of a text, and each two that follow each other."""
    sentences = [line[start:end] for line in text.split("\n") for start, end in spans(line)]
    return [*sentences, *(f"{one} {other}" for one, other in pairwise(sentences))]


def _holds(window: str, nugget: str) -> bool:
    if not figures(nugget) <= _figures_in(window):
        return False
    terms = terms_by_length(nugget)
    return not terms or coverage(terms, _words_in(window)) >= SHARE


@lru_cache(maxsize=512)  # the nuggets of a question are looked for in the same windows
def _figures_in(window: str) -> frozenset[str]:
    return figures(window) | figures(in_digits(window))


@lru_cache(maxsize=512)
def _words_in(window: str) -> Words:
    joined = [compound.replace("-", "") for compound in _HYPHENATED.findall(window)]
    return words_of(" ".join([window, *joined]))


def terms_by_length(text: str) -> tuple[Term, ...]:
    """Return the content words of a text that are no figures, each weighing as much as it has letters."""
    said = {stem(word): word for word in content_words(text) if not _is_figure(word)}
    return tuple(Term(key, frozenset(grams(word)), float(len(word))) for key, word in said.items())


@lru_cache(maxsize=100_000)
def _is_figure(word: str) -> bool:
    return bool(figures(word))


def _plain(text: str) -> str:
    for sign, word in (*_WRITTEN_OUT, *_SHORTENED):
        text = sign.sub(word, text)
    return text
