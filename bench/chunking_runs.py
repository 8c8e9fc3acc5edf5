"""Asks about corpora cut in a given way: the starter corpus through the whole product, XQuAD by its gold answers."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from chunking_ways import Way, indexed_as, passages_of

from api.examinees import opened_here
from api.settings import read_settings
from assistant.composing.extractive import compose
from assistant.retrieval import retrieve
from evals.answers import stands_in
from evals.beir import Asked, asked, corpus_of
from evals.measured import measured
from evals.measures import hit, ndcg, recall
from evals.questions import read_sets
from evals.run import run_sets
from evals.workbench import opened
from ingest.read.markdown import Markdown
from ingest.sources import STARTER, STARTER_FOLDER, files_of
from ingest.split import Block, Section
from ingest.sync import sync_starter
from knowledge.documents import Document, FrontMatter
from knowledge.follower import quiet
from knowledge.german import clean
from knowledge.indexes import Progress
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine
from knowledge.search import Search
from knowledge.sentences import spans

Counts = dict[str, dict[str, tuple[float, float]]]  # question -> measure -> so much out of so much
DEPTH = 10  # documents looked at
TODAY = date(2026, 11, 27)


def came_to(way: Way, xquad: Path, files: Sequence[Path], _progress: Progress) -> dict[str, Counts]:
    """Return what each question came to, by the set's name; those of XQuAD only where the way differs for them."""
    found = dict(asked_of_starter(way, files))
    return found | dict(asked_of_xquad(way, xquad)) if way.of_plain_text else found


def asked_of_starter(way: Way, files: Sequence[Path]) -> Iterator[tuple[str, Counts]]:
    """Yield each set's name, and what its questions came to."""
    with tempfile.TemporaryDirectory(prefix="lotse-") as name, indexed_as(way):
        os.environ["LOTSE_DATA_DIR"] = name
        settings = read_settings()
        _cut_anew(way, settings.knowledge.registry_url)
        with opened_here(settings, quiet) as examinee:
            for one in read_sets(files):
                came = [measured(answer, None) for answer in run_sets([one], examinee, quiet, today=TODAY)]
                yield one.name, {case.answered.question.id: case.counts for case in came}


def _cut_anew(way: Way, url: str) -> None:
    """Take the starter corpus in, and put other passages in the place of its own; it counts as unchanged."""
    engine = open_engine(url)
    registry = Registry(engine)
    sync_starter(registry, lambda _done, _total: None)
    heads, known = registry.heads(list(registry.known())), registry.known()
    filed = []
    for path in files_of(STARTER_FOLDER, ".md"):
        meta = heads[path.stem]
        passages = passages_of(way, meta, _sections(path))
        filed.append(FiledDocument(Document(meta, known[meta.id].digest, passages), known[meta.id].path))
    registry.apply(STARTER, filed)
    engine.dispose()


def _sections(path: Path) -> Sequence[Section]:
    (extract,) = Markdown().read(path.name, path.read_bytes())
    return extract.sections


def asked_of_xquad(way: Way, folder: Path) -> Iterator[tuple[str, Counts]]:
    """Yield what the questions came to when each paragraph is a document, and when each article is one."""
    for name, filed_under in (("paragraphs", str), ("articles", _article)):
        with tempfile.TemporaryDirectory(prefix="lotse-") as place, _cut(way, folder, filed_under, place) as search:
            counts = {}
            for one in asked(folder):
                relevant = {filed_under(own) for own in one.relevant}
                counts[f"{_article(min(one.relevant))}-{one.id}"] = _counts(one, search, relevant)
            yield f"xquad-de, {name}", counts


def _article(paragraph: str) -> str:
    return paragraph.rpartition("-")[0]


@contextmanager
def _cut(way: Way, folder: Path, filed_under: Callable[[str], str], place: str) -> Iterator[Search]:
    """Index the paragraphs, those that are filed under one name as one document."""
    rows = [json.loads(line) for line in corpus_of(folder).read_text(encoding="utf-8").splitlines()]
    filed = []
    for key, own in groupby(rows, key=lambda row: filed_under(str(row["_id"]))):
        meta = FrontMatter.model_construct(id=key, kind="page", title="–")
        passages = passages_of(way, meta, [Section((), tuple(Block("", clean(str(row["text"]))) for row in own))])
        filed.append(FiledDocument(Document(meta, key, passages), key))
    engine = open_engine(f"sqlite:///{Path(place) / 'lotse.db'}")
    Registry(engine).apply("xquad", filed)
    engine.dispose()
    with opened(Path(place)) as (_, search):
        yield search


def _counts(one: Asked, search: Search, relevant: set[str]) -> dict[str, tuple[float, float]]:
    ranking = [hit.meta.id for hit in search(one.text, DEPTH)]
    draft = compose(one.text, retrieve(one.text, Profile(), search))
    said = [s.text[start:end] for s in draft.statements for start, end in spans(s.text)]
    holding = [any(stands_in(gold, sentence) for gold in one.answers) for sentence in said]
    found = {
        "hit@1": hit(ranking, relevant, 1), "recall@5": recall(ranking, relevant, 5),
        "ndcg@10": ndcg(ranking, relevant, DEPTH),
        "answer@1": float(any(holding[:1])), "answer@3": float(any(holding[:3])),
    }  # fmt: skip
    return {name: (value, 1.0) for name, value in found.items()}
