"""Whether a text speaks about a concept of the question in any of its wordings. Pure."""

from collections.abc import Sequence

from knowledge.matching import Term, Words, mention
from knowledge.vocabulary import Concept, Stems

OTHER_WORDING = 0.9  # of an exact mention

Named = Sequence[tuple[Concept, Stems]]  # what Vocabulary.named_in returns


def names(concept: Concept, text: Words) -> bool:
    """Return whether a text holds one of the concept's wordings.

    >>> attack = Concept("Cyberangriff", (("cyberangriff",), ("hackerangriff",)))
    >>> names(attack, Words(frozenset({"hackerangriff"}), frozenset()))
    True
    """
    return any(text.stems.issuperset(wording) for wording in concept.wordings)


def spoken_by(term: Term, text: Words, named: Named) -> float:
    """Return how clearly a text speaks about a term, 0 to 1: by its own word, or by the concept it helps to name."""
    said = mention(term, text)
    concepts = (concept for concept, wording in named if any(term.stem.startswith(part) for part in wording))
    return max(said, OTHER_WORDING) if any(names(concept, text) for concept in concepts) else said
