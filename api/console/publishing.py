"""What a person fills in to publish or change a verified answer, read from a form. Knows no pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from assistant.people.cited import CitedSource, CitedText, marks, renumbered
from assistant.people.verified import VerifiedAnswer, without_names
from knowledge.documents import Topic
from knowledge.german import clean

LONGEST = 20_000
QUESTION_CHARS = 500
_DAY = TypeAdapter(date)
_TOPICS = frozenset(get_args(Topic))


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed; `confirmed` says that somebody has looked for names."""

    question: str
    text: str
    topics: tuple[str, ...]
    review_on: str
    confirmed: bool = False


def proposed(question: str, answer: CitedText, topic: str | None, today: date) -> Typed:
    """Return the form for a released answer: without names, to be looked at again in a year."""
    topics = (topic,) if topic else ()
    return Typed(without_names(question), without_names(answer.text), topics, in_a_year(today).isoformat())


def in_a_year(today: date) -> date:
    """Return the same day of the next year; of a 29 February the day before."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year + 1, today.month, day)


def wrong_about(typed: Typed, sources: Sequence[CitedSource], today: date) -> dict[str, str]:
    """Return what is wrong by field, each sentence saying what to do; empty when it can be published."""
    errors = {}
    if not 0 < len(typed.question.strip()) <= QUESTION_CHARS:
        errors["question"] = f"Geben Sie die Frage an, mit höchstens {QUESTION_CHARS} Zeichen."
    if not 0 < len(typed.text.strip()) <= LONGEST:
        errors["text"] = "Geben Sie die Antwort an, mit höchstens 20.000 Zeichen."
    elif unknown := [n for n in marks(typed.text) if n not in {one.n for one in sources}]:
        errors["text"] = f"Die Marke [{unknown[0]}] hat keine Quelle. Entfernen oder berichtigen Sie sie."
    if _day(typed.review_on) is None or (_day(typed.review_on) or today) <= today:
        errors["review_on"] = "Geben Sie einen Tag an, der noch kommt."
    if not _TOPICS.issuperset(typed.topics):
        errors["topics"] = "Wählen Sie Themen aus der Liste."
    if not typed.confirmed:
        errors["confirmed"] = "Bestätigen Sie, dass keine Namen und keine anderen persönlichen Angaben mehr vorkommen."
    return errors


def filled(
    typed: Typed, sources: Sequence[CitedSource], document_id: str, owner: str, today: date, digests: Mapping[str, str]
) -> VerifiedAnswer:
    """Return the answer to publish; `typed` has been found right. Sources that nothing cites any more drop out."""
    answer = renumbered(CitedText(clean(typed.text).strip(), tuple(sources)))
    cited = {one.document_id for one in answer.sources}
    review_on = _day(typed.review_on)
    assert review_on is not None
    return VerifiedAnswer(
        document_id, clean(typed.question).strip(), answer, typed.topics, owner, today, review_on,
        {key: digest for key, digest in digests.items() if key in cited},
    )  # fmt: skip


def _day(typed: str) -> date | None:
    try:
        return _DAY.validate_python(typed)
    except ValidationError:
        return None
