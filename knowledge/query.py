"""A question made ready for the indexes: its terms, the concepts it names, and for whom it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.german import analyse, words
from knowledge.places import Gazetteer
from knowledge.profile import Profile
from knowledge.vocabulary import Concept, Stems, Vocabulary

_INHABITANTS = frozenset({"einwohner", "einwohnern", "einwohnende", "einwohnenden", "inhabitants", "residents"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    `stems` and `grams` give each term its weight, `concepts` the wording that named each, `profile` whom the answer
    should fit.
    """

    stems: Mapping[str, float]
    grams: Mapping[str, float]
    concepts: tuple[tuple[Concept, Stems], ...]
    profile: Profile


def read_query(question: str, profile: Profile, vocabulary: Vocabulary, places: Gazetteer, own_weight: float) -> Query:
    """Return the query of a question.

    Words that only tell who asks ("Gemeinde in Bayern mit 4.500 Einwohnern") count `own_weight`: they become the
    profile, where the given one does not say better.
    """
    own = places.own(question)
    aside = own.words | _INHABITANTS | ({str(own.population)} if own.population else set())
    stems: dict[str, float] = {}
    grams: dict[str, float] = {}
    for word in words(question):
        weight = own_weight if word in aside else 1.0
        of_word = analyse(word)
        for found, terms in zip((stems, grams), of_word, strict=True):
            for term in terms:
                found[term] = max(weight, found.get(term, 0.0))
    concepts = tuple(vocabulary.named_in(list(stems)))
    told = Profile(profile.state or own.state, profile.population or own.population, profile.type, profile.phase)
    return Query(
        {term: weight for term, weight in stems.items() if weight},
        {term: weight for term, weight in grams.items() if weight},
        concepts,
        told,
    )
