"""The registry keeps what it was given, all or nothing, whatever database lies below."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.documents import Document
from knowledge.errors import RegistryUnavailable
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument, Known
from knowledge.registry_tables import open_engine

HARD = "Bürger „fragen“ – 'wirklich' \"viel\"; DROP TABLE documents; -- 100 % \\n 👩‍💻🚲 ẞ \u2028 ﬁ 漢字"


@pytest.fixture
def both(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(both: Engine) -> Registry:
    return Registry(both)


def filed(*documents: Document) -> list[FiledDocument]:
    return [FiledDocument(document, f"{document.id}.md") for document in documents]


def sections(*texts: str) -> str:
    return "\n\n".join(f"## {text.split()[0]}\n\n{text}" for text in texts)


def test_a_new_registry_is_empty(registry: Registry) -> None:
    assert (registry.revision(), registry.counts(), registry.known()) == (0, (0, 0), {})
    assert list(registry.changes_after(0, 10)) == []


def test_what_was_taken_in_comes_back_as_it_was(registry: Registry, read_document: Callable[..., Document]) -> None:
    given = read_document("seite", sections("Eins ist da [1].", f"Zwei {HARD} [2]"), title=HARD, sources=2)
    assert registry.apply("ordner", filed(given)) == 1
    assert registry.passages_of([given.id]) == {given.id: given.passages}
    assert registry.passages([p.id for p in given.passages]) == {p.id: p for p in given.passages}
    assert registry.heads([given.id]) == {given.id: given.meta}
    assert registry.known() == {given.id: Known("ordner", "seite.md", given.digest)}
    assert registry.counts() == (1, 2)


def test_nothing_is_lost_when_the_registry_is_opened_again(
    both: Engine, registry: Registry, read_document: Callable[..., Document]
) -> None:
    registry.apply("ordner", filed(read_document("seite")))
    again = Registry(both)
    assert (again.revision(), set(again.known())) == (1, {"seite"})


def test_what_another_process_changes_is_seen_at_the_next_look(
    database_url: str, registry: Registry, read_document: Callable[..., Document]
) -> None:
    before = read_document("seite", "Der Bus kostet 2 Euro.", title="Der Bus")
    after = read_document("seite", "Der Bus kostet 3 Euro.", title="Der neue Bus")
    registry.apply("ordner", filed(before))
    ids = [passage.id for passage in (*before.passages, *after.passages)]
    assert set(registry.passages(ids).values()) == set(before.passages)  # looked at, so it may be kept
    assert registry.heads(["seite"])["seite"].title == "Der Bus"
    other = open_engine(database_url)
    Registry(other).apply("ordner", filed(after))
    assert set(registry.passages(ids).values()) == set(after.passages)
    assert registry.heads(["seite"])["seite"].title == "Der neue Bus"
    Registry(other).apply("ordner", removed=["seite"])
    assert (registry.passages(ids), registry.heads(["seite"])) == ({}, {})
    other.dispose()


def test_each_change_is_one_revision(registry: Registry, read_document: Callable[..., Document]) -> None:
    assert registry.apply("ordner", filed(read_document("a"), read_document("b"))) == 1
    assert registry.apply("ordner", filed(read_document("c"))) == 2
    assert registry.apply("ordner", removed=["a"]) == 3
    assert registry.revision() == 3


def test_a_change_that_fails_halfway_leaves_no_trace(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    registry.apply("ordner", filed(read_document("bleibt", "Das steht hier schon.")))
    before = (registry.revision(), registry.known(), registry.passage_ids())
    twice = read_document("doppelt")
    with pytest.raises(RegistryUnavailable):
        registry.apply("ordner", filed(read_document("bleibt", "Anders."), twice, twice), removed=["bleibt"])
    assert (registry.revision(), registry.known(), registry.passage_ids()) == before


def test_unchanged_passages_are_not_indexed_again(registry: Registry, read_document: Callable[..., Document]) -> None:
    first = read_document("seite", sections("Eins bleibt so.", "Zwei war so."))
    second = read_document("seite", sections("Eins bleibt so.", "Zwei ist jetzt anders."))
    registry.apply("ordner", filed(first))
    registry.apply("ordner", filed(second))
    changes = list(registry.changes_after(1, 10))
    assert {key for change in changes for key in change.fresh} == {second.passages[1].id}
    assert {key for change in changes for key in change.removed} == {first.passages[1].id}
    assert registry.passages_of(["seite"]) == {"seite": second.passages}


def test_passages_are_in_reading_order_after_one_was_put_in_front(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    registry.apply("ordner", filed(read_document("seite", sections("Alt war zuerst da.", "Mitte kam danach."))))
    longer = read_document("seite", sections("Neu steht vorn.", "Alt war zuerst da.", "Mitte kam danach."))
    registry.apply("ordner", filed(longer))
    found = registry.passages_of(["seite"])["seite"]
    assert [p.text for p in found] == ["Neu steht vorn.", "Alt war zuerst da.", "Mitte kam danach."]


def test_followers_learn_of_a_removed_document_and_its_passages(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    gone, kept = read_document("geht", sections("Eins geht.", "Zwei geht.")), read_document("bleibt")
    registry.apply("ordner", filed(gone, kept))
    registry.apply("ordner", removed=["geht"])
    removed = {key for change in registry.changes_after(1, 10) for key in change.removed}
    assert removed == {"geht", *(p.id for p in gone.passages)}
    assert set(registry.known()) == {"bleibt"}
    assert registry.passage_ids() == {p.id for p in kept.passages}


def test_a_document_that_comes_back_is_no_longer_removed(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite")
    registry.apply("ordner", filed(given))
    registry.apply("ordner", removed=["seite"])
    registry.apply("ordner", filed(given))
    changes = list(registry.changes_after(1, 10))
    assert [key for change in changes for key in change.removed] == []
    assert {key for change in changes for key in change.fresh} == {p.id for p in given.passages}


def test_removing_what_is_not_there_is_no_error(registry: Registry) -> None:
    assert registry.apply("ordner", removed=["nie-da"]) == 1
    assert registry.counts() == (0, 0)


def test_a_follower_at_any_revision_gets_exactly_what_it_lacks(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    chance = random.Random(20_261_124)
    names = [f"seite-{n}" for n in range(8)]
    seen: list[set[str]] = [set()]  # at each revision: all passage and document ids
    born: dict[str, int] = {}
    for revision in range(1, 26):
        chosen = chance.sample(names, chance.randint(1, 3))
        removed = [name for name in chosen if chance.random() < 0.3]
        changed = [
            read_document(name, sections("Eins ist fest.", f"Zwei Nummer {chance.randint(1, 3)}."))
            for name in chosen
            if name not in removed
        ]
        assert registry.apply("ordner", filed(*changed), removed) == revision
        born |= {p.id: revision for d in changed for p in d.passages if p.id not in seen[-1]}
        seen.append(registry.passage_ids() | set(registry.known()))
    for revision, then in enumerate(seen):
        changes = list(registry.changes_after(revision, 2))
        new = {key for change in changes for key in change.fresh}
        documents = {key for change in changes for key in change.documents}
        gone = {key for change in changes for key in change.removed}
        assert (then - gone) | new | documents == seen[-1]
        assert new == {key for key in seen[-1] if born.get(key, 0) > revision}
        assert not gone & seen[-1]
        assert all(len(change.documents) <= 2 for change in changes)
        assert [change.revision for change in changes[-1:]] == [25] * (revision < 25)


def test_no_revision_is_lost_when_four_write_at_once(
    registry: Registry, both: Engine, read_document: Callable[..., Document]
) -> None:
    def write(writer: int) -> list[int]:
        own = Registry(both)
        return [own.apply("ordner", filed(read_document(f"seite-{writer}-{n}"))) for n in range(8)]

    with ThreadPoolExecutor(4) as pool:
        given = [revision for revisions in pool.map(write, range(4)) for revision in revisions]
    assert sorted(given) == list(range(1, 33))
    assert set(registry.known()) == {f"seite-{writer}-{n}" for writer in range(4) for n in range(8)}


def test_four_processes_may_open_an_empty_database_at_once(database_url: str) -> None:
    def start(_: int) -> int:
        own = open_engine(database_url)
        try:
            return Registry(own).revision()
        finally:
            own.dispose()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [0, 0, 0, 0]


def test_a_source_is_remembered_and_can_change_hands(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    registry.note_source("starter", "a" * 64)
    registry.note_source("starter", "b" * 64)
    assert (registry.source_digest("starter"), registry.source_digest("andere")) == ("b" * 64, None)
    registry.apply("starter", filed(read_document("a"), read_document("b")))
    registry.refile("ordner", {"a": "a.md"})
    assert {key: known.source for key, known in registry.known().items()} == {"a": "ordner", "b": "starter"}


def test_a_sample_is_the_same_for_the_same_content(registry: Registry, read_document: Callable[..., Document]) -> None:
    documents = [read_document(f"seite-{n}") for n in range(20)]
    registry.apply("ordner", filed(*documents[10:]))
    registry.apply("ordner", filed(*documents[:10]))
    sample = registry.sample(7)
    assert sample == registry.sample(7)
    assert [p.id for p in sample] == sorted(p.id for p in sample)
    assert 5 <= len(sample) <= 7
    assert {p.id for p in registry.sample(1_000)} == registry.passage_ids()


def test_more_documents_than_one_statement_takes_are_no_problem(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    documents = [read_document(f"seite-{n}") for n in range(1_201)]
    registry.apply("ordner", filed(*documents))
    registry.apply("ordner", filed(*documents[:600]), removed=[d.id for d in documents[600:]])
    assert registry.counts() == (600, 600)
    assert len(registry.heads([d.id for d in documents])) == 600
    assert len({key for change in registry.changes_after(1, 1_000) for key in change.removed}) == 1_202


def test_a_title_with_a_null_character_harms_neither_itself_nor_its_neighbours(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    registry.apply("ordner", filed(read_document("gut"), read_document("seltsam", title="a\0b")))
    assert set(registry.known()) == {"gut", "seltsam"}


def test_a_database_that_does_not_answer_says_so_in_german(tmp_path: Path) -> None:
    blocked = tmp_path / "lotse.db"
    blocked.mkdir()
    opened = open_engine(f"sqlite:///{blocked}")
    with pytest.raises(RegistryUnavailable, match="Die Datenbank lässt sich nicht öffnen"):
        Registry(opened)
    opened.dispose()


def test_a_database_that_is_no_database_says_so_in_german(tmp_path: Path) -> None:
    (tmp_path / "lotse.db").write_bytes(b"Das ist keine Datenbank. " * 100)
    opened = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    with pytest.raises(RegistryUnavailable, match="Die Datenbank antwortet nicht"):
        Registry(opened)
    opened.dispose()
