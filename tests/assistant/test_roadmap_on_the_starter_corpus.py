"""Each guidance of the starter corpus, asked for how to proceed, becomes a plan that loses nothing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import knowledge
from assistant.retrieval import retrieve
from assistant.roadmap.planning import plan_of
from assistant.roadmap.values import PHASES, Plan
from ingest.read import markdown
from knowledge.documents import Document
from knowledge.german import words
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.search import Search

FILES = sorted((Path(knowledge.__file__).parent / "corpus").glob("leit-*.md"))
TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def plan_for_file(starter_registry: Registry, starter_search: Search) -> Callable[[Path], Plan | None]:
    made: dict[Path, Plan | None] = {}

    def plan(path: Path) -> Plan | None:
        if path not in made:
            evidence = retrieve(
                f"Wie gehen wir bei diesem Vorhaben vor: {_read(path).meta.title}?", Profile(), starter_search
            )
            made[path] = plan_of(evidence, starter_registry.passages_of, starter_search.rarity, TODAY)
        return made[path]

    return plan


def _read(path: Path) -> Document:
    return markdown.read(path.name, path.read_bytes())


def _written_steps(path: Path) -> list[str]:
    """Read the steps as the file has them, without the reader under test."""
    section = path.read_text().split("## Schritte\n")[1].split("\n## ")[0]
    return [re.sub(r"\[\d+\]|\*\*", "", line) for line in re.findall(r"^\d+\. (.+)$", section, re.MULTILINE)]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_there_is_guidance_to_test() -> None:
    assert len(FILES) >= 30


def test_the_plan_comes_from_this_guidance(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    assert plan_for_file(path).document_ids[0] == path.stem


def test_no_step_and_no_word_of_a_step_is_lost(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    sourced = [step for step in plan_for_file(path).steps if not step.suggestion]
    written = _written_steps(path)
    assert len(sourced) == len(written)
    for step, text in zip(sourced, written, strict=True):
        told = " ".join([step.title, *(s.text for s in step.detail), step.role or "", step.body or ""])
        assert set(words(text)) <= set(words(told))


def test_every_step_and_every_sentence_is_sourced_or_marked(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    plan = plan_for_file(path)
    numbers = {source.n for source in plan.sources}
    for step in plan.steps:
        assert step.suggestion is (step.support is None)
        cited = {n for said in step.detail for n in said.citations} | set(step.citations)
        assert cited <= numbers
        assert step.suggestion or (step.citations and all(said.citations for said in step.detail))


def test_a_sentence_cites_what_the_document_cites_for_it(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    document, plan = _read(path), plan_for_file(path)
    urls = {source.n: source.url for source in plan.sources}
    in_document = {
        " ".join(passage.text[s.start : s.end].split()): {document.meta.sources[n].url for n in s.origins}
        for passage in document.passages
        for s in passage.sentences
    }
    said = [text for step in plan.steps if not step.suggestion for text in step.detail if text.text in in_document]
    assert said
    assert all({urls[n] for n in text.citations} == in_document[text.text] for text in said)


def test_the_phases_follow_each_other_and_are_not_empty(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    phases = plan_for_file(path).phases
    keys = [phase.key for phase in phases]
    assert keys == sorted(set(keys), key=list(PHASES).index)
    assert all(phase.steps for phase in phases)


def test_suggestions_are_few(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    assert sum(step.suggestion for step in plan_for_file(path).steps) <= 3


def test_who_acts_or_decides_is_named_by_the_step_itself(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    written = _written_steps(path)
    sourced = [step for step in plan_for_file(path).steps if not step.suggestion]
    for step, text in zip(sourced, written, strict=True):
        assert all(name in text for who in (step.role, step.body) if who for name in who.split(", "))


def test_an_amount_stands_in_the_step_itself(path: Path, plan_for_file: Callable[[Path], Plan]) -> None:
    sourced = [step for step in plan_for_file(path).steps if not step.suggestion]
    for step, text in zip(sourced, _written_steps(path), strict=True):
        assert all(amount in text for amount in (step.effort or "").split("; "))
