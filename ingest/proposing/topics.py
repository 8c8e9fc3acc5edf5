"""What a text is about: the topics whose words it uses most, by the thesaurus of the field."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import BETWEEN, Wording
from knowledge.german import stems_of
from knowledge.vocabulary import Vocabulary

TABLE = Path(__file__).parent / "subjects.yaml"
MOST = 4  # topics of one text
SHARE = 0.16  # of the sentences that have to speak of a topic
OF_BEST = 0.3  # share of the best topic's points that a further one needs
HEADING = 2.0  # a heading counts as much as so many sentences


@dataclass
class _Spoken:
    """What a text says of a topic: points, and by concept the first words that name it."""

    points: float = 0.0
    grounds: dict[str, str] = field(default_factory=dict)
    often: Counter[str] = field(default_factory=Counter)


def topics(wording: Wording, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Yield one proposal: the topics of a text, the most spoken of first, with the words that name each."""
    spoken: dict[str, _Spoken] = {}
    of = _topic_of(vocabulary)
    lines = [(HEADING, text) for text in (wording.title, *wording.headings)]
    for weight, text in [*lines, *((1.0, said.text) for said in wording.sentences)]:
        named = [
            (topic, concept.term)
            for concept, _ in vocabulary.named_in(stems_of(text))
            if (topic := of.get(concept.term))
        ]
        for topic in {topic for topic, _ in named}:
            spoken.setdefault(topic, _Spoken()).points += weight
        for topic, term in named:
            spoken[topic].often[term] += 1
            spoken[topic].grounds.setdefault(term, text)
    chosen = _chosen(spoken, len(wording.sentences))
    if chosen:
        grounds = [spoken[topic].grounds[spoken[topic].often.most_common(1)[0][0]] for topic in chosen]
        yield Proposal("topics", chosen, BETWEEN.join(dict.fromkeys(grounds)))


def _chosen(spoken: Mapping[str, _Spoken], sentences: int) -> list[str]:
    ranked = sorted(spoken, key=lambda topic: (-spoken[topic].points, topic))
    best = spoken[ranked[0]].points if ranked else 0.0
    needed = max(2.0, SHARE * sentences, OF_BEST * best)
    return [topic for topic in ranked if spoken[topic].points >= needed][:MOST]


@cache
def _table() -> dict[str, list[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, list[str]] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe one
    return table


def _topic_of(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the topic of each concept that belongs to one, itself or by a broader concept."""
    own = {term: topic for topic, terms in _table().items() for term in terms}
    above = {concept.term: concept.broader for concept in vocabulary.concepts}
    found: dict[str, str] = {}
    for start in above:
        term, seen = start, set[str]()
        while term and term not in own and term not in seen:
            seen.add(term)
            term = above.get(term, "")
        if term in own:
            found[start] = own[term]
    return found
