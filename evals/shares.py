"""What one answer counts for in each measure: so much out of so much. Pure; a figure is the sum over the answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace

from assistant.messages import Outcome, Statement, Trace
from evals.measures import hit, reciprocal_rank
from evals.nuggets import nugget_found
from evals.outcomes import QUESTION, expected_route, fits, turned_away
from evals.run import Answered

Share = tuple[float, float]
NOTHING: Share = (0.0, 0.0)  # the measure says nothing of this question


def answers(outcome: str) -> bool:
    """Return whether the asker got an answer, in full or in part."""
    return fits("answered*", outcome)


def _hit(k: int) -> Callable[[Answered], Share]:
    return lambda a: (hit(a.ranking, a.question.relevant, k), 1.0) if a.question.relevant else NOTHING


def _mrr(a: Answered) -> Share:
    return (reciprocal_rank(a.ranking, a.question.relevant, 10), 1.0) if a.question.relevant else NOTHING


def _answer_rate(a: Answered) -> Share:
    wanted = a.question.expected in (Outcome.ANSWERED, Outcome.PARTIAL, "answered*")
    return (float(answers(a.reply.outcome)), 1.0) if wanted else NOTHING


def _false_answer(a: Answered) -> Share:
    expected = a.question.expected
    if expected is None or fits(expected, Outcome.ANSWERED):
        return NOTHING
    return float(a.reply.outcome == Outcome.ANSWERED), 1.0


def missed_nuggets(a: Answered) -> list[str]:
    """Return the nuggets that the statements do not contain."""
    said = "\n".join(statement.text for statement in a.reply.statements)
    return [nugget for nugget in a.question.nuggets if not nugget_found(nugget, said)]


def _nuggets(a: Answered) -> Share:
    wanted = len(a.question.nuggets)
    return float(wanted - len(missed_nuggets(a))), float(wanted)


def _outcome(a: Answered) -> Share:
    return (float(fits(a.question.expected, a.reply.outcome)), 1.0) if a.question.expected else NOTHING


def _over_blocking(a: Answered) -> Share:
    looked_up = a.question.expected is not None and expected_route(a.question.expected) == QUESTION
    return (float(turned_away(a.reply.outcome)), 1.0) if looked_up else NOTHING


def _funding_wrong(a: Answered) -> Share:
    wanted = a.question.status
    wrong = sum(entry.status != wanted.get(entry.document_id, entry.status) for entry in a.reply.funding)
    return float(wrong), float(len(wanted))


def _plan_right(a: Answered) -> Share:
    wanted, plan = a.question.plan, a.reply.plan
    if wanted is None:
        return NOTHING
    if plan is None or not wanted:
        return float((plan is not None) == wanted), 1.0
    return float(not a.question.relevant or plan.document_ids[0] in a.question.relevant), 1.0


def _forbidden_shown(a: Answered) -> Share:
    if not a.question.forbidden:
        return NOTHING
    shown = _flat(" ".join(_shown(asdict(replace(a.reply, trace=Trace()))))).casefold()
    return float(any(_flat(text).casefold() in shown for text in a.question.forbidden)), 1.0


def _shown(value: object) -> Iterator[str]:
    """Yield every text of a reply, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _shown(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _shown(inner)


def _citation_coverage(a: Answered) -> Share:
    known = {source.n for source in a.reply.sources}
    cited = sum(bool(s.citations) and known.issuperset(s.citations) for s in a.reply.statements)
    return float(cited), float(len(a.reply.statements))


def _literal_support(a: Answered) -> Share:
    return float(sum(_literal(s, a) for s in a.reply.statements)), float(len(a.reply.statements))


def _literal(statement: Statement, a: Answered) -> bool:
    """Return whether a statement stands word for word in a passage it cites; a subject may be put in front of it."""
    cited = [source.passage_id for source in a.reply.sources if source.n in statement.citations]
    texts = [_flat(a.passages[key]) for key in cited if key in a.passages]
    said = _flat(statement.text)
    wordings = {said, said.partition(": ")[2] or said}
    return any(wording in text for wording in wordings for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.split())


SHARES: Mapping[str, Callable[[Answered], Share]] = {
    "hit@1": _hit(1),
    "hit@5": _hit(5),
    "mrr@10": _mrr,
    "answer_rate": _answer_rate,
    "false_answers": _false_answer,
    "nugget_recall": _nuggets,
    "outcome_accuracy": _outcome,
    "over_blocking": _over_blocking,
    "funding_wrong": _funding_wrong,
    "plan_right": _plan_right,
    "forbidden_shown": _forbidden_shown,
    "citation_coverage": _citation_coverage,
    "literal_support": _literal_support,
}
