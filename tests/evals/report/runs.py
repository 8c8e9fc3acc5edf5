"""Runs put together by hand, for reports to be made of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.messages import Outcome
from evals.about import HERE, About, Product, SetDigest
from evals.kept import Run
from evals.report.content import Content, content
from evals.run import Answered
from evals.scores import report
from tests.evals.replies import answered, ended, statement

PRODUCT = Product("0.1.0", "c0de", "extractive", None, None, {}, "d1" * 32, "lsa")
STARTED = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def run_of(*answers: Answered, **about: Any) -> Run:
    """Give a finished run of these answers."""
    names = dict.fromkeys(one.set_name for one in answers)
    sets = tuple(SetDigest(name, "ab", sum(one.set_name == name for one in answers), 0, 0) for name in names)
    made = About(sets, 7, None, 1, HERE, PRODUCT, None, 0, (), "3.11", "Linux", STARTED, STARTED, "finished")
    return Run(replace(made, **about), answers)


def report_of(run: Run, baseline: Run | None = None) -> Content:
    return content(run, report(run.answered, run.about.seed), baseline)


def numbered(answers: Sequence[Answered], set_name: str = "satz") -> list[Answered]:
    """Give the answers ids of their own in one set."""
    return [
        replace(one, set_name=set_name, question=one.question.model_copy(update={"id": f"q-{n}"}))
        for n, one in enumerate(answers)
    ]


def mixed() -> list[Answered]:
    """Give forty answers of many kinds: good, poor, false, handed over, of several states, classes and sets."""
    told = {"profile": {"state": "HE", "population": 8000}, "class": "kosten", "relevant": ["hof"]}
    other = {"profile": {"state": "BY", "population": 120_000}, "class": "regen", "relevant": ["ulm"]}
    good = answered(statement("Der Rufbus kostet 3 Euro.", 1), expected="answered", nuggets=["3 Euro"], **told)
    poor = answered(statement("Er fährt seit 2024.", 1), expected="answered", nuggets=["11.000 Fahrgäste"], **other)
    wrong = answered(statement("Er fährt seit 2024.", 1), expected="not_answered")
    silent = ended(Outcome.HANDOFF_NO_EVIDENCE, 0.2, expected="answered*", **told)
    right = ended(Outcome.HANDOFF_NO_EVIDENCE, 0.1, expected="not_answered", tuned=False)
    mocked = ended(Outcome.DECLINED_ABUSE, 0.0, expected="declined.abuse", tuned=True)
    return [*numbered([good] * 10 + [poor] * 10), *numbered([wrong, silent, right, mocked] * 5, "funding")]
