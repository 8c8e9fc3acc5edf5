"""The path of a message: hear -> answer each question -> reply, or hand over. Start reading here.

hear       assistant/hearing.py    language, route, the asker's municipality, follow-ups completed
answer     assistant/answering.py  retrieve -> gaps -> compose -> check, for one standalone question
reply      assistant/replying.py   sources numbered, cases, funding, plan

Each step is a plain function with frozen values in and out. This is the one place that catches errors of the
parts: a failing search becomes an outcome with a person offered, never an exception.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import Answer, answer
from assistant.conversation.memory import noted, recalled
from assistant.conversation.profile_texts import acknowledged, which_state
from assistant.errors import HandoffNotStored
from assistant.handoff import Handoff, hand_over
from assistant.hearing import Heard, hear
from assistant.messages import Outcome, Question, Reply, Turn
from assistant.options import clarification
from assistant.parts import Parts
from assistant.replying import reply_of
from assistant.texts import say
from assistant.turn import OpenTurn
from assistant.understanding import understand
from knowledge.errors import KnowledgeError
from knowledge.profile import Profile


def reply_to(question: Question, parts: Parts) -> Reply:
    """Answer or hand over; a failing part becomes an outcome, never an exception."""
    turn = OpenTurn.of(question)
    memory = recalled(parts.conversations, question.conversation_id)
    profile = memory.profile
    try:
        with turn.step("understand"):
            heard = hear(question, memory, parts.reading, parts.rewrite)
        profile = heard.profile
        reply = _reply_to(turn, heard, parts)
    except KnowledgeError:
        language = understand(question.text, question.language).language
        reply = _hand_off(turn, parts, Outcome.FAILED_SEARCH, language, profile)
    cited = tuple(dict.fromkeys(source.document_id for source in reply.sources))
    kept = Turn(question.text, reply.trace.query or question.text, reply.outcome, cited)
    noted(parts.conversations, turn.conversation_id, turn.message_id, kept, profile)
    return replace(reply, profile=profile if profile != Profile() else None)


def _reply_to(turn: OpenTurn, heard: Heard, parts: Parts) -> Reply:
    if ended := _ended(turn, heard, parts):
        return ended
    answers = [answer(query, heard, parts, turn) for query in heard.queries]
    if any(one.statements for one in answers):
        reply = _with_set_aside(reply_of(answers, heard, turn, parts), turn, heard, parts)
        return replace(reply, clarification=which_state(heard.told, heard.language)) if heard.told.candidates else reply
    if choices := next((one.choices for one in answers if one.decision == "clarify"), ()):
        reply = turn.reply(Outcome.CLARIFY, heard.language, heard.query)
        return replace(reply, clarification=clarification(choices, heard.language))
    unsupported = any(one.decision in ("answer", "partial") for one in answers)
    outcome = Outcome.HANDOFF_NOT_SUPPORTED if unsupported else Outcome.HANDOFF_NO_EVIDENCE
    return _hand_off(turn, parts, outcome, heard.language, heard.profile, answers)


def _ended(turn: OpenTurn, heard: Heard, parts: Parts) -> Reply | None:
    """Return the reply to a message that is not looked up: it only tells who asks, or is no question for us."""
    language, text = heard.language, turn.question.text
    if heard.ends_as and heard.ends_as.startswith("handoff."):
        return _hand_off(turn, parts, heard.ends_as, language, heard.profile)
    if heard.lacks_state:
        return replace(turn.reply(Outcome.CLARIFY, language), clarification=which_state(heard.told, language))
    if heard.told.only:
        said = acknowledged(heard.told, heard.profile, language)
        return replace(turn.reply(Outcome.DECLINED_PROFILE, language), message=said)
    if heard.ends_as is Outcome.CLARIFY:
        return replace(turn.reply(Outcome.CLARIFY, language), clarification=say("clarify", language, text))
    if heard.ends_as is not None:
        return replace(turn.reply(heard.ends_as, language), message=say(_name(heard.ends_as), language, text))
    return None


def _name(outcome: Outcome) -> str:
    """Return the name of an outcome's text: what stands behind the group."""
    return outcome.rpartition(".")[2]


def _with_set_aside(reply: Reply, turn: OpenTurn, heard: Heard, parts: Parts) -> Reply:
    """Return the reply with what becomes of the questions that are not looked up: declined, or given to a person."""
    declined = [outcome for _, outcome in heard.set_aside if not outcome.startswith("handoff.")]
    said = [say(_name(outcome), heard.language) for outcome in dict.fromkeys(declined)]
    handed = [(asked, outcome) for asked, outcome in heard.set_aside if outcome.startswith("handoff.")]
    entry = None
    if handed:
        question = replace(turn.question, text="\n".join(asked for asked, _ in handed))
        other = _hand_off(replace(turn, question=question), parts, handed[0][1], heard.language, heard.profile)
        said, entry = [*said, other.message or ""], other.handoff
    return replace(reply, message=" ".join(filter(None, [reply.message, *said])) or None, handoff=entry)


def _hand_off(
    turn: OpenTurn,
    parts: Parts,
    outcome: Outcome,
    language: str,
    profile: Profile,
    answers: Sequence[Answer] = (),
) -> Reply:
    """Return a reply that offers a person; it promises nothing unless the handoff is safely kept."""
    tried = tuple(dict.fromkeys(hit.passage.id for one in answers for hit in one.evidence.hits))
    reason = "failure" if outcome is Outcome.FAILED_SEARCH else _name(outcome)
    asked = replace(turn.question, profile=profile)
    handoff = Handoff(reason, asked, turn.conversation_id, turn.message_id, language, tried)
    sure = max((one.evidence.confidence for one in answers), default=0.0)
    query = " ".join(one.query for one in answers)
    reply = replace(turn.reply(outcome, language, query), confidence=round(sure, 3))
    try:
        with turn.step("hand_over"):
            entry = hand_over(handoff, parts.handoffs, parts.team)
    except HandoffNotStored:
        return replace(reply, outcome=Outcome.FAILED_HANDOFF, message=say("not_stored", language, team=parts.team))
    missing = [gap.sentence(language) for one in answers for gap in one.gaps]
    return replace(reply, message=" ".join([*dict.fromkeys(missing), entry.message]), handoff=entry)
