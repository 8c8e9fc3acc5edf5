"""What messages are taken for, measured on whole question sets: real questions get through, the rest ends rightly."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.understanding import understand
from ingest.read import markdown

ROOT = Path(__file__).parents[2]
SETS = ROOT / "evals" / "sets"
DEV = ROOT.parent / "shared" / "questions" / "dev.jsonl"
A_QUESTION = "answered*"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def outcome(message: str) -> str:
    return str(understand(message).ends_as or A_QUESTION)


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """The mean, over the classes, of each class's F1; pairs are (wanted, got)."""
    right = Counter(wanted for wanted, got in pairs if wanted == got)
    wanted_of, got_of = Counter(wanted for wanted, _ in pairs), Counter(got for _, got in pairs)
    classes = wanted_of | got_of
    return sum(2 * right[name] / (wanted_of[name] + got_of[name]) for name in classes) / len(classes)


def confusions(found: list[tuple[str, str, str]]) -> str:
    return "\n".join(f"{wanted} -> {got}: {text[:120]}" for text, wanted, got in found if wanted != got)


def lay_questions() -> Iterator[str]:
    """What the starter documents say that lay people ask; 1,096 real questions."""
    for path in sorted((ROOT / "knowledge" / "corpus").glob("*.md")):
        yield from markdown.read(path.name, path.read_bytes()).meta.questions


@pytest.mark.parametrize(
    ("name", "tuned", "floor"),
    [("routes.jsonl", True, 0.92), ("routes.jsonl", False, 0.92), ("routes-tuned.jsonl", True, 0.92)],
)
def test_messages_end_as_they_should(name: str, tuned: bool, floor: float) -> None:
    chosen = [row for row in rows(SETS / name) if row["tuned"] is tuned]
    found = [(row["question"], row["expected"], outcome(row["question"])) for row in chosen]
    score = macro_f1([(wanted, got) for _, wanted, got in found])
    print(f"{name}, tuned={tuned}: macro-F1 {score:.3f}\n{confusions(found)}")
    assert score >= floor, confusions(found)


def real_questions() -> dict[str, list[str]]:
    short, typed, english = (rows(SETS / f"{name}.jsonl") for name in ("short", "typed", "english"))
    asked = [*rows(SETS / "routes.jsonl"), *rows(SETS / "routes-tuned.jsonl")]
    return {
        "routes": [row["question"] for row in asked if row["expected"] == A_QUESTION],
        "short": [row["question"] for row in short if row["expected"] == "answered"],
        "typed": [row["question"] for row in typed],
        "english": [row["question"] for row in english],
        "corpus": list(lay_questions()),
        "dev": [row["question"] for row in rows(DEV)] if DEV.exists() else [],
    }


@pytest.mark.parametrize("name", ["routes", "short", "typed", "english", "corpus", "dev"])
def test_at_most_two_real_questions_in_a_hundred_are_turned_away(name: str) -> None:
    questions = real_questions()[name]
    if not questions:
        pytest.skip("the development questions are not here")
    blocked = [(question, A_QUESTION, got) for question in questions if (got := outcome(question)) != A_QUESTION]
    print(f"{name}: {len(blocked)} of {len(questions)} turned away")
    assert len(blocked) <= 0.02 * len(questions), confusions(blocked)
