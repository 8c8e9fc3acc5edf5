"""What was replaced no longer answers, what holds no more comes after what holds, and nothing is ever lost by it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.draft import Drafted, Support
from assistant.sourcing import number
from knowledge import places, vocabulary
from knowledge.documents import Document, FrontMatter
from knowledge.follower import bring_up
from knowledge.freshness import is_stale, is_superseded
from knowledge.indexes import Indexes
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine
from knowledge.search import Hit, Search

TODAY = date(2026, 7, 31)
NAMES = "abcdefgh"
LINKS = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.sampled_from(NAMES)))
QUESTION = "Was kostet die Marktgebühr für einen Stand?"


@given(LINKS)
def test_along_every_chain_one_document_is_left_to_answer(links: dict[str, str | None]) -> None:
    heads = {key: FrontMatter(id=key, kind="page", title=key, superseded_by=after) for key, after in links.items()}
    left = {key for key, head in heads.items() if not is_superseded(head, heads.get)}
    for key, head in heads.items():
        successor = heads.get(head.superseded_by or "")
        assert key not in left or successor is None or is_in_circle(key, heads)
        at, reached = key, set[str]()
        while at in heads and at not in reached:
            reached.add(at)
            at = heads[at].superseded_by or ""
        assert reached & left


def is_in_circle(key: str, heads: dict[str, FrontMatter]) -> bool:
    at = heads[key].superseded_by
    for _ in NAMES:
        if at == key:
            return True
        at = heads[at].superseded_by if at in heads else None
    return False


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    yield Registry(engine)
    engine.dispose()


@pytest.fixture
def found(registry: Registry, tmp_path: Path) -> Iterator[Callable[[], list[Hit]]]:
    """Ask after the market fee, with what the registry holds now."""
    indexes = Indexes(tmp_path / "index")
    search = Search(registry, indexes, vocabulary.starter(), places.starter(), today=lambda: TODAY)

    def ask() -> list[Hit]:
        bring_up(registry, indexes)
        return search(QUESTION)

    yield ask
    indexes.close()


@pytest.fixture
def fee(read_document: Callable[..., Document]) -> Callable[..., FiledDocument]:
    def filed(key: str, euros: int, **head: object) -> FiledDocument:
        text = f"Die Marktgebühr für einen Stand kostet {euros} Euro am Tag."
        return FiledDocument(read_document(key, text, title="Marktgebühr", **head), key)

    return filed


def ids(hits: list[Hit]) -> list[str]:
    return [hit.meta.id for hit in hits]


def test_a_replaced_document_answers_again_once_its_successor_is_gone(
    registry: Registry, found: Callable[[], list[Hit]], fee: Callable[..., FiledDocument]
) -> None:
    registry.apply("ordner", [fee("alt", 10, superseded_by="neu"), fee("neu", 12)])
    assert ids(found()) == ["neu"]
    registry.apply("ordner", removed=["neu"])
    assert ids(found()) == ["alt"]


def test_of_a_chain_only_the_last_answers_and_of_a_circle_all_do(
    registry: Registry, found: Callable[[], list[Hit]], fee: Callable[..., FiledDocument]
) -> None:
    chain = [fee("eins", 1, superseded_by="zwei"), fee("zwei", 2, superseded_by="drei"), fee("drei", 3)]
    registry.apply("ordner", chain)
    assert ids(found()) == ["drei"]
    registry.apply("ordner", [fee("drei", 3, superseded_by="zwei")])
    assert set(ids(found())) == {"zwei", "drei"}


def test_what_holds_no_more_comes_after_what_holds_and_says_until_when_it_held(
    registry: Registry, found: Callable[[], list[Hit]], fee: Callable[..., FiledDocument]
) -> None:
    registry.apply("ordner", [fee("alt", 10, valid_until="2026-07-30"), fee("neu", 12, valid_until="2026-07-31")])
    hits = found()
    assert ids(hits) == ["neu", "alt"]
    assert "galt bis 30. Juli 2026" in hits[1].reasons
    assert not any(reason.startswith("galt bis") for reason in hits[0].reasons)
    _, sources = number([Drafted(h.passage.text, (Support(h),)) for h in hits], TODAY)
    assert [(s.document_id, s.stale, s.ended_on) for s in sources] == [
        ("neu", False, None), ("alt", True, "2026-07-30"),
    ]  # fmt: skip


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_has_ended_is_stale_from_the_next_day_on_however_fresh(last_day: date, today: date) -> None:
    meta = FrontMatter(id="a", kind="page", title="A", as_of=today.isoformat(), valid_until=last_day)
    assert is_stale(meta, today) == (today > last_day)


def test_a_source_names_the_publisher_that_its_document_names(
    registry: Registry, found: Callable[[], list[Hit]], fee: Callable[..., FiledDocument]
) -> None:
    registry.apply("ordner", [fee("satzung", 10, publisher="Stadt Soest")])
    (hit,) = found()
    _, (source,) = number([Drafted(hit.passage.text, (Support(hit),))], TODAY)
    assert source.publisher == "Stadt Soest"
