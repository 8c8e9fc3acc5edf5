"""Turn the starter knowledge and a question file into a data set in BEIR form.

    python bench/starter_to_beir.py OUT [QUESTIONS.jsonl]

A document is its title, and as text its summary and body without source markers and Markdown marks. The `questions:`
of the front matter are left out: they are a hint to Lotse, and no other search gets them. Questions without a relevant
document are left out.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "knowledge" / "corpus"
QUESTIONS = ROOT.parent / "shared" / "questions" / "dev.jsonl"
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_MARKER = re.compile(r"\s*\[\d+\]")
_MARKDOWN = re.compile(r"^(?:#+|[-*]|\d+\.) +", re.MULTILINE)


def convert(out: Path, questions: Path = QUESTIONS, corpus: Path = CORPUS) -> int:
    """Write corpus.jsonl, queries.jsonl and qrels.tsv into `out`; return the number of questions."""
    out.mkdir(parents=True, exist_ok=True)
    rows = [_document(path.read_text(encoding="utf-8")) for path in sorted(corpus.glob("*.md"))]
    _write(out / "corpus.jsonl", rows)
    lines = questions.read_text(encoding="utf-8").splitlines()
    asked = [(f"q{n}", row) for n, row in enumerate(map(json.loads, filter(None, lines)), 1) if row.get("relevant")]
    _write(out / "queries.jsonl", ({"_id": row.get("id", key), "text": row["question"]} for key, row in asked))
    pairs = [f"{row.get('id', key)}\t{document}\t1" for key, row in asked for document in row["relevant"]]
    (out / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *pairs]) + "\n", encoding="utf-8")
    return len(asked)


def _document(source: str) -> dict[str, str]:
    head = _HEAD.match(source)
    if head is None:
        raise ValueError("a document of the starter knowledge has no front matter")
    meta = yaml.safe_load(head.group(1))
    body = _MARKDOWN.sub("", _MARKER.sub("", source[head.end() :])).strip()
    return {"_id": meta["id"], "title": meta["title"], "text": f"{meta['summary']}\n\n{body}"}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    convert(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
