"""What answering needs: made once in api/wiring.py, or by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.composing.draft import Composing
from assistant.conversation.followups import Reading
from assistant.conversation.memory import Conversations
from assistant.conversation.rewriting import Rewrite
from assistant.handoff import Handoffs
from assistant.people.teams import Teams
from assistant.retrieval import SearchPart
from assistant.roadmap.planning import PassagesOf
from knowledge.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts behind the path of a message.

    From `answer_from` on a question is answered, from `partial_from` on in part where something is missing (confidence,
    0 to 1).
    """

    search: SearchPart
    compose: Composing
    handoffs: Handoffs
    conversations: Conversations
    reading: Reading
    rewrite: Rewrite
    vocabulary: Vocabulary
    passages_of: PassagesOf
    answer_from: float
    partial_from: float
    team: str
    teams: Teams
    today: Callable[[], date]
