"""Questions as people type them: cut into single questions, and still found."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.understanding import understand
from knowledge.documents import document_of
from knowledge.search import Search

TYPED = Path(__file__).parents[2] / "evals" / "sets" / "typed.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TYPED.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_a_message_is_cut_into_as_many_questions_as_it_asks(row: dict[str, Any]) -> None:
    assert len(understand(row["question"]).questions) == row["parts"]


def test_the_right_document_is_among_the_first_five(starter_search: Search) -> None:
    missed = [row["question"] for row in ROWS if not _found(row, starter_search)]
    assert len(missed) <= 0.05 * len(ROWS), missed


def _found(row: dict[str, Any], search: Search) -> bool:
    """Return whether every single question finds one of the documents that answer the message."""
    answers = set(row["relevant"])
    return all(
        answers & {document_of(hit.passage.id) for hit in search(question, 5)}
        for question in understand(row["question"]).questions
    )
