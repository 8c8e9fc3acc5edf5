"""Data sets in BEIR form: corpus.jsonl, queries.jsonl and qrels.tsv in one folder. Standard library only.

Format: https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its id and the text that every peer gets, title first."""

    id: str
    text: str


def documents(folder: Path) -> list[Document]:
    """Return the documents of the data set, title and text joined by a space as BEIR does."""
    rows = _rows(folder / "corpus.jsonl")
    return [Document(row["_id"], f"{row.get('title', '')} {row['text']}".strip()) for row in rows]


def qrels(folder: Path) -> dict[str, set[str]]:
    """Return the relevant document ids of each query; a score above 0 is relevant."""
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if int(score) > 0:
            relevant.setdefault(query, set()).add(document)
    return relevant


def queries(folder: Path) -> dict[str, str]:
    """Return the text of each query that has a relevant document."""
    judged = qrels(folder)
    return {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl") if row["_id"] in judged}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
