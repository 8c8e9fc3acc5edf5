"""Which wishes get a plan: own questions, of which some have a guidance and some are about what no document treats."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.roadmap.planning import plan_for
from assistant.settings import AssistantSettings
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.search import Search

QUESTIONS = Path(__file__).parents[2] / "evals" / "sets" / "plans.jsonl"


@pytest.fixture(scope="module")
def counted(starter_registry: Registry, starter_search: Search) -> Counter[str]:
    """Count the questions by what was expected and what came: the right plan, a wrong one, or none."""
    found: Counter[str] = Counter()
    threshold = AssistantSettings.model_fields["answer_threshold"].default
    for line in map(json.loads, QUESTIONS.read_text().splitlines()):
        plan = plan_for(
            line["question"], Profile(), starter_search, starter_registry.passages_of, threshold, date(2026, 3, 1)
        )
        came = "none" if plan is None else "right" if plan.document_ids[0] in line["relevant"] else "wrong"
        found[f"{'plan' if line['plan'] else 'no_plan'}: {came}"] += 1
    print(dict(found))
    return found


def test_most_wishes_that_a_guidance_meets_get_its_plan(counted: Counter[str]) -> None:
    assert counted["plan: right"] >= 14


def test_a_plan_is_that_of_the_right_guidance(counted: Counter[str]) -> None:
    assert counted["plan: wrong"] <= 1


def test_a_wish_that_no_guidance_meets_hardly_ever_gets_a_plan(counted: Counter[str]) -> None:
    assert counted["no_plan: wrong"] <= 1
