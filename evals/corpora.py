"""Finds and reads corpora to measure with: a file in BEIR form, a folder that holds one, or Markdown documents."""

import random
from collections.abc import Iterator
from pathlib import Path

from evals import beir
from ingest.read import markdown
from ingest.sources import STARTER_FOLDER, files_of
from knowledge.documents import Document
from knowledge.registry import Registry

_FEWEST_WORDS = 4  # of a sentence that may serve as a question


def corpus_at(place: Path | None) -> Path:
    """Return the corpus that a person means: a file, a folder of documents, or the starter corpus for None.

    Raises CorpusUnreadable.
    """
    if place is None:
        return STARTER_FOLDER
    if place.is_dir() and not any(place.glob("*.md")):
        return beir.corpus_of(place)
    if not place.exists():
        raise beir.CorpusUnreadable(f"{place} gibt es nicht. Prüfen Sie den Pfad.")
    return place


def documents_of(corpus: Path) -> Iterator[tuple[str, Document]]:
    """Yield (the corpus's own id, document). Raises CorpusUnreadable, DocumentInvalid."""
    return _markdown(corpus) if corpus.is_dir() else beir.documents(corpus)


def size_of(corpus: Path) -> int:
    """Return the number of documents without reading what they say. Raises CorpusUnreadable."""
    return len(files_of(corpus, ".md")) if corpus.is_dir() else beir.size(corpus)


def questions_of(corpus: Path, registry: Registry, count: int, seed: int) -> list[str]:
    """Return `count` questions at most: the corpus's own, or titles and sentences of what was taken in; no order.

    The same seed draws the same. Raises CorpusUnreadable.
    """
    chance = random.Random(seed)  # noqa: S311 - drawn to measure, not to hide
    own = corpus.parent / "queries.jsonl"
    if corpus.is_file() and own.is_file():
        found = beir.questions(own)
    else:
        drawn = chance.sample(sorted(registry.passage_ids()), k=min(count, registry.counts()[1]))
        found = _titles_and_sentences(registry, drawn, chance)
    return chance.sample(found, k=min(count, len(found)))


def _titles_and_sentences(registry: Registry, ids: list[str], chance: random.Random) -> list[str]:
    """Return for every second passage the title of its document, for the others one of its sentences."""
    passages = registry.passages(ids)
    heads = registry.heads(sorted({passage.document_id for passage in passages.values()}))
    found = []
    for n, passage in enumerate(passages[key] for key in ids):
        said = [passage.text[s.start : s.end] for s in passage.sentences]
        long = [sentence for sentence in said if len(sentence.split()) >= _FEWEST_WORDS]
        found.append(chance.choice(long) if n % 2 and long else heads[passage.document_id].title)
    return found


def _markdown(folder: Path) -> Iterator[tuple[str, Document]]:
    for path in files_of(folder, ".md"):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise beir.CorpusUnreadable(f"{path} lässt sich nicht lesen ({error.strerror}).") from error
        name = path.relative_to(folder).as_posix()
        yield name, markdown.read(name, data)
