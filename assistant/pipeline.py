"""The path of a message: hear -> answer each question -> reply, or hand over. Start reading here.

silence    assistant/silence.py    a person owns the conversation: the message is the person's, nothing is searched
hear       assistant/hearing.py    language, route, the asker's municipality, follow-ups completed
answer     assistant/answering.py  retrieve -> gaps -> compose -> check, for one standalone question
reply      assistant/replying.py   sources numbered, cases, funding, plan
hand over  assistant/handing.py    the question is safely kept for a person, and the asker told who, by when, what next

Each step is a plain function with frozen values in and out. This is the one place that catches errors of the
search: a failing search becomes an outcome with a person offered, never an exception.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import Answer, answer
from assistant.conversation.memory import Memory, noted, recalled
from assistant.conversation.profile_texts import acknowledged, which_state
from assistant.handing import hand_off
from assistant.hearing import Heard, hear
from assistant.listening import SILENCE, Listener
from assistant.messages import Outcome, Question, Reply, Turn
from assistant.options import clarification
from assistant.parts import Parts
from assistant.people.fitting import fitting
from assistant.people.topics import topic_of
from assistant.replying import reply_of
from assistant.silence import to_its_owner
from assistant.texts import say
from assistant.turn import OpenTurn
from assistant.understanding import understand
from knowledge.documents import Topic
from knowledge.errors import KnowledgeError
from knowledge.profile import Profile
from knowledge.search import Hit


def reply_to(question: Question, parts: Parts, listener: Listener = SILENCE) -> Reply:
    """Answer or hand over; a failing part becomes an outcome, never an exception.

    `listener` hears what is done and said meanwhile, and may withdraw the message: only then this raises, Withdrawn.
    """
    turn = OpenTurn.of(question, parts.today(), listener)
    memory = recalled(parts.conversations, question.conversation_id)
    profile, topic = memory.profile, None
    reply = to_its_owner(turn, parts.handoffs, parts.teams)
    if reply is None:
        try:
            with turn.step("understand"):
                heard = hear(question, memory, parts.reading, parts.rewrite)
            profile = heard.profile
            reply, topic = _reply_to(turn, heard, memory, parts)
        except KnowledgeError:
            language = understand(question.text, question.language).language
            reply = hand_off(turn, parts, Outcome.FAILED_SEARCH, language, profile)
    reply = replace(reply, profile=profile if profile != Profile() else None)
    cited = tuple(dict.fromkeys(source.document_id for source in reply.sources))
    kept = Turn(question.text, reply.trace.query or question.text, reply.outcome, cited)
    turn.listener.keeping()
    # Another process may have answered the same message meanwhile: then its reply is the one that everybody gets.
    return noted(parts.conversations, turn.conversation_id, turn.message_id, kept, profile, reply, topic) or reply


def _reply_to(turn: OpenTurn, heard: Heard, memory: Memory, parts: Parts) -> tuple[Reply, Topic | None]:
    """Return the reply and what the message is about, as far as anything was searched for."""
    if ended := _ended(turn, heard, memory, parts):
        return ended, None
    headings = heard.asked if len(heard.queries) > 1 else [None] * len(heard.queries)
    asked = zip(heard.queries, headings, strict=True)
    answers = [answer(query, heard, parts, turn, heading) for query, heading in asked]
    topic = topic_of([hit for one in answers for hit in _about(one)])
    return _reply_from(answers, topic, turn, heard, parts), topic


def _about(answer: Answer) -> Sequence[Hit]:
    """Return the passages that tell what a question is about; none when not one of them speaks of it."""
    evidence = answer.evidence
    return evidence.hits if answer.statements or fitting(evidence.terms, evidence.hits) else ()


def _reply_from(answers: Sequence[Answer], topic: Topic | None, turn: OpenTurn, heard: Heard, parts: Parts) -> Reply:
    if any(one.statements for one in answers):
        reply = _with_set_aside(reply_of(answers, heard, turn, parts), topic, turn, heard, parts)
        return replace(reply, clarification=which_state(heard.told, heard.language)) if heard.told.candidates else reply
    if choices := next((one.choices for one in answers if one.decision == "clarify"), ()):
        reply = turn.reply(Outcome.CLARIFY, heard.language, heard.query)
        return replace(reply, clarification=clarification(choices, heard.language))
    unsupported = any(one.decision in ("answer", "partial") for one in answers)
    outcome = Outcome.HANDOFF_NOT_SUPPORTED if unsupported else Outcome.HANDOFF_NO_EVIDENCE
    return hand_off(turn, parts, outcome, heard.language, heard.profile, answers, topic)


def _ended(turn: OpenTurn, heard: Heard, memory: Memory, parts: Parts) -> Reply | None:
    """Return the reply to a message that is not looked up: it only tells who asks, or is no question for us."""
    language, text = heard.language, turn.question.text
    if heard.ends_as and heard.ends_as.startswith("handoff."):
        return hand_off(_with_last_question(turn, heard, memory), parts, heard.ends_as, language, heard.profile)
    if heard.complains or heard.lacks_state:
        return _asked_back(turn, heard, memory)
    if heard.told.only:
        said = acknowledged(heard.told, heard.profile, language)
        return replace(turn.reply(Outcome.DECLINED_PROFILE, language), message=said)
    if heard.ends_as is Outcome.CLARIFY:
        return replace(turn.reply(Outcome.CLARIFY, language), clarification=say("clarify", language, text))
    if heard.ends_as is not None:
        return replace(turn.reply(heard.ends_as, language), message=say(_name(heard.ends_as), language, text))
    return None


def _asked_back(turn: OpenTurn, heard: Heard, memory: Memory) -> Reply:
    """Return the question back to a first complaint, or to a place with namesakes."""
    language = heard.language
    if heard.lacks_state:
        return replace(turn.reply(Outcome.CLARIFY, language), clarification=which_state(heard.told, language))
    query = memory.turns[-1].query if memory.turns else ""  # what is said next in other words completes this
    return replace(turn.reply(Outcome.CLARIFY, language, query), clarification=say("dissatisfied_once", language))


def _with_last_question(turn: OpenTurn, heard: Heard, memory: Memory) -> OpenTurn:
    """Return the turn with the question a complaint is about in front of it, for the person who takes over."""
    asked = next((one.asked for one in reversed(memory.turns) if one.outcome.startswith("answered")), "")
    if not (heard.complains and asked):
        return turn
    return replace(turn, question=replace(turn.question, text=f"{asked}\n\n{turn.question.text}"))


def _name(outcome: Outcome) -> str:
    """Return the name of an outcome's text: what stands behind the group."""
    return outcome.rpartition(".")[2]


def _with_set_aside(reply: Reply, topic: Topic | None, turn: OpenTurn, heard: Heard, parts: Parts) -> Reply:
    """Return the reply with what becomes of the questions that are not looked up: declined, or given to a person."""
    declined = [outcome for _, outcome in heard.set_aside if not outcome.startswith("handoff.")]
    said = [say(_name(outcome), heard.language) for outcome in dict.fromkeys(declined)]
    handed = [(asked, outcome) for asked, outcome in heard.set_aside if outcome.startswith("handoff.")]
    entry = None
    if handed:
        question = replace(turn.question, text="\n".join(asked for asked, _ in handed))
        aside = replace(turn, question=question)
        other = hand_off(aside, parts, handed[0][1], heard.language, heard.profile, topic=topic)
        said, entry = [*said, other.message or ""], other.handoff
    return replace(reply, message=" ".join(filter(None, [reply.message, *said])) or None, handoff=entry)
