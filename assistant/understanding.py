"""What kind of message this is and in which language; may end the turn before any search.

Rules only: fast, deterministic, and shy. Whatever is not plainly something else is a question.
"""

from dataclasses import dataclass

from assistant.language import foreign_language_of, language_of
from assistant.messages import Outcome
from assistant.routing.routes import route, route_of_letter
from assistant.several import LONG, questions_in


@dataclass(frozen=True, slots=True)
class Understood:
    """A message made ready: its questions, the language to answer in, and the outcome if the turn ends here.

    `questions` are the single questions to answer, one or more, without greeting and signature; `set_aside` are the
    others of the same message, each with how it ends. `language` is "de" or "en"; only a message that ends as
    DECLINED_LANGUAGE has its own language there.
    """

    language: str
    ends_as: Outcome | None = None
    questions: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, Outcome], ...] = ()


def understand(text: str, language: str | None = None) -> Understood:
    """Return what to do with a message; `language` is what the asker chose.

    >>> understand("Guten Morgen!").ends_as
    <Outcome.DECLINED_SMALLTALK: 'declined.smalltalk'>
    >>> understand("Kann ich bitte mit einem Menschen sprechen?").ends_as
    <Outcome.HANDOFF_ASKED_FOR: 'handoff.asked_for'>
    >>> understand("Hallo, was kostet ein Rufbus?").questions
    ('Was kostet ein Rufbus?',)
    """
    foreign = foreign_language_of(text)
    if foreign:
        return Understood(foreign, Outcome.DECLINED_LANGUAGE)
    chosen = "en" if (language or language_of(text)) == "en" else "de"
    questions = questions_in(text)
    if len(questions) == 1 and len(text.split()) <= LONG:
        ends_as = route(text)
        return Understood(chosen, ends_as, questions)
    ends_as = route_of_letter(text)
    if ends_as:
        return Understood(chosen, ends_as, questions)
    return _of_several(chosen, questions)


def _of_several(language: str, questions: tuple[str, ...]) -> Understood:
    """Return what is left to answer; the turn ends when no question is, as its first one does."""
    ends = [(question, route(question)) for question in questions]
    left = tuple(question for question, outcome in ends if outcome is None)
    set_aside = tuple((question, outcome) for question, outcome in ends if outcome is not None)
    if not left:
        return Understood(language, set_aside[0][1], questions)
    return Understood(language, None, left, set_aside)
