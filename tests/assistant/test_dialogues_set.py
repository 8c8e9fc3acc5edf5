"""Follow-ups of the own set find the right document: development half and untouched half, told apart."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.subjects import Subjects
from assistant.conversation.followups import Reading, standalone
from assistant.messages import Outcome, Turn
from knowledge import places
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.search import Search

DIALOGUES = Path(__file__).parents[2] / "evals" / "sets" / "dialogues.jsonl"
SHOWN = 5  # documents that a turn shows


def rows(*, tuned: bool) -> Iterator[dict[str, Any]]:
    for line in DIALOGUES.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["tuned"] is tuned:
            yield row


def found(row: dict[str, Any], search: Search, reading: Reading) -> bool:
    """Return whether a wanted document is among the first five for the last turn."""
    profile = Profile(**(row["profile"] or {}))
    history: tuple[Turn, ...] = ()
    for asked, ended in zip(row["dialogue"], row["outcomes"], strict=True):
        query, outcome = standalone(asked, history, reading), Outcome(ended)
        blocked = outcome.startswith(("declined.", "handoff."))
        shown = () if blocked else tuple(hit.meta.id for hit in search(query, SHOWN, profile=profile))
        history += (Turn(asked, query, outcome, shown),)
    wanted = {history[-1].documents[row["shown"] - 1]} if "shown" in row else set(row["relevant"])
    hits = search(standalone(row["question"], history, reading), 5, profile=profile)
    return any(hit.meta.id in wanted for hit in hits)


@pytest.mark.parametrize("tuned", [True, False], ids=["development", "untouched"])
def test_follow_ups_find_the_right_document(tuned: bool, starter_search: Search, starter_registry: Registry) -> None:
    reading = Reading(places.starter(), starter_search.rarity, Subjects(starter_registry))
    results = {row["id"]: found(row, starter_search, reading) for row in rows(tuned=tuned)}
    missed = [key for key, right in results.items() if not right]
    assert len(results) == 20
    assert len(results) - len(missed) >= 0.9 * len(results), missed


@pytest.mark.parametrize("name", ["english", "unanswerable", "short"])
def test_a_question_that_stands_alone_is_not_mixed_with_the_topic_before(
    name: str, starter_search: Search, starter_registry: Registry
) -> None:
    reading = Reading(places.starter(), starter_search.rarity, Subjects(starter_registry))
    before = (
        Turn("Was kostet ein Rufbus?", "Was kostet ein Rufbus?", Outcome.ANSWERED, ("fall-landkreis-hof-landbus",)),
    )
    lines = (DIALOGUES.parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [str(json.loads(line)["question"]) for line in lines]
    mixed = [question for question in questions if standalone(question, before, reading) != question]
    assert len(mixed) <= 0.1 * len(questions), mixed
