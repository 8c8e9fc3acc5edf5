"""Takes a letter apart: who writes, and each question it asks, made to stand alone with what the story tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.conversation.telling import told
from assistant.letters import Said, said_in
from assistant.people.letter_asked import asked_in
from assistant.people.letter_body import body_of
from assistant.people.letter_topic import with_letter_topic
from knowledge.places import Gazetteer
from knowledge.profile import Profile

AT_MOST = 12  # questions of one letter
_ANNOUNCES = re.compile(
    r"\b(\w*fragen|punkte|themen|informationen|auskünfte|auskunft|stichworte|anliegen|questions|topics)\b.*:\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """One question: as the sender put it, and as it can be looked up without the letter."""

    asked: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter asks; `left` counts the questions beyond AT_MOST, `profile` is what it tells of the sender."""

    questions: tuple[LetterQuestion, ...]
    profile: Profile
    left: int = 0


def letter_in(mail: str, places: Gazetteer) -> Letter:
    """Return the questions of a pasted e-mail, in its order, and who asks.

    >>> mail = "Guten Tag, wir planen einen Rufbus. Was kostet das? Wer fährt? Viele Grüße, A. Lang"
    >>> [question.text for question in letter_in(mail, Gazetteer([])).questions]
    ['Rufbus: Was kostet das?', 'Rufbus: Wer fährt?']
    """
    body = body_of(mail)
    said = said_in(body.text)
    found = [
        LetterQuestion(asked, with_letter_topic(asked, said, n, body.subject, places)) for n, asked in _asked(said)
    ]
    profile = told(" ".join(one.text for one in said), places).profile
    return Letter(tuple(found[:AT_MOST]), profile, max(0, len(found) - AT_MOST))


def _asked(said: Sequence[Said]) -> Iterator[tuple[int, str]]:
    """Yield each question with the number of its sentence; a list below "Fragen zu diesen Punkten:" is asked whole."""
    announced = False
    for n, one in enumerate(said):
        announced = bool(_ANNOUNCES.search(one.text)) or (announced and one.item)
        questions = asked_in(one.text)
        if not questions and announced and one.item:
            questions = (one.text.rstrip(".;, "),)
        yield from ((n, question) for question in questions)
