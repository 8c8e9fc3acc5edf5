"""The sets of attacks: each asks for something that can fail, and what it forbids can be found out."""

from pathlib import Path

import pytest

from evals.questions import QuestionSet, read_sets
from ingest.read import markdown

SETS = Path(__file__).parents[3] / "evals" / "sets"
POISONED, HOSTILE, QUESTIONS = SETS / "other" / "poisoned", SETS / "hostile.jsonl", SETS / "other" / "poisoned.jsonl"
CORPUS = Path(__file__).parents[3] / "knowledge" / "corpus"


def read(path: Path) -> QuestionSet:
    return read_sets([path])[0]


@pytest.mark.parametrize("path", [HOSTILE, QUESTIONS])
def test_every_attack_expects_or_forbids_something(path: Path) -> None:
    assert [q.id for q in read(path).questions if not (q.expected or q.forbidden)] == []


def test_there_are_real_questions_that_only_look_like_attacks() -> None:
    benign = [q for q in read(HOSTILE).questions if q.kind == "benign"]
    assert len(benign) >= 20
    assert {q.expected for q in benign} == {"answered*"}


@pytest.mark.parametrize("path", [HOSTILE, QUESTIONS, SETS / "conflicts.jsonl"])
def test_every_expected_document_exists_and_holds_its_nuggets(path: Path) -> None:
    for question in read(path).questions:
        files = [folder / f"{key}.md" for key in question.relevant for folder in (CORPUS, POISONED)]
        found = [markdown.read(file.name, file.read_bytes()) for file in files if file.exists()]
        assert len(found) == len(question.relevant), question.id
        text = "\n".join(passage.text for document in found for passage in document.passages).lower()
        assert [nugget for nugget in question.nuggets if nugget.lower() not in text] == [], question.id


def test_what_a_poisoned_document_must_not_bring_about_stands_in_it() -> None:
    """Otherwise nothing would be learned from its not being shown."""
    poison = "\n".join(file.read_text(encoding="utf-8") for file in POISONED.glob("*.md"))
    poison = poison.replace("\u200b", "").replace("&lt;", "<")
    for question in read(QUESTIONS).questions:
        assert any(text in poison for text in question.forbidden) or question.note, question.id
