"""The model composer: a language model words the answer, rules check each statement, and quotations stand in for it.

Nothing that a model says is shown unchecked, and nothing that goes wrong with it costs the asker the answer.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from assistant.composing.draft import Composer, Draft, Drafted
from assistant.composing.model_reading import Reading
from assistant.composing.model_task import Task, task_of
from assistant.errors import ModelSilent, ModelUnavailable, OutputUnreadable
from assistant.messages import GeneratedBy
from assistant.model.chat import ChatModel
from assistant.model.recent import Recent
from assistant.retrieval import Evidence

FAILED_S = 600.0  # a draft that had to do without the model is tried anew after so long


class ModelComposer:
    """Words answers with a chat model; `fallback` composes when the model gives nothing that stands."""

    def __init__(
        self, chat: ChatModel, fallback: Composer, *, evidence_tokens: int = 4_000, answer_tokens: int = 800
    ) -> None:
        self._chat, self._fallback = chat, fallback
        self._evidence_tokens, self._answer_tokens = evidence_tokens, answer_tokens
        self._drafts = Recent[Draft]()

    def __call__(self, question: str, evidence: Evidence) -> Draft:
        """Return the draft; never raises for a failing model."""
        stream = self.stream(question, evidence)
        while True:
            try:
                next(stream)
            except StopIteration as end:
                draft: Draft = end.value
                return draft

    def stream(self, question: str, evidence: Evidence) -> Generator[Drafted, None, Draft]:
        """Yield each statement once it is checked, and return the draft that holds exactly those yielded."""
        if not evidence.hits:
            return Draft((), complete=False)
        task = task_of(question, evidence, self._evidence_tokens, self._answer_tokens)
        try:
            key = task.digest(self._chat.name)
        except ModelUnavailable as error:
            draft = self._draft(question, evidence, Reading(task, evidence.terms), error.code)
            yield from draft.statements
            return draft
        with self._drafts.alone(key):
            if known := self._drafts.get(key):
                yield from known.statements
                return known
            return (yield from self._asked(task, key, question, evidence))

    def _asked(self, task: Task, key: str, question: str, evidence: Evidence) -> Generator[Drafted, None, Draft]:
        reading, failure = Reading(task, evidence.terms), ""
        try:
            with closing(self._chat.stream(task.prompt)) as pieces:
                for piece in pieces:
                    yield from reading.take(piece)
        except ModelUnavailable as error:
            failure = error.code
        draft = self._draft(question, evidence, reading, failure)
        yield from draft.statements[reading.shown :]
        if reading.output.begun or failure == ModelSilent.code:  # the model has worked, so it may have cost something
            lasting = draft.generated_by.mode == "model"
            self._drafts.keep(key, draft, float("inf") if lasting else FAILED_S)
        return draft

    def _draft(self, question: str, evidence: Evidence, reading: Reading, failure: str) -> Draft:
        """Return what the model worded if it answers, nothing if it says so, else the fallback's draft."""
        by_model = GeneratedBy(mode="model", model=self._chat.name) if reading.output.begun else GeneratedBy()
        completeness = reading.output.completeness
        if reading.answers:
            notes = {**reading.notes, **({"cut": failure or "cut"} if failure or not completeness else {})}
            return Draft(tuple(reading.standing), by_model, completeness == "full", notes)
        if completeness == "none" and not reading.verdicts:
            return Draft((), by_model, complete=False, notes=reading.notes)
        code = failure or ("not_supported" if reading.verdicts else OutputUnreadable.code)
        quoted = self._fallback(question, evidence)
        return replace(quoted, notes={**quoted.notes, **reading.notes, "fallback": code})
