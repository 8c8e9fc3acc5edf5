"""What became of a question from one run to another: what the asker sees otherwise, and which measures tell. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from assistant.messages import HandoffEntry, Reply, Trace
from evals.citations import Share
from evals.labels import LABELS
from evals.measured import Measured
from evals.run import Answered
from evals.shares import SHARES


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose reply or ranking is another: in what, and in which measures it is better or worse.

    `differs_in` names the parts that differ; outcome and first document are (before, after), equal or not.
    """

    set_name: str
    id: str
    question: str
    differs_in: tuple[str, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    outcome: tuple[str, str]
    first_document: tuple[str | None, str | None]
    statements_gone: tuple[str, ...]
    statements_new: tuple[str, ...]


def change(before: Measured, after: Measured) -> Change | None:
    """Return what became of an answer, None where nothing did; ids and times count for nothing."""
    a, b = before.answered, after.answered
    differs_in = _differing(a, b)
    if not differs_in:
        return None
    said, says = ([statement.text for statement in one.reply.statements] for one in (a, b))
    moved = {name: direction(name, before.counts, after.counts) for name in SHARES}
    return Change(
        set_name=a.set_name,
        id=a.question.id,
        question=a.question.question,
        differs_in=differs_in,
        better=tuple(name for name, way in moved.items() if way == 1),
        worse=tuple(name for name, way in moved.items() if way == -1),
        outcome=(a.reply.outcome, b.reply.outcome),
        first_document=(next(iter(a.ranking), None), next(iter(b.ranking), None)),
        statements_gone=tuple(text for text in said if text not in says),
        statements_new=tuple(text for text in says if text not in said),
    )


def direction(name: str, before: Mapping[str, Share], after: Mapping[str, Share]) -> int | None:
    """Return 1 where a question went better in a measure, -1 worse, 0 as well, None where the measure cannot say.

    >>> direction("hit@1", {"hit@1": (0, 1)}, {"hit@1": (1, 1)}), direction("hit@1", {}, {"hit@1": (1, 1)})
    (1, None)
    >>> direction("false_answers", {"false_answers": (0, 1)}, {"false_answers": (1, 1)})
    -1
    """
    if name not in before or name not in after or LABELS[name].better == "neither":
        return None
    a, b = (part / whole for part, whole in (before[name], after[name]))
    return 0 if a == b else 1 if (b > a) == (LABELS[name].better == "higher") else -1


def _differing(a: Answered, b: Answered) -> tuple[str, ...]:
    before, after = _lasting(a.reply), _lasting(b.reply)
    shown = [one.name for one in fields(Reply) if getattr(before, one.name) != getattr(after, one.name)]
    return (*shown, *(name for name in ("ranking", "passages") if getattr(a, name) != getattr(b, name)))


def _lasting(reply: Reply) -> Reply:
    """Return a reply without what is new each time: ids, times, what is told of a handoff, the day a plan was made."""
    message, handoff, plan = reply.message, reply.handoff, reply.plan
    if handoff is not None:  # who answers by when, and whether it joins an open one, depends on the day and the store
        message = message and message.replace(handoff.message, "").strip()
        handoff = HandoffEntry("", handoff.reason, "", kind=handoff.kind)
    return replace(
        reply,
        conversation_id="",
        message_id="",
        message=message,
        handoff=handoff,
        plan=plan and replace(plan, made_on=""),
        trace=Trace(query=reply.trace.query),
    )
