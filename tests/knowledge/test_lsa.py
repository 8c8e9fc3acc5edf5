"""The built-in embedder: the same every time, and nearer for what belongs together."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import EmbedderUnavailable
from knowledge.lsa import DIMENSIONS, Lsa, fit

BUS = [f"Der Rufbus fährt {place} an die Haltestelle im Dorf." for place in ("morgens", "abends", "täglich", "nachts")]
LIGHT = [f"Die Laternen leuchten {time} mit sparsamen Leuchtdioden an der Straße." for time in ("hell", "matt", "gelb")]
WATER = [f"Sensoren messen {where} den Pegel von Bach und Grundwasser." for where in ("oben", "unten", "mittig")]
CORPUS = [*BUS, *LIGHT, *WATER]


@pytest.fixture(scope="module")
def model() -> Lsa:
    return fit(CORPUS)


def test_the_same_texts_give_the_same_model(model: Lsa) -> None:
    again = fit(CORPUS)
    assert again.fingerprint == model.fingerprint
    assert np.array_equal(again.embed(CORPUS), model.embed(CORPUS))


def test_other_texts_give_another_fingerprint(model: Lsa) -> None:
    assert fit(CORPUS[:-1]).fingerprint != model.fingerprint


def test_a_kept_model_comes_back_with_the_same_vectors(model: Lsa, tmp_path: Path) -> None:
    model.save(tmp_path / "embedder")
    loaded = Lsa.load(tmp_path / "embedder", model.fingerprint)
    assert loaded.fingerprint == model.fingerprint
    assert np.array_equal(loaded.embed(CORPUS), model.embed(CORPUS))


def test_related_words_are_nearer_than_unrelated_ones(model: Lsa) -> None:
    bus, light, water = model.embed(["Rufbusse fahren zur Haltestelle", "Laternen mit Leuchtdiode", "Wasserpegel"])
    known = model.embed(CORPUS)
    for question, own in ((bus, BUS), (light, LIGHT), (water, WATER)):
        nearest = {CORPUS[n] for n in np.argsort(known @ question)[::-1][: len(own)]}
        assert nearest == set(own)


def test_words_used_together_are_near_although_they_share_no_letters(model: Lsa) -> None:
    pegel, bach, laterne = model.embed(["Pegel", "Bach", "Laternen"])
    assert pegel @ bach > 0.9
    assert pegel @ laterne < 0.3


def test_vectors_have_length_one_whatever_the_number_of_texts(model: Lsa) -> None:
    vectors = model.embed(CORPUS)
    assert vectors.shape == (len(CORPUS), DIMENSIONS)
    assert len(CORPUS) < DIMENSIONS
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(CORPUS)), abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(model: Lsa) -> None:
    together = model.embed(CORPUS)
    alone = np.vstack([model.embed([text]) for text in CORPUS])
    assert np.allclose(together, alone, atol=1e-5)


def test_no_texts_give_no_vectors(model: Lsa) -> None:
    assert model.embed([]).shape == (0, DIMENSIONS)


def test_a_text_of_which_nothing_is_known_has_a_zero_vector(model: Lsa) -> None:
    assert not model.embed(["xyzzy", "", "!?", "漢字"]).any()


@pytest.mark.parametrize("texts", [["allein"], ["", ""], ["gleich und gleich"] * 3, ["?!", "…"]])
def test_hardly_anything_to_fit_on_is_no_error(texts: list[str]) -> None:
    assert fit(texts).embed(["etwas anderes", *texts]).shape == (len(texts) + 1, DIMENSIONS)


@given(texts=st.lists(st.text(), min_size=1, max_size=4))
def test_no_text_is_too_strange_to_embed(texts: list[str], model: Lsa) -> None:
    vectors = model.embed(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-4) | np.isclose(lengths, 0, atol=1e-4))


def test_a_missing_model_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="lotse index rebuild"):
        Lsa.load(tmp_path, "lsa-256-nichtda")


def test_a_model_under_a_false_name_is_refused(model: Lsa, tmp_path: Path) -> None:
    model.save(tmp_path)
    (tmp_path / f"{model.fingerprint}.npz").rename(tmp_path / "lsa-256-0123456789ab.npz")
    with pytest.raises(EmbedderUnavailable, match="beschädigt"):
        Lsa.load(tmp_path, "lsa-256-0123456789ab")


def _flipped(data: bytes) -> bytes:
    return data[:5_000] + bytes([data[5_000] ^ 1]) + data[5_001:]


@pytest.mark.parametrize(
    "tampered",
    [
        pytest.param(_flipped, id="one bit flipped"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda _: b"Text", id="something else"),
    ],
)
def test_a_damaged_model_is_refused_with_its_remedy(model: Lsa, tmp_path: Path, tampered: object) -> None:
    assert callable(tampered)
    model.save(tmp_path)
    kept = tmp_path / f"{model.fingerprint}.npz"
    kept.write_bytes(tampered(kept.read_bytes()))
    with pytest.raises(EmbedderUnavailable, match="lotse index rebuild"):
        Lsa.load(tmp_path, model.fingerprint)
