"""What the confidence of replies is worth: whether it tells what was to be answered, and what is wrong at which one.

Two populations. Decided: what was looked up and decided by its confidence (answered in full or in part, or handed over
for want of evidence or support), with an expectation; right means that it was to be answered. Answers: those given
of which it is known whether they are wrong (`wrong`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.messages import Outcome
from evals.curve_intervals import aurc_interval, auroc_interval, ece_interval
from evals.curves import aurc, reliability, risk_coverage
from evals.intervals import Figure
from evals.measures import auroc, ece
from evals.outcomes import answerable, answers, fits
from evals.run import Answered

Cases = tuple[list[float], list[bool]]  # confidences, and what is true of each
_DECIDED = frozenset({Outcome.ANSWERED, Outcome.PARTIAL, Outcome.HANDOFF_NO_EVIDENCE, Outcome.HANDOFF_NOT_SUPPORTED})


def wrong(a: Answered) -> bool | None:
    """Return whether an answer is wrong, None where that is not known or nothing was answered.

    Wrong is an answer to a question that was not to be answered so, and one to an answerable question that cites none
    of the relevant documents. Whether the statements are true is another measure's matter.
    """
    expected, outcome = a.question.expected, a.reply.outcome
    if expected is None or not answers(outcome):
        return None
    if not answerable(expected):
        return not fits(expected, outcome)
    cited = {source.document_id for source in a.reply.sources}
    return cited.isdisjoint(a.question.relevant) if a.question.relevant else None


def confidence_figures(answered: Sequence[Answered], seed: int) -> dict[str, Figure | None]:
    """Return `confidence_auroc`, `confidence_ece` and `aurc`."""
    decided, given = _decided(answered), _given(answered)
    both = len(set(decided[1])) > 1
    return {
        "confidence_auroc": Figure(auroc(*decided), len(decided[0]), auroc_interval(*decided, seed)) if both else None,
        "confidence_ece": Figure(ece(*decided), len(decided[0]), ece_interval(*decided, seed)) if both else None,
        "aurc": Figure(aurc(*given), len(given[0]), aurc_interval(*given, seed)) if given[0] else None,
    }


def confidence_curves(answered: Sequence[Answered]) -> Mapping[str, list[dict[str, Any]]]:
    """Return the points to draw: `reliability` (curves.Bin) and `risk_coverage` (curves.Point), rounded."""
    bins, points = reliability(*_decided(answered)), risk_coverage(*_given(answered))
    return {"reliability": [_row(asdict(one)) for one in bins], "risk_coverage": [_row(asdict(one)) for one in points]}


def _decided(answered: Iterable[Answered]) -> Cases:
    known = [(a.reply, a.question.expected) for a in answered if a.question.expected]
    decided = [(reply, expected) for reply, expected in known if reply.outcome in _DECIDED]
    return [reply.confidence for reply, _ in decided], [answerable(expected) for _, expected in decided]


def _given(answered: Iterable[Answered]) -> Cases:
    judged = [(a.reply.confidence, is_wrong) for a in answered if (is_wrong := wrong(a)) is not None]
    return [confidence for confidence, _ in judged], [is_wrong for _, is_wrong in judged]


def _row(values: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in values.items()}
