"""The keyword index finds what was put in, and never what was taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import IndexUnavailable
from knowledge.keywords import Alternatives, Entry, KeywordIndex

FIELDS = ("stems", "grams")
BUS = Entry("bus~1", {"stems": "bus dorf bus", "grams": "_bus_"})
BAHN = Entry("bahn~1", {"stems": "bahn dorf", "grams": "_bahn"})
NETZ = Entry("netz~1", {"stems": "netz 2.0 27a", "grams": "_netz"})


@pytest.fixture
def index(tmp_path: Path) -> Iterator[KeywordIndex]:
    opened = KeywordIndex(tmp_path / "index", FIELDS)
    yield opened
    opened.close()


def found(index: KeywordIndex, *terms: str, field: str = "stems") -> list[str]:
    return [key for key, _ in index.rank({field: dict.fromkeys(terms, 1.0)}, 10)]


def test_an_entry_is_found_by_each_of_its_terms(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    assert found(index, "bus") == ["bus~1"]
    assert set(found(index, "dorf")) == {"bus~1", "bahn~1"}
    assert found(index, "2.0") == found(index, "27a") == ["netz~1"]
    assert found(index, "_bahn", field="grams") == ["bahn~1"]
    assert found(index, "nichts") == []


def test_replacing_twice_is_replacing_once(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN])
    once = (index.rank({"stems": {"dorf": 1.0}}, 10), index.count(), sorted(index.ids()))
    index.replace([BUS, BAHN])
    assert (index.rank({"stems": {"dorf": 1.0}}, 10), index.count(), sorted(index.ids())) == once


def test_a_changed_entry_is_no_longer_found_by_its_old_terms(index: KeywordIndex) -> None:
    index.replace([BUS])
    index.replace([Entry("bus~1", {"stems": "tram"})])
    assert (found(index, "bus"), found(index, "tram"), index.count()) == ([], ["bus~1"], 1)


def test_a_removed_entry_is_gone(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN])
    index.replace([], ["bus~1", "nie-da"])
    assert (found(index, "bus", "dorf"), list(index.ids())) == (["bahn~1"], ["bahn~1"])


def test_an_entry_removed_and_replaced_at_once_is_there(index: KeywordIndex) -> None:
    index.replace([BUS])
    index.replace([BUS], ["bus~1"])
    assert list(index.ids()) == ["bus~1"]


def test_weights_multiply_the_score(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    plain = index.rank({"stems": {"bus": 1.0}}, 10)[0][1]
    assert index.rank({"stems": {"bus": 2.5}}, 10)[0][1] == pytest.approx(2.5 * plain)
    assert found(index, "bus", "netz") == ["bus~1", "netz~1"]
    assert [key for key, _ in index.rank({"stems": {"bus": 1.0, "netz": 9.0}}, 10)] == ["netz~1", "bus~1"]


def test_scores_of_fields_add_up(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    parts = [index.rank({field: {term: 1.0}}, 1)[0][1] for field, term in (("stems", "bus"), ("grams", "_bus_"))]
    both = index.rank({"stems": {"bus": 1.0}, "grams": {"_bus_": 1.0}}, 1)[0][1]
    assert both == pytest.approx(sum(parts))


def test_of_several_wordings_the_best_counts_once(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    wordings = Alternatives("stems", [["bus"], ["dorf"], ["unbekannt"], ["bus", "unbekannt"]], 2.0)
    best = index.rank({"stems": {"bus": 1.0}}, 1)[0][1]
    assert dict(index.rank({}, 10, [wordings]))["bus~1"] == pytest.approx(2 * best)
    assert index.rank({}, 10, [Alternatives("stems", [["unbekannt"]], 1.0)]) == []


def test_a_wording_of_two_words_wants_both(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    assert [key for key, _ in index.rank({}, 10, [Alternatives("stems", [["bahn", "dorf"]], 1.0)])] == ["bahn~1"]


def test_frequency_counts_the_entries_with_a_term(index: KeywordIndex) -> None:
    index.replace([BUS, BAHN, NETZ])
    assert [index.frequency("stems", term) for term in ("dorf", "bus", "nichts")] == [2, 1, 0]


def test_the_limit_holds_and_the_best_come_first(index: KeywordIndex) -> None:
    index.replace([Entry(f"e~{n}", {"stems": " ".join(["dorf"] * n)}) for n in range(1, 8)])
    ranking = index.rank({"stems": {"dorf": 1.0}}, 3)
    assert len(ranking) == 3
    assert [score for _, score in ranking] == sorted((score for _, score in ranking), reverse=True)
    assert index.rank({"stems": {"dorf": 1.0}}, 0) == []
    assert index.rank({}, 3) == []


def test_everything_is_found_after_closing_and_opening_again(tmp_path: Path) -> None:
    first = KeywordIndex(tmp_path / "index", FIELDS)
    first.replace([BUS, BAHN])
    first.close()
    again = KeywordIndex(tmp_path / "index", FIELDS)
    assert (set(found(again, "dorf")), again.count()) == ({"bus~1", "bahn~1"}, 2)
    again.replace([NETZ], ["bus~1"])
    assert set(again.ids()) == {"bahn~1", "netz~1"}
    again.close()


def test_what_was_acknowledged_is_there_even_if_nobody_closed_the_index(tmp_path: Path) -> None:
    first = KeywordIndex(tmp_path / "index", FIELDS)
    first.replace([BUS])
    again = KeywordIndex(tmp_path / "index", FIELDS)
    assert list(again.ids()) == ["bus~1"]
    first.close()


def test_more_entries_than_one_page_all_have_their_id(index: KeywordIndex) -> None:
    index.replace(Entry(f"e~{n}", {"stems": "dorf"}) for n in range(10_001))
    assert sorted(index.ids()) == sorted(f"e~{n}" for n in range(10_001))


def test_an_index_that_cannot_be_opened_says_so_in_german(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "meta.json").write_text("kaputt")
    with pytest.raises(IndexUnavailable, match="Der Stichwort-Index lässt sich nicht lesen"):
        KeywordIndex(tmp_path / "index", FIELDS)


TERM = st.text(alphabet="abäöß漢2.-'\"*+:()[]~^", min_size=1, max_size=6)


@settings(max_examples=25)
@given(entries=st.dictionaries(st.sampled_from("abcdef"), st.lists(TERM, min_size=1), min_size=1))
def test_any_term_finds_exactly_the_entries_that_hold_it(
    entries: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened = KeywordIndex(tmp_path_factory.mktemp("any") / "index", FIELDS)
    opened.replace(Entry(key, {"stems": " ".join(terms)}) for key, terms in entries.items())
    for term in {term for terms in entries.values() for term in terms}:
        assert set(found(opened, term)) == {key for key, terms in entries.items() if term in terms}
    opened.close()


def test_a_question_with_too_many_postings_is_answered_by_its_rarest_terms(tmp_path: Path) -> None:
    wanted = {"stems": {"dorf": 1.0, "land": 1.0, "netz": 1.0}}  # dorf stands in three entries, the others in one
    answers = {}
    for postings in (5, 2):
        index = KeywordIndex(tmp_path / str(postings), FIELDS, postings)
        index.replace([BUS, BAHN, NETZ, Entry("land~1", {"stems": "dorf land"})])
        answers[postings] = {key for key, _ in index.rank(wanted, 10)}
        assert set(found(index, "dorf")) == {"bus~1", "bahn~1", "land~1"}  # the rarest is never left out
        index.close()
    assert answers == {5: {"bus~1", "bahn~1", "netz~1", "land~1"}, 2: {"netz~1", "land~1"}}
