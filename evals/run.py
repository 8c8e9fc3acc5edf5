"""Asks the questions of sets, dialogues turn by turn, and keeps what came back. Knows neither HTTP nor wiring."""

import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from typing import Protocol

from assistant.messages import Question, Reply
from evals.about import Product
from evals.questions import QuestionSet, SetQuestion
from knowledge.indexes import Progress
from knowledge.profile import Profile

TOLD_EVERY = 20  # questions between two reports of progress
Key = tuple[str, str]  # the set and the question's id: what makes it the same question in another run


class Ask(Protocol):
    """Puts one message to the assistant."""

    def __call__(self, question: Question, today: date | None, /) -> Reply:
        """Return the reply as of a date, None for the assistant's own; a conversation is kept by its id."""
        ...


@dataclass(frozen=True, slots=True)
class Examinee:
    """What is measured: an assistant, its search, and the knowledge it answers from.

    `search` gives document ids, best first; `passages_of` the text of each passage of a document, by passage id, and
    nothing for a document that is not known; `product` is what it tells of itself.
    """

    ask: Ask
    search: Callable[[str, Profile], Sequence[str]]
    passages_of: Callable[[str], Mapping[str, str]]
    product: Product = field(default_factory=Product)


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
    def key(self) -> Key:
        """The set and the question's id."""
        return self.set_name, self.question.id


def run_sets(
    sets: Sequence[QuestionSet],
    examinee: Examinee,
    progress: Progress,
    *,
    today: date | None = None,
    workers: int = 1,
    already: Container[Key] = (),
) -> Iterator[Answered]:
    """Yield what came back for each question not `already` answered: in order; with several workers as it comes.

    Questions without a date of their own are asked as of `today`. A dialogue stays with one worker.
    """
    every = [(one.name, question) for one in sets for question in one.questions]
    open_ones = [(name, question) for name, question in every if (name, question.id) not in already]

    def answered(name: str, question: SetQuestion) -> Answered:
        return _answered(name, question, examinee, question.today or today)

    came = starmap(answered, open_ones) if workers == 1 else _side_by_side(answered, open_ones, workers)
    for done, answer in enumerate(came, start=len(every) - len(open_ones) + 1):
        yield answer
        if done % TOLD_EVERY == 0 or done == len(every):
            progress("Fragen", done, len(every))


def _side_by_side(
    answered: Callable[[str, SetQuestion], Answered], asked: Sequence[tuple[str, SetQuestion]], workers: int
) -> Iterator[Answered]:
    """Yield answers as they come; after an error, or when nobody wants more, no further question is asked."""
    pool = ThreadPoolExecutor(workers, "question")
    try:
        for one in as_completed([pool.submit(answered, *each) for each in asked]):
            yield one.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _answered(set_name: str, question: SetQuestion, examinee: Examinee, today: date | None) -> Answered:
    conversation: str | None = None
    for earlier in question.dialogue:
        said = Question(earlier, question.asker, conversation)
        conversation = examinee.ask(said, today).conversation_id
    start = time.perf_counter()
    reply = examinee.ask(Question(question.question, question.asker, conversation), today)
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
