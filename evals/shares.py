"""What one answer counts for in each measure: so much out of so much. Pure; a figure is the sum over the answers."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from assistant.messages import Outcome, Trace
from evals.citations import (
    Share,
    citation_coverage,
    citation_precision,
    faithfulness,
    flat,
    literal_support,
    plain_support,
)
from evals.measures import hit, ndcg, recall, reciprocal_rank
from evals.nuggets import nugget_found
from evals.outcomes import QUESTION, answerable, answers, expected_route, fits, turned_away
from evals.run import Answered

Ranked = Callable[[Sequence[str], Collection[str], int], float]  # ranking, relevant ids, k -> 0 to 1
NOTHING: Share = (0.0, 0.0)  # the measure says nothing of this question


def _ranked(measure: Ranked, k: int) -> Callable[[Answered], Share]:
    return lambda a: (measure(a.ranking, a.question.relevant, k), 1.0) if a.question.relevant else NOTHING


def _answer_rate(a: Answered) -> Share:
    wanted = a.question.expected and answerable(a.question.expected)
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
    shown = flat(" ".join(_shown(asdict(replace(a.reply, trace=Trace()))))).casefold()
    return float(any(flat(text).casefold() in shown for text in a.question.forbidden)), 1.0


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


SHARES: Mapping[str, Callable[[Answered], Share]] = {
    "hit@1": _ranked(hit, 1),
    "hit@5": _ranked(hit, 5),
    "recall@5": _ranked(recall, 5),
    "recall@10": _ranked(recall, 10),
    "mrr@10": _ranked(reciprocal_rank, 10),
    "ndcg@10": _ranked(ndcg, 10),
    "answer_rate": _answer_rate,
    "false_answers": _false_answer,
    "nugget_recall": _nuggets,
    "outcome_accuracy": _outcome,
    "over_blocking": _over_blocking,
    "funding_wrong": _funding_wrong,
    "plan_right": _plan_right,
    "forbidden_shown": _forbidden_shown,
    "citation_coverage": citation_coverage,
    "citation_precision": citation_precision,
    "faithfulness": faithfulness,
    "plain_support": plain_support,
    "literal_support": literal_support,
}
