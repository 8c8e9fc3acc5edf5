"""An asker who said twice that answers do not help gets a person, with the question that was answered badly."""

from assistant.conversation.memory import recalled
from assistant.feedback import Unhelpful
from assistant.handoff import Handoff, hand_over
from assistant.messages import HandoffEntry, Question
from assistant.parts import Parts
from assistant.routing.complaint import complains
from assistant.routing.cues import listen
from assistant.understanding import understand

ENOUGH = 2  # verdicts and complaints in one conversation


def hand_over_after(said: Unhelpful, message_id: str, parts: Parts) -> HandoffEntry | None:
    """Return the handoff when it is enough, else None. `message_id` is the answer's. Raises HandoffNotStored.

    The same verdict given again leads to the same handoff.
    """
    memory = recalled(parts.conversations, said.conversation_id)
    complaints = sum(complains(listen(turn.asked)) for turn in memory.turns)
    if said.times + complaints < ENOUGH:
        return None
    question = Question(said.asked, memory.profile, said.conversation_id)
    language = "en" if understand(said.asked).language == "en" else "de"
    handoff = Handoff("dissatisfied", question, said.conversation_id, message_id, language, topic=said.topic)
    return hand_over(handoff, parts.handoffs)
