"""Over whole question sets: what is known is answered, what is not known is never answered as if it were."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.gaps import Decision, decision, gaps
from assistant.language import language_of
from assistant.missing.gap import Gap
from assistant.options import options
from assistant.retrieval import Evidence, retrieve
from assistant.settings import AssistantSettings
from assistant.sourcing import funding_among
from knowledge import places, vocabulary
from knowledge.freshness import funding_note
from knowledge.profile import Profile
from knowledge.search import Search

ROOT = Path(__file__).parents[2]
SETS = ROOT / "evals" / "sets"
DEV = ROOT.parent / "shared" / "questions" / "dev.jsonl"
ANSWER_FROM, PARTIAL_FROM = (
    AssistantSettings.model_fields[name].default for name in ("answer_threshold", "partial_threshold")
)  # as shipped


@dataclass(frozen=True)
class Judged:
    """A question of a set with what the assistant makes of it."""

    row: dict[str, Any]
    evidence: Evidence
    found: tuple[Gap, ...]
    decision: Decision


Judge = Callable[[Path], list[Judged]]


@pytest.fixture(scope="module")
def judge(starter_search: Search) -> Judge:
    kept: dict[Path, list[Judged]] = {}

    def one(row: dict[str, Any]) -> Judged:
        question, told = row["question"], row.get("profile") or {}
        language = language_of(question)
        profile = Profile(told.get("state"), told.get("population"))
        evidence = retrieve(question, profile, starter_search, language=language, vocabulary=vocabulary.starter())
        found = gaps(question, evidence, places.starter(), vocabulary.starter(), language=language)
        choices = options(question, evidence, places.starter())
        decided = decision(evidence, found, choices, answer_from=ANSWER_FROM, partial_from=PARTIAL_FROM)
        return Judged(row, evidence, found, decided)

    def judged(path: Path) -> list[Judged]:
        if not path.exists():
            pytest.skip(f"{path.name} is not here")
        if path not in kept:
            kept[path] = [one(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
        return kept[path]

    return judged


def plain(judged: list[Judged]) -> list[str]:
    return [one.row["question"] for one in judged if one.decision == "answer"]


@pytest.fixture(scope="module")
def answerable(judge: Judge) -> list[Judged]:
    sets = [DEV, SETS / "short.jsonl", SETS / "english.jsonl"]
    return [one for path in sets for one in judge(path) if one.row["expected"] == "answered"]


def test_what_the_corpus_knows_is_answered(answerable: list[Judged]) -> None:
    answered = [one for one in answerable if one.decision in ("answer", "partial")]
    assert len(answered) >= 0.92 * len(answerable)


def test_few_questions_that_the_corpus_answers_are_called_incomplete(answerable: list[Judged]) -> None:
    assert sum(bool(one.found) for one in answerable) <= 0.05 * len(answerable)


def test_what_the_corpus_does_not_know_is_rarely_answered(judge: Judge) -> None:
    judged = [one for name in ("unanswerable", "unanswerable-2") for one in judge(SETS / f"{name}.jsonl")]
    assert len(plain(judged)) <= 0.05 * len(judged)


def test_questions_that_nothing_was_tuned_on_are_rarely_answered_wrongly(judge: Judge) -> None:
    untouched = [
        one
        for name in ("unanswerable-2", "english-unanswerable")
        for one in judge(SETS / f"{name}.jsonl")
        if not one.row["tuned"]
    ]
    assert len(plain(untouched)) <= 0.05 * len(untouched)


def test_no_near_miss_ends_as_a_plain_answer(judge: Judge) -> None:
    assert plain(judge(SETS / "near-misses.jsonl")) == []


def test_most_near_misses_are_told_what_is_missing(judge: Judge) -> None:
    judged = [one for one in judge(SETS / "near-misses.jsonl") if one.row["class"] in ("place", "programme", "state")]
    named = [one for one in judged if any(_names(one, wording) for wording in one.row["missing"])]
    assert len(named) >= 0.9 * len(judged)


def _names(one: Judged, wording: str) -> bool:
    return any(wording.lower() in gap.wording.lower() for gap in one.found)


def test_every_programme_has_its_status_on_both_sides_of_its_deadline(judge: Judge) -> None:
    for one in judge(SETS / "funding.jsonl"):
        today = date.fromisoformat(one.row["today"])
        listed = {entry.document_id: entry.status for entry in funding_among(one.evidence.hits, today)}
        assert {key: listed.get(key) for key in one.row["status"]} == one.row["status"], one.row["question"]


def test_no_note_offers_a_closed_programme_as_open(judge: Judge) -> None:
    for one in judge(SETS / "funding.jsonl"):
        today = date.fromisoformat(one.row["today"])
        for hit in one.evidence.hits:
            note = funding_note(hit.meta, today)
            over = hit.meta.funding is not None and (
                hit.meta.funding.status == "geschlossen" or (hit.meta.funding.deadline or today) < today
            )
            assert note is None or ("läuft" not in note) or not over
