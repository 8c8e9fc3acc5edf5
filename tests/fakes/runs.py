"""Runs made by hand: an answer per question as told, and what the run was."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.messages import Outcome, Reply, Statement
from evals.about import About, Product, SetDigest
from evals.kept import Run
from evals.questions import SetQuestion
from evals.run import Answered

ABOUT = About(
    (SetDigest("satz", "ab" * 32, 3, 0, 3),), 7, None, 1, "hier",
    Product("0.1.0", "c0de", "extractive", None, "a1b2", {"answer_threshold": 0.65, "team": "Team"}, "d1", "7 lsa-1"),
    date(2025, 11, 7), 0, ("gibt-es-nicht",), "3.11.9", "Linux", datetime.fromisoformat("2026-11-27T10:00:00+00:00"),
)  # fmt: skip
GOOD = Reply("g", "n", Outcome.ANSWERED, statements=(Statement("Der Rufbus kostet 3 Euro.", (1,), "fact"),))


def answered(n: int, reply: Reply = GOOD, ranking: tuple[str, ...] = ("doc-a", "doc-b"), **asked: Any) -> Answered:
    """Return the answer to question n, for which doc-a is relevant and an answer with `3 Euro` is expected."""
    row = {"id": f"f-{n}", "question": f"Was kostet Rufbus {n}?", "relevant": ["doc-a"], "nuggets": ["3 Euro"]}
    question = SetQuestion.model_validate({**row, "expected": "answered*", **asked})
    own = replace(reply, conversation_id=f"g{id(reply)}-{n}", message_id=f"n{n}")
    return Answered("satz", question, own, ranking, {"doc-a~1": "Der Rufbus kostet 3 Euro."}, 10.0 + n)


def run_of(*answers: Answered, **about: Any) -> Run:
    """Return a finished run of these answers."""
    return Run(replace(ABOUT, state="finished", finished=ABOUT.started, **about), answers)
