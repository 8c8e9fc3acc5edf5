"""Gives a message that the assistant cannot answer to a person; nothing is promised unless it is safely kept."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import Answer
from assistant.errors import HandoffNotStored
from assistant.handoff import Handoff, hand_over, reason_of
from assistant.messages import Outcome, Reply
from assistant.parts import Parts
from assistant.texts import say
from assistant.turn import OpenTurn
from knowledge.documents import Topic
from knowledge.profile import Profile


def hand_off(
    turn: OpenTurn,
    parts: Parts,
    outcome: Outcome,
    language: str,
    profile: Profile,
    answers: Sequence[Answer] = (),
    topic: Topic | None = None,
) -> Reply:
    """Return a reply that says who takes over, with what was tried; FAILED_HANDOFF when it could not be kept."""
    hits = [hit for one in answers for hit in one.evidence.hits]
    sure = max((one.evidence.confidence for one in answers), default=0.0)
    reply = turn.reply(outcome, language, " ".join(one.query for one in answers))
    reply = replace(reply, confidence=round(sure, 3))
    handoff = Handoff(
        reason_of(outcome), replace(turn.question, profile=profile), turn.conversation_id, turn.message_id, language,
        tuple(dict.fromkeys(hit.passage.id for hit in hits)), topic=topic,
        confidence=reply.confidence if answers else None,
    )  # fmt: skip
    turn.listener.keeping()
    try:
        with turn.step("hand_over"):
            entry = hand_over(handoff, parts.handoffs)
    except HandoffNotStored:
        return replace(reply, outcome=Outcome.FAILED_HANDOFF, message=say("not_stored", language, team=parts.team))
    missing = [gap.sentence(language) for one in answers for gap in one.gaps]
    return replace(reply, message=" ".join([*dict.fromkeys(missing), entry.message]), handoff=entry)
