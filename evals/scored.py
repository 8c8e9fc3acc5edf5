"""Scores a run: the report on its answers, with all that is told of the run beside it. Cheap, so it can be redone."""

from dataclasses import asdict
from typing import Any

from evals.amounts import Prices
from evals.kept import Run
from evals.run import Answered
from evals.scores import Scores, failures, report
from evals.shares import missed_nuggets


def scored(run: Run, prices: Prices | None = None) -> Scores:
    """Return the report with the run's seed, its `state`, how many questions are `open`, and its `failures`.

    `left_out` counts the questions with a date of their own that a server was not asked; `unknown_documents` are
    relevant documents that the knowledge did not have; `skipped` and `notes` tell of rows of tables. What a model's
    answers cost is told where `prices` are given.
    """
    return {
        **report(run.answered, run.about.seed, prices),
        "seed": run.about.seed,
        "state": run.about.state,
        "open": run.about.questions - len(run.answered),
        "left_out": run.about.left_out,
        "unknown_documents": list(run.about.unknown_documents),
        "skipped": [asdict(problem) for problem in run.about.skipped],
        "notes": [asdict(problem) for problem in run.about.notes],
        "failures": [_failure(answer) for answer in failures(run.answered)],
    }


def _failure(answer: Answered) -> dict[str, Any]:
    question = answer.question
    return {
        "set": answer.set_name,
        "id": question.id,
        "question": question.question,
        "expected": question.expected,
        "outcome": answer.reply.outcome,
        "relevant": list(question.relevant),
        "documents": list(answer.ranking[:5]),
        "missed_nuggets": missed_nuggets(answer),
    }
