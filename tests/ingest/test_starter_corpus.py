"""The starter corpus keeps what its format promises."""

import re
from pathlib import Path

import pytest
import yaml

from ingest.read.markdown import read
from ingest.sources import STARTER_FOLDER, files_of

FILES = sorted(STARTER_FOLDER.glob("*.md"))


def test_the_starter_corpus_is_there() -> None:
    assert len(FILES) == 137
    assert files_of(STARTER_FOLDER, ".md") == FILES


def test_no_two_documents_share_a_passage_or_an_id() -> None:
    documents = [read(path.name, path.read_bytes()) for path in FILES]
    passages = [passage.id for document in documents for passage in document.passages]
    assert len({document.id for document in documents}) == len(FILES)
    assert len(set(passages)) == len(passages)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_marker_has_its_source_and_every_source_is_used(path: Path) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    sources = len(yaml.safe_load(head)["sources"])
    assert {int(n) for n in re.findall(r"\[(\d+)\]", body)} == set(range(1, sources + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_document_is_valid_named_like_its_file_and_quotable(path: Path) -> None:
    document = read(path.name, path.read_bytes())
    assert document.id == path.stem
    assert document.passages
    for passage in document.passages:
        assert len(passage.text) <= 1_500
        assert not re.search(r"\[\d+\]|\*\*", passage.text)
        assert all(passage.text[s.start : s.end].strip() and s.origins for s in passage.sentences)
        assert all(origin < len(document.meta.sources) for s in passage.sentences for origin in s.origins)
