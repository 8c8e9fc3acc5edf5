"""Asks the questions of sets, dialogues turn by turn, and keeps what came back. Knows neither HTTP nor wiring."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from assistant.messages import Question, Reply
from evals.questions import QuestionSet, SetQuestion
from knowledge.indexes import Progress
from knowledge.profile import Profile

TOLD_EVERY = 20  # questions between two reports of progress


class Ask(Protocol):
    """Puts one message to the assistant."""

    def __call__(self, question: Question, today: date | None, /) -> Reply:
        """Return the reply as of a date, None for the assistant's own; a conversation is kept by its id."""
        ...


@dataclass(frozen=True, slots=True)
class Examinee:
    """What is measured: an assistant, its search, and the knowledge it answers from.

    `search` gives document ids, best first; `passages_of` the text of each passage of a document, by passage id, and
    nothing for a document that is not known.
    """

    ask: Ask
    search: Callable[[str, Profile], Sequence[str]]
    passages_of: Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what came back: the reply, the documents found, the text of the cited passages, and the time."""

    set_name: str
    question: SetQuestion
    reply: Reply
    ranking: tuple[str, ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)
    ms: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """The set and the question's id: what makes it the same question in another run."""
        return self.set_name, self.question.id


def run_sets(sets: Sequence[QuestionSet], examinee: Examinee, progress: Progress) -> Iterator[Answered]:
    """Yield what came back for each question, in order, one at a time."""
    total, done = sum(len(one.questions) for one in sets), 0
    for one in sets:
        for question in one.questions:
            yield _answered(one.name, question, examinee)
            done += 1
            if done % TOLD_EVERY == 0 or done == total:
                progress("Fragen", done, total)


def _answered(set_name: str, question: SetQuestion, examinee: Examinee) -> Answered:
    conversation: str | None = None
    for earlier in question.dialogue:
        said = Question(earlier, question.asker, conversation)
        conversation = examinee.ask(said, question.today).conversation_id
    start = time.perf_counter()
    reply = examinee.ask(Question(question.question, question.asker, conversation), question.today)
    spent_ms = (time.perf_counter() - start) * 1000
    # The last turn of a dialogue means little without the others: it is searched as the assistant completed it.
    query = reply.trace.query if question.dialogue else question.question
    found = examinee.search(query, question.asker) if query else shown_documents(reply)
    return Answered(set_name, question, reply, tuple(found), _cited(reply, examinee), spent_ms)


def _cited(reply: Reply, examinee: Examinee) -> dict[str, str]:
    """Return the text of the passages that the reply names as sources, as the knowledge has it."""
    texts: dict[str, str] = {}
    for source in reply.sources:
        text = examinee.passages_of(source.document_id).get(source.passage_id)
        if text is not None:
            texts[source.passage_id] = text
    return texts


def shown_documents(reply: Reply) -> tuple[str, ...]:
    """Return the documents that a reply shows, in the order in which they are read: sources, cases, funding."""
    sources = [source.document_id for source in reply.sources]
    beside = [case.document_id for case in reply.cases] + [programme.document_id for programme in reply.funding]
    return tuple(dict.fromkeys(sources + beside))


def unknown_documents(sets: Sequence[QuestionSet], examinee: Examinee) -> list[str]:
    """Return the relevant documents that the knowledge does not have: no ranking can find them."""
    wanted = {key for one in sets for question in one.questions for key in question.relevant}
    return sorted(key for key in wanted if not examinee.passages_of(key))
