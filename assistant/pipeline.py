"""The path of a question: understand -> retrieve -> compose -> check -> Reply. Start reading here.

Each step is a plain function with frozen values in and out. This is the one place that catches errors of the
parts: a failing search becomes an outcome with a person offered, never an exception.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.checking import supported
from assistant.composing.draft import Composer
from assistant.errors import HandoffNotStored
from assistant.handoff import Handoff, Handoffs, hand_over
from assistant.messages import Outcome, Question, Reply, Trace
from assistant.retrieval import Evidence, SearchPart, retrieve
from assistant.sourcing import cases_among, funding_among, number
from assistant.texts import say
from assistant.understanding import Understood, understand
from knowledge.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pipeline needs; made once in api/wiring.py, or by a test."""

    search: SearchPart
    compose: Composer
    handoffs: Handoffs
    threshold: float
    team: str
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One message on its way: its ids, and the time each step took."""

    question: Question
    conversation_id: str
    message_id: str
    steps_ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.steps_ms[name] = round((time.perf_counter() - start) * 1000, 2)

    def reply(self, outcome: Outcome, understood: Understood) -> Reply:
        return Reply(
            self.conversation_id, self.message_id, outcome,
            language=understood.language, trace=Trace(self.steps_ms),
        )  # fmt: skip


def reply_to(question: Question, parts: Parts) -> Reply:
    """Answer or hand over; a failing part becomes an outcome, never an exception."""
    turn = _Turn(question, question.conversation_id or secrets.token_hex(16), secrets.token_hex(16))
    with turn.step("understand"):
        understood = understand(question.text, question.language)
    try:
        return _reply_to(turn, understood, parts)
    except KnowledgeError:
        return _hand_off(turn, understood, parts, Outcome.FAILED_SEARCH, "failure")


def _reply_to(turn: _Turn, understood: Understood, parts: Parts) -> Reply:
    if understood.ends_as is Outcome.HANDOFF_ASKED_FOR:
        return _hand_off(turn, understood, parts, Outcome.HANDOFF_ASKED_FOR, "asked_for")
    if understood.ends_as is Outcome.CLARIFY:
        return replace(turn.reply(Outcome.CLARIFY, understood), clarification=say("clarify", understood.language))
    if understood.ends_as is not None:
        return replace(turn.reply(understood.ends_as, understood), message=say("smalltalk", understood.language))
    with turn.step("retrieve"):
        evidence = retrieve(understood.query, turn.question.profile, parts.search)
    if evidence.confidence < parts.threshold:
        return _hand_off(turn, understood, parts, Outcome.HANDOFF_NO_EVIDENCE, "no_evidence", evidence)
    with turn.step("compose"):
        draft = parts.compose(understood.query, evidence)
    with turn.step("check"):
        standing = [statement for statement in draft.statements if supported(statement)]
    if not standing:
        return _hand_off(turn, understood, parts, Outcome.HANDOFF_NOT_SUPPORTED, "not_supported", evidence)
    statements, sources = number(standing, parts.today())
    return replace(
        turn.reply(Outcome.ANSWERED, understood),
        statements=statements,
        sources=sources,
        cases=cases_among(evidence.hits),
        funding=funding_among(evidence.hits, parts.today()),
        confidence=round(evidence.confidence, 3),
        generated_by=draft.generated_by,
    )


def _hand_off(
    turn: _Turn,
    understood: Understood,
    parts: Parts,
    outcome: Outcome,
    reason: str,
    evidence: Evidence | None = None,
) -> Reply:
    """Return a reply that offers a person; it promises nothing unless the handoff is safely kept."""
    tried = tuple(hit.passage.id for hit in evidence.hits) if evidence else ()
    handoff = Handoff(reason, turn.question, turn.conversation_id, turn.message_id, understood.language, tried)
    reply = replace(turn.reply(outcome, understood), confidence=round(evidence.confidence, 3) if evidence else 0.0)
    try:
        with turn.step("hand_over"):
            entry = hand_over(handoff, parts.handoffs, parts.team)
    except HandoffNotStored:
        return replace(
            reply, outcome=Outcome.FAILED_HANDOFF, message=say("not_stored", understood.language, team=parts.team)
        )
    return replace(reply, message=entry.message, handoff=entry)
