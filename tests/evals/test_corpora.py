"""A corpus can be a file, a folder that holds one, Markdown documents, or what ships with Lotse."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.beir import CorpusUnreadable
from evals.corpora import corpus_at, documents_of, questions_of, size_of
from evals.workbench import indexed, opened, take_in
from ingest.sources import STARTER_FOLDER

ROWS = [
    {"_id": f"eigen-{n}", "title": f"Satzung {n}", "text": f"Der Beitrag beträgt {n} Euro im Jahr.\nEr ist fällig."}
    for n in range(30)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n")
    return file


def test_a_file_its_folder_and_its_packed_form_are_the_same_corpus(corpus: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed" / "corpus.jsonl.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(corpus.read_bytes()))
    assert corpus_at(corpus) == corpus_at(tmp_path) == corpus
    assert corpus_at(packed.parent) == packed
    assert list(documents_of(packed)) == list(documents_of(corpus))
    assert size_of(packed) == size_of(corpus) == len(list(documents_of(corpus))) == 30


def test_without_a_place_it_is_the_starter_corpus() -> None:
    assert corpus_at(None) == STARTER_FOLDER
    assert size_of(STARTER_FOLDER) == len(list(documents_of(STARTER_FOLDER)))


def test_a_folder_of_markdown_is_a_corpus(tmp_path: Path, document: Callable[..., bytes]) -> None:
    (tmp_path / "a.md").write_bytes(document("eins"))
    assert [(own, found.id) for own, found in documents_of(corpus_at(tmp_path))] == [("a.md", "eins")]


@pytest.mark.parametrize("content", ["kein JSON", '{"_id": "1", "title": "ohne Text"}', '"kein Objekt"'])
def test_what_is_no_corpus_is_refused_in_german(tmp_path: Path, content: str) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(content)
    with pytest.raises(CorpusUnreadable, match="corpus"):
        list(documents_of(file))


def test_a_place_that_does_not_exist_or_holds_nothing_is_refused_in_german(tmp_path: Path) -> None:
    with pytest.raises(CorpusUnreadable, match="gibt es nicht"):
        corpus_at(tmp_path / "nirgends")
    with pytest.raises(CorpusUnreadable, match="fehlt corpus"):
        corpus_at(tmp_path)


def test_a_packed_file_that_is_cut_off_is_refused_in_german(tmp_path: Path, corpus: Path) -> None:
    file = tmp_path / "corpus.jsonl.gz"
    file.write_bytes(gzip.compress(corpus.read_bytes())[:-20])
    with pytest.raises(CorpusUnreadable, match="lässt sich nicht lesen"):
        size_of(file)


def test_taking_in_tells_how_far_it_is_and_how_far_it_will_go(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    take_in(corpus, tmp_path / "all", lambda *how_far: told.append(how_far))
    assert told == [("Dokumente aufnehmen", 30, 30)]


def test_a_part_of_a_corpus_ends_with_a_whole_document(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    own = take_in(corpus, tmp_path / "part", lambda *how_far: told.append(how_far), passages=12)
    assert list(own.values()) == [f"eigen-{n}" for n in range(12)]
    assert told == [("Abschnitte aufnehmen", 12, 12)]


def test_a_workbench_finds_documents_by_their_own_ids(corpus: Path) -> None:
    with indexed(corpus, lambda *_: None) as bench:
        best = bench.search("Satzung 17")[0].meta.id
        assert (bench.own_ids[best], bench.passages) == ("eigen-17", 30)


def test_questions_are_the_corpus_s_own_or_drawn_from_it_and_the_same_for_the_same_seed(
    corpus: Path, tmp_path: Path
) -> None:
    take_in(corpus, tmp_path, lambda *_: None)
    with opened(tmp_path) as (registry, _):
        drawn = questions_of(corpus, registry, 12, seed=3)
        assert drawn == questions_of(corpus, registry, 12, seed=3)
        assert drawn != questions_of(corpus, registry, 12, seed=4)
        said = {row["title"] for row in ROWS} | {row["text"].split("\n")[0] for row in ROWS}
        assert len(drawn) == 12
        assert set(drawn) <= said
        (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "Was kostet das?"}\n')
        assert questions_of(corpus, registry, 12, seed=3) == ["Was kostet das?"]
