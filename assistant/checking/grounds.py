"""What a statement rests on, taken apart for checking: the cited passages and the heads of their documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.checking.clauses import Clause, clauses_of
from assistant.checking.dates import Day, dates_of
from assistant.checking.figures import figures_of, measures
from assistant.checking.fitness import fit_text
from assistant.checking.light_words import LIGHT
from knowledge import vocabulary
from knowledge.documents import STATE_NAMES, FrontMatter
from knowledge.german import content_words, grams, stem, stems_of
from knowledge.matching import Term, Words, mention, words_of
from knowledge.search import Hit
from knowledge.sentences import spans

_PART = 4  # letters of a part of a compound, at least


@dataclass(frozen=True)
class Grounds:
    """The text a statement may take its content from, and the heads, which may only name the subject."""

    text: str
    head: str

    @cached_property
    def words(self) -> Words:
        return words_of(f"{self.head}\n{self.text}")

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in spans(self.text))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.text)

    @cached_property
    def dates(self) -> list[Day]:
        return dates_of(self.text)

    def holds(self, word: str) -> bool:
        """Return whether a word (lower case) stands here: itself, another form of it, or a part of a compound."""
        return says(self.words, word) or self._holds_parts(word)

    def _holds_parts(self, word: str) -> bool:
        """Return whether a compound is made of two words that stand here ("Preisgeld" of "Preis" and "Geld")."""
        cuts = range(_PART, len(word) - _PART + 1)
        return any(
            (stem(word[at:]) in self.words.stems or stem(word[at:]) in LIGHT)
            and says(self.words, word[:at].removesuffix("s"))
            for at in cuts
        )


def grounds_of(hits: Sequence[Hit]) -> Grounds:
    """Return the grounds of a statement that cites these hits: all but the sentences that are unfit for an answer."""
    heads = dict.fromkeys(head_of(hit.meta) + f"\n{hit.passage.heading}" for hit in hits)
    return _grounds("\n".join(dict.fromkeys(map(fit_text, hits))), "\n".join(heads))


@lru_cache(maxsize=256)
def _grounds(text: str, head: str) -> Grounds:
    return Grounds(text, head)


def head_of(meta: FrontMatter) -> str:
    """Return what a document's head names: title, place, state, programmes, technologies, period."""
    place = meta.municipality
    return " · ".join(filter(None, [meta.context, STATE_NAMES[place.state] if place else "", meta.period]))


def says(text: Words, word: str) -> bool:
    """Return whether a text mentions a word (lower case), also as a part, or as a participle.

    >>> [says(words_of("Ein Antrag scheiterte"), word) for word in ("anträge", "gescheitert", "pacht")]
    [True, True, False]
    """
    if stem(word) in text.stems:
        return True
    forms = {word, word.removeprefix("ge"), word.replace("zu", "", 1) if len(word) > 8 else word}
    return any(mention(Term(stem(form), frozenset(grams(form)), 1.0), text) for form in forms if len(form) > 2)


def same_things(statement: str, text: Words) -> frozenset[str]:
    """Return the stems of a statement that name a concept of the field which the text calls by another name."""
    stems = stems_of(statement)
    return frozenset(
        stem
        for concept, said in vocabulary.starter().named_in(stems)
        if any(set(wording) <= text.stems for wording in concept.wordings)
        for stem in said
    )


def claims(text: str) -> list[str]:
    """Return the words of a text that claim something: content words that are neither figures nor light.

    >>> claims("Insgesamt kostete der Rufbus etwa 12 Euro")
    ['rufbus']
    """
    return [
        word
        for word in content_words(text)
        if not word[0].isdigit() and stem(word) not in LIGHT and not is_measure(word)
    ]


def is_measure(word: str) -> bool:
    """Return whether a word is a number, a unit or a month: figures and dates are checked as such."""
    return word in measures() or bool(figures_of(word)) or bool(dates_of(word))
