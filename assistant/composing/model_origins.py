"""Finds the original publications behind a statement in other words: those of the sentences it words anew."""

from assistant.checking.grounds import claims, says
from knowledge.matching import words_of
from knowledge.search import Hit

SENTENCES = 3  # of a passage, that one statement draws from at most


def origins_of(statement: str, hit: Hit) -> tuple[int, ...]:
    """Return the positions of the sources behind the sentences that a statement shares most words with, in order."""
    open_words = {*claims(statement), *(word for word in statement.split() if word[0].isdigit())}
    origins: set[int] = set()
    for _ in range(SENTENCES):
        shared = {
            sentence: {
                word for word in open_words if says(words_of(hit.passage.text[sentence.start : sentence.end]), word)
            }
            for sentence in hit.passage.sentences
        }
        best = max(shared, key=lambda sentence: len(shared[sentence]), default=None)
        if best is None or not shared[best]:
            break
        origins |= set(best.origins)
        open_words -= shared[best]
    return tuple(sorted(origins))
