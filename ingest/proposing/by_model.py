"""Asks a language model for a document's head and lay questions; keeps only what rests on the document's own words."""

from collections.abc import Iterator
from typing import Any, Protocol

from ingest.proposing.grounds import is_fair, rests_on
from ingest.proposing.model_task import SCHEMA, SYSTEM, Told, told_in, user_prompt
from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import BETWEEN, Wording
from knowledge import places, vocabulary

ANSWER_TOKENS, SECONDS = 1_500, 30.0
QUESTIONS = 8


class Model(Protocol):
    """A language model that fills in a form."""

    def __call__(self, system: str, user: str, schema: dict[str, Any], tokens: int, seconds: float) -> str | None:
        """Return its reply of at most so many tokens; None when it fails, or takes longer than `seconds`."""
        ...


def proposed_by_model(wording: Wording, model: Model) -> tuple[Proposal, ...]:
    """Return what a model proposes for a text and what the text bears out; nothing when the model fails."""
    reply = model(SYSTEM, user_prompt(wording.title, wording.text), SCHEMA, ANSWER_TOKENS, SECONDS)
    told = [one for one in told_in(reply or "") if wording.holds(one.because) and BETWEEN not in one.because]
    fields = [one for one in told if one.field != "questions" and rests_on(one.field, one.value, one.because)]
    return (*(Proposal(one.field, one.value, one.because, "model") for one in fields), *_questions(told, wording))


def _questions(told: list[Told], wording: Wording) -> Iterator[Proposal]:
    """Yield one proposal with all fair questions, and the words behind each."""
    fair: dict[str, str] = {}
    for one in told:
        question = " ".join(str(one.value).split())
        if one.field == "questions" and is_fair(question, wording, vocabulary.starter(), places.starter()):
            fair.setdefault(question, one.because)
    if fair:
        chosen = list(fair)[:QUESTIONS]
        yield Proposal("questions", chosen, BETWEEN.join(dict.fromkeys(fair[one] for one in chosen)), "model")
