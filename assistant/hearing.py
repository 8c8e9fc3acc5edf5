"""What a message means in its conversation: whose municipality it is, and the questions as they stand alone."""

from dataclasses import dataclass, replace

from assistant.conversation.followups import Reading, standalone
from assistant.conversation.memory import Memory
from assistant.conversation.own_words import own_words, telling_stems
from assistant.conversation.rewriting import Rewrite
from assistant.conversation.telling import Told, known_before, merged, told
from assistant.messages import Outcome, Question
from assistant.routing.complaint import complains
from assistant.routing.cues import listen
from assistant.understanding import Understood, understand
from knowledge.asked import wanted
from knowledge.profile import Profile

# A follow-up such as "Und in Hessen?" says too little by itself to be judged by these.
_JUDGED_TOO_SOON = frozenset({Outcome.CLARIFY, Outcome.DECLINED_NONSENSE, Outcome.DECLINED_OFF_TOPIC})
_MAY_COMPLAIN = _JUDGED_TOO_SOON | {None, Outcome.DECLINED_ABOUT}


@dataclass(frozen=True, slots=True)
class Heard:
    """A message made ready: the outcome if the turn ends here, else each question as asked and as it stands alone.

    `set_aside` are questions of the same message that are not looked up, each with how it ends. `profile` is what is
    known of the asker with this message, `told` what this message adds, `aside` the stems that only tell who asks.
    `complains` says that the answer before did not help.
    """

    language: str
    ends_as: Outcome | None
    asked: tuple[str, ...]
    queries: tuple[str, ...]
    set_aside: tuple[tuple[str, Outcome], ...]
    profile: Profile
    told: Told
    aside: frozenset[str] = frozenset()
    complains: bool = False

    @property
    def query(self) -> str:
        """All that is searched for, in one line."""
        return " ".join(self.queries)

    @property
    def lacks_state(self) -> bool:
        """Whether the own place has namesakes and which one it is matters, since nothing or funding is asked."""
        return bool(self.told.candidates) and (self.told.only or "funding" in wanted(self.query))


def hear(question: Question, memory: Memory, reading: Reading, rewrite: Rewrite = standalone) -> Heard:
    """Return what a message means after the turns in `memory`; `rewrite` completes it. Raises KnowledgeError."""
    last = memory.turns[-1] if memory.turns else None
    asked_back = last.asked if last and last.outcome is Outcome.CLARIFY else None
    known = known_before(memory.profile, question)
    new = told(question.text, reading.places, known, asked_back)
    understood = _understood(question, memory, reading)
    complaint = understood.ends_as in _MAY_COMPLAIN and complains(listen(question.text))
    if complaint:
        understood = replace(understood, ends_as=_end_of_complaint(memory))
    looked_up = understood.questions if understood.ends_as is None and not new.only else ()
    queries = tuple(rewrite(one, memory.turns, reading) for one in looked_up)
    return Heard(
        language=understood.language,
        ends_as=understood.ends_as,
        asked=understood.questions,
        queries=queries,
        set_aside=understood.set_aside,
        profile=merged(known, new),
        told=new,
        aside=telling_stems(own_words(question.text, reading.places)),
        complains=complaint,
    )


def _end_of_complaint(memory: Memory) -> Outcome:
    """Return how a complaint ends: the first is asked back, at the second a person takes over."""
    before = any(complains(listen(turn.asked)) for turn in memory.turns)
    return Outcome.HANDOFF_DISSATISFIED if before else Outcome.CLARIFY


def _understood(question: Question, memory: Memory, reading: Reading) -> Understood:
    understood = understand(question.text, question.language)
    if understood.ends_as not in _JUDGED_TOO_SOON or not memory.turns:
        return understood
    completed = standalone(question.text, memory.turns, reading)
    return understand(completed, understood.language) if completed != question.text else understood
