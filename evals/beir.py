"""Reads corpora in BEIR form: corpus.jsonl[.gz], queries.jsonl, qrels.tsv. Rows become documents of kind `page`."""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.split import Block, Section, split
from knowledge.documents import Document, FrontMatter
from knowledge.errors import LotseError
from knowledge.german import clean

NO_TITLE = "–"  # yields no index term


class CorpusUnreadable(LotseError):
    """A file of the corpus is missing or not in BEIR form."""

    code = "corpus_unreadable"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its relevant document ids and, where the corpus has them, its gold answers."""

    id: str
    text: str
    relevant: frozenset[str]
    answers: tuple[str, ...] = ()


def documents(corpus: Path) -> Iterator[tuple[str, Document]]:
    """Yield (the row's own id, document); the document's id is d<row>, so that any id of a corpus will do.

    Raises CorpusUnreadable.
    """
    for n, row in enumerate(_rows(corpus)):
        try:
            own, title, text = str(row["_id"]), clean(str(row.get("title") or "")), str(row["text"])
        except KeyError as error:
            raise CorpusUnreadable(f"{corpus.name}, Zeile {n + 1}: das Feld {error} fehlt.") from error
        meta = FrontMatter.model_construct(id=f"d{n}", kind="page", title=title.strip() or NO_TITLE)
        blocks = tuple(Block("", clean(part).strip()) for part in text.split("\n") if part.strip())
        digest = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
        yield own, Document(meta, digest, split(meta, [Section((), blocks or (Block("", NO_TITLE),))]))


def size(corpus: Path) -> int:
    """Return the number of documents, without parsing them. Raises CorpusUnreadable."""
    return sum(1 for _ in _lines(corpus))


def asked(folder: Path) -> list[Asked]:
    """Return the queries that have a relevant document. Raises CorpusUnreadable."""
    relevant: dict[str, set[str]] = {}
    try:
        with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
            for row in list(csv.reader(file, delimiter="\t"))[1:]:
                if len(row) >= 3 and float(row[2]) > 0:
                    relevant.setdefault(row[0], set()).add(row[1])
    except (OSError, ValueError) as error:
        raise CorpusUnreadable(f"{folder / 'qrels.tsv'} lässt sich nicht lesen.") from error
    rows = list(_rows(folder / "queries.jsonl"))
    return [
        Asked(str(row["_id"]), str(row["text"]), frozenset(relevant[str(row["_id"])]), tuple(row.get("answers", ())))
        for row in rows
        if str(row["_id"]) in relevant
    ]


def questions(file: Path) -> list[str]:
    """Return the texts of a queries.jsonl. Raises CorpusUnreadable."""
    try:
        return [str(row["text"]) for row in _rows(file)]
    except KeyError as error:
        raise CorpusUnreadable(f"{file}: das Feld {error} fehlt.") from error


def corpus_of(folder: Path) -> Path:
    """Return the corpus file of a folder. Raises CorpusUnreadable."""
    for name in ("corpus.jsonl", "corpus.jsonl.gz"):
        if (folder / name).is_file():
            return folder / name
    raise CorpusUnreadable(f"In {folder} fehlt corpus.jsonl.")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CorpusUnreadable(f"{path} ist kein JSON je Zeile.") from error
        if not isinstance(row, dict):
            raise CorpusUnreadable(f"{path}: eine Zeile ist kein Objekt mit Feldern.")
        yield row


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            yield from (line for line in file if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusUnreadable(f"{path} lässt sich nicht lesen.") from error
