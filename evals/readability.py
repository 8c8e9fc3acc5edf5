"""How hard a German text is to read: sentence length and LIX. Pure; a line break ends a sentence, as in a list."""

import re
from collections.abc import Sequence

from knowledge.german import clean
from knowledge.sentences import spans

LONG = 6  # letters; longer words count as long
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_LETTER = re.compile(r"[^\W\d_]")


def sentence_words(text: str) -> float:
    """Return the mean number of words per sentence, 0 for a text without words; a number is a word.

    >>> sentence_words("Der Rufbus fährt. Er kostet 3,50 Euro.")
    3.5
    """
    words, sentences = _words(text), _sentences(text)
    return len(words) / sentences if words else 0.0


def lix(text: str) -> float:
    """Return the readability index LIX (Björnsson 1968): words per sentence + 100 * long words per word.

    Long words have more than six letters. About 30 is easy, 40 to 50 a newspaper, above 60 officialese.
    Ten words in two sentences, three of them long (fährt has 5 letters, Landkreis 9, bezahlen 8, Fahrgäste 9):
    10 / 2 + 100 * 3 / 10 = 35.

    >>> lix("Der Rufbus fährt im Landkreis Hof. Dort bezahlen Fahrgäste nichts.")
    35.0
    """
    words, sentences = _words(text), _sentences(text)
    long = sum(len(_LETTER.findall(word)) > LONG for word in words)
    return len(words) / sentences + 100 * long / len(words) if words else 0.0


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(clean(text))


def _sentences(text: str) -> int:
    """Return the number of sentences that hold a word."""
    lines = text.split("\n")
    return sum(bool(_WORD.search(line[start:end])) for line in lines for start, end in spans(line))
