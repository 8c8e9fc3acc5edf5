"""The vector index gives the nearest, and never what was taken out."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable
from knowledge.vectors import VectorIndex

IDS = [f"seite~{n}" for n in range(20)]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    drawn = np.random.default_rng(7).standard_normal((20, 16), dtype=np.float32)
    unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    opened = VectorIndex(tmp_path / "vectors")
    opened.use("lsa-16-erster")
    return opened


def test_every_vector_is_nearest_to_itself(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    nearest = [index.rank(vector, 1)[0] for vector in vectors]
    assert [key for key, _ in nearest] == IDS
    assert [similarity for _, similarity in nearest] == pytest.approx([1.0] * 20, abs=1e-5)


def test_similarity_is_the_cosine_and_falls(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    ranking = index.rank(vectors[3], 20)
    assert dict(ranking) == pytest.approx(dict(zip(IDS, vectors @ vectors[3], strict=True)), abs=1e-5)
    assert [score for _, score in ranking] == sorted((score for _, score in ranking), reverse=True)


def test_replacing_twice_is_replacing_once(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    once = (index.count(), sorted(index.ids()), index.rank(vectors[0], 5))
    index.replace(IDS, vectors)
    assert (index.count(), sorted(index.ids()), index.rank(vectors[0], 5)) == once


def test_a_removed_vector_is_never_near_again(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    index.replace([], vectors[:0], [IDS[3], "nie-da~1"])
    assert IDS[3] not in dict(index.rank(vectors[3], 20))
    assert (index.count(), set(index.ids())) == (19, {*IDS} - {IDS[3]})


def test_another_embedder_has_another_collection(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    index.use("lsa-8-zweiter")
    assert (index.count(), list(index.ids()), index.rank(vectors[0, :8], 5)) == (0, [], [])
    index.replace(IDS[:1], vectors[:1, :8])
    index.use("lsa-16-erster")
    assert index.count() == 20


def test_the_collections_of_former_embedders_can_be_dropped(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    index.use("lsa-16-zweiter")
    index.replace(IDS[:2], vectors[:2])
    index.drop_others("lsa-16-zweiter")
    assert set(index.ids()) == set(IDS[:2])
    index.use("lsa-16-erster")
    assert index.count() == 0


def test_without_an_embedder_nothing_is_near_and_nothing_breaks(tmp_path: Path, vectors: Vectors) -> None:
    index = VectorIndex(tmp_path / "vectors")
    index.replace(IDS, vectors)
    assert (index.count(), list(index.ids()), index.rank(vectors[0], 5)) == (0, [], [])


def test_vectors_of_another_size_are_refused_in_german(index: VectorIndex, vectors: Vectors) -> None:
    index.replace(IDS, vectors)
    with pytest.raises(IndexUnavailable, match="Der Vektor-Index lässt sich nicht lesen oder schreiben"):
        index.replace(IDS[:1], vectors[:1, :8])
    assert index.rank(vectors[0], 1)[0][0] == IDS[0]


def test_a_folder_that_cannot_be_made_is_refused_in_german(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailable, match="Der Vektor-Index lässt sich nicht lesen oder schreiben"):
        VectorIndex(tmp_path / "file" / "vectors")


def test_of_a_small_index_every_opening_finds_the_truly_nearest(tmp_path: Path) -> None:
    drawn = np.random.default_rng(7).standard_normal((700, 32), dtype=np.float32)
    many: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    ids = [f"seite~{n:03}" for n in range(700)]
    nearest = [[ids[n] for n in np.argsort(-(many @ vector))[:150]] for vector in many[:40]]
    for opening in range(3):
        index = VectorIndex(tmp_path / "vectors")
        index.use("lsa-32-erster")
        if opening == 0:
            index.replace(ids, many)
        assert [[key for key, _ in index.rank(vector, 150)] for vector in many[:40]] == nearest
        index.close()


def test_an_index_may_grow_beyond_what_is_small_and_shrink_again(tmp_path: Path) -> None:
    drawn = np.random.default_rng(7).standard_normal((2_100, 8), dtype=np.float32)
    many: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    ids = [f"seite~{n:04}" for n in range(2_100)]
    for added, removed in ((ids, []), ([], ids[:200]), ([], [])):
        index = VectorIndex(tmp_path / "vectors")
        index.use("lsa-8-erster")
        index.replace(added, many[: len(added)], removed)
        assert index.rank(many[2_000], 1)[0][0] == ids[2_000]
        count = index.count()
        index.close()
    assert count == 1_900
