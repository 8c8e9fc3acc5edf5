"""Takes what an asker wants of people by a form: an answer, a consultation, a workshop, a contact."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.conversation.memory import noted, recalled
from assistant.conversation.telling import known_before
from assistant.handoff import Handoff, hand_over
from assistant.messages import Outcome, Question, Reply, Turn
from assistant.parts import Parts
from assistant.people.fitting import fitting
from assistant.people.kinds import Kind
from assistant.people.topics import topic_of
from assistant.turn import OpenTurn
from assistant.understanding import understand
from knowledge.documents import Topic
from knowledge.errors import KnowledgeError
from knowledge.german import stems_of
from knowledge.matching import terms_of

LOOKED_AT = 12  # hits that tell the topic


def ask_people(question: Question, kind: Kind, form: Mapping[str, object], parts: Parts) -> Reply:
    """Return the reply with the handoff that was kept; its turn is noted in the conversation. Raises HandoffNotStored.

    `form` is the form of the kind as JSON values.
    """
    turn = OpenTurn.of(question, parts.today())
    told = known_before(recalled(parts.conversations, question.conversation_id).profile, question)
    language = "en" if understand(question.text, question.language).language == "en" else "de"
    asked, topic = replace(question, profile=told), _topic(question, parts)
    handoff = Handoff(
        "asked_for", asked, turn.conversation_id, turn.message_id, language, kind=kind.value, topic=topic, form=form
    )
    with turn.step("hand_over"):
        entry = hand_over(handoff, parts.handoffs)
    reply = replace(turn.reply(Outcome.HANDOFF_ASKED_FOR, language), message=entry.message, handoff=entry)
    kept = Turn(question.text, question.text, reply.outcome)
    return noted(parts.conversations, turn.conversation_id, turn.message_id, kept, told, reply, topic) or reply


def _topic(question: Question, parts: Parts) -> Topic | None:
    """Return what it is about, for the right team; a failing search is no reason to lose the wish."""
    try:
        terms = terms_of(question.text, parts.search.rarity(stems_of(question.text)))
        hits = parts.search(question.text, LOOKED_AT, profile=question.profile)
        return topic_of(hits) if fitting(terms, hits) else None
    except KnowledgeError:
        return None
