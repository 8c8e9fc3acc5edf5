"""Whatever happens to the indexes, afterwards they hold what the registry holds: no more, no less."""

import hashlib
import json
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine

from knowledge.documents import Document
from knowledge.embedding import Embedder, Vectors
from knowledge.follower import bring_up, catch_up, compare, following
from knowledge.indexes import Indexes, read_state
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine
from knowledge.search import Search


class WordEmbedder:
    """A bag of hashed words: quick enough for hundreds of restarts, and a chosen embedder like any other."""

    fingerprint = "words-32-test"

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), 32), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[hashlib.sha256(word.encode()).digest()[0] % 32] += 1
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit


def word(seed: object) -> str:
    """A word that no other document holds."""
    return "".join(chr(ord("a") + digit % 26) for digit in hashlib.sha256(repr(seed).encode()).digest()[:9])


@dataclass
class World:
    """A registry, its indexes, and what a person would expect to find: a word for each document."""

    folder: Path
    engine: Engine
    read: Callable[..., Document]
    search_over: Callable[[Registry, Indexes], Search]
    wanted: Embedder | None = None
    words: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.registry = Registry(self.engine)
        self.index_dir = self.folder / "index"
        self.indexes = Indexes(self.index_dir, self.wanted)

    @property
    def search(self) -> Search:
        return self.search_over(self.registry, self.indexes)

    def take_in(self, *names: str, version: object = 0) -> None:
        filed = []
        for name in names:
            self.words[name] = word((name, version))
            text = f"## Fest\n\nHier steht {word(name)} seit jeher.\n\n## Neu\n\nJetzt gilt {self.words[name]} im Ort."
            filed.append(FiledDocument(self.read(name, text), f"{name}.md"))
        self.registry.apply("ordner", filed)
        self.deleted -= set(names)

    def delete(self, *names: str) -> None:
        self.registry.apply("ordner", removed=names)
        self.deleted |= set(names)
        for name in names:
            del self.words[name]

    def stop(self) -> None:
        self.indexes.close()

    def start(self) -> None:
        self.indexes = Indexes(self.index_dir, self.wanted)
        bring_up(self.registry, self.indexes)

    def crash_in_the_last_batch(self, *, vectors: bool) -> None:
        """Follow, but die before the state is written, and perhaps between keywords and vectors."""
        if not vectors:
            self.indexes.embedder = None
        for change in [*self.registry.changes_after(self.indexes.state.revision, 3)][:-1]:
            self.indexes.apply(change, self.registry)
        self.stop()

    def agrees(self) -> bool:
        found = compare(self.registry, self.indexes)
        assert (found.missing, found.surplus) == ((), ())
        assert found.holds
        assert self.indexes.state.revision == self.registry.revision()
        return found.documents == found.keyword_documents == len(self.words)

    def everything_is_found(self) -> bool:
        search = self.search
        firsts = {name: [hit.meta.id for hit in search(unique, 1)] for name, unique in self.words.items()}
        return firsts == {name: [name] for name in self.words}

    def nothing_deleted_is_found(self) -> bool:
        search = self.search
        asked = [word(name) for name in self.deleted]
        return not {hit.meta.id for unique in asked for hit in search(unique, 50, per_passage=True)} & self.deleted


@pytest.fixture(scope="session")
def make_world(
    read_document: Callable[..., Document],
    search_over: Callable[[Registry, Indexes], Search],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., World]:
    def make(wanted: Embedder | None = None) -> World:
        folder = tmp_path_factory.mktemp("world")
        opened = open_engine(f"sqlite:///{folder / 'lotse.db'}")
        return World(folder, opened, read_document, search_over, wanted)

    return make


@pytest.fixture
def world(make_world: Callable[..., World]) -> Iterator[World]:
    """A world with the built-in embedder."""
    made = make_world()
    yield made
    made.stop()
    made.engine.dispose()


NAMES = st.sampled_from([f"seite-{n}" for n in range(9)])


class Days(RuleBasedStateMachine):
    """Some days in the life of a data directory."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.versions = 0

    @rule(name=NAMES)
    def add_or_change(self, name: str) -> None:
        self.versions += 1
        self.world.take_in(name, version=self.versions)
        assert self.world.nothing_deleted_is_found()

    @rule(name=NAMES, other=NAMES)
    def add_or_change_two(self, name: str, other: str) -> None:
        self.versions += 1
        self.world.take_in(*{name, other}, version=self.versions)

    @precondition(lambda self: self.world.words)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.world.delete(data.draw(st.sampled_from(sorted(self.world.words))))
        assert self.world.nothing_deleted_is_found()

    @rule()
    def follow(self) -> None:
        bring_up(self.world.registry, self.world.indexes)
        self.all_is_well()

    @rule()
    def restart(self) -> None:
        self.world.stop()
        self.world.start()
        self.all_is_well()

    @rule()
    def lose_the_state(self) -> None:
        self.world.stop()
        (self.world.index_dir / "state.json").unlink(missing_ok=True)
        self.world.start()
        self.all_is_well()

    @rule(vectors=st.booleans())
    def crash(self, vectors: bool) -> None:
        self.world.crash_in_the_last_batch(vectors=vectors)
        self.world.start()
        self.all_is_well()

    def all_is_well(self) -> None:
        assert self.world.agrees()
        assert self.world.nothing_deleted_is_found()
        assert self.world.everything_is_found()

    def teardown(self) -> None:
        self.world.stop()
        self.world.engine.dispose()


def test_indexes_agree_with_the_registry_after_any_course_of_days(make_world: Callable[..., World]) -> None:
    run_state_machine_as_test(
        lambda: Days(make_world(WordEmbedder())),  # type: ignore[arg-type]
        settings=settings(
            max_examples=8, stateful_step_count=20, suppress_health_check=list(HealthCheck), print_blob=False
        ),
    )


def test_the_built_in_embedder_survives_a_course_of_days_too(world: World) -> None:
    chance = random.Random(20_261_124)
    for day in range(10):
        names = chance.sample([f"seite-{n}" for n in range(12)], 4)
        world.take_in(*names[:3], version=day)
        if names[3] in world.words:
            world.delete(names[3])
        if day % 3 == 0:
            world.crash_in_the_last_batch(vectors=day % 2 == 0)
        else:
            world.stop()
        if day == 5:
            (world.index_dir / "state.json").unlink()
        world.start()
        assert world.agrees()
        assert world.nothing_deleted_is_found()
        assert world.everything_is_found()


def test_a_deleted_document_is_never_found_again_even_before_the_indexes_follow(world: World) -> None:
    world.take_in("seite-1", "seite-2", "seite-3")
    bring_up(world.registry, world.indexes)
    world.delete("seite-2")
    assert world.nothing_deleted_is_found()
    bring_up(world.registry, world.indexes)
    assert world.nothing_deleted_is_found()
    assert world.agrees()


def test_an_empty_registry_finds_nothing_and_one_document_is_enough_to_start(world: World) -> None:
    assert bring_up(world.registry, world.indexes) == 0
    assert world.search("Rathaus") == []
    world.take_in("seite-1")
    bring_up(world.registry, world.indexes)
    assert world.everything_is_found()
    world.delete("seite-1")
    bring_up(world.registry, world.indexes)
    assert (world.agrees(), world.search(word("seite-1"))) == (True, [])


def test_nothing_is_indexed_twice(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    assert bring_up(world.registry, world.indexes) == 4
    assert bring_up(world.registry, world.indexes) == 0
    world.take_in("seite-1", version="neu")
    assert bring_up(world.registry, world.indexes) == 1


def test_vectors_are_made_anew_once_a_fifth_of_the_passages_is_new(world: World) -> None:
    world.take_in(*(f"seite-{n}" for n in range(10)))
    bring_up(world.registry, world.indexes)
    first = read_state(world.index_dir)
    assert (first.fitted_on, first.changed_since) == (20, 0)
    world.take_in("neu-1", "neu-2")  # 4 passages: a fifth, not yet more
    bring_up(world.registry, world.indexes)
    assert read_state(world.index_dir).embedder == first.embedder
    assert world.agrees()
    world.take_in("neu-3")
    bring_up(world.registry, world.indexes)
    later = read_state(world.index_dir)
    assert (later.embedder != first.embedder, later.fitted_on, later.changed_since) == (True, 26, 0)
    assert world.agrees()
    assert [kept.stem for kept in (world.index_dir / "embedder").glob("*.npz")] == [later.embedder]


def test_the_old_vectors_serve_until_the_new_ones_are_complete(world: World) -> None:
    world.take_in(*(f"seite-{n}" for n in range(6)))
    bring_up(world.registry, world.indexes)
    old, seen = world.indexes.embedder, list[bool]()
    assert old is not None
    world.take_in(*(f"neu-{n}" for n in range(6)))

    def look(what: str, done: int, total: int) -> None:
        if what.startswith("Vektor"):
            best = world.search(f"Jetzt gilt {world.words['neu-3']} im Ort")[0]
            seen.append(world.indexes.embedder is old and best.meta.id == "neu-3" and "vector" in best.parts)

    bring_up(world.registry, world.indexes, look)
    assert seen
    assert all(seen)
    assert world.indexes.embedder is not old
    assert world.agrees()


def test_a_running_lotse_finds_what_another_process_takes_in_and_forgets_what_it_removes(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    bring_up(world.registry, world.indexes)
    with following(world.registry, world.indexes):
        world.take_in("seite-3")
        world.delete("seite-1")
        until = time.monotonic() + 120
        while world.indexes.state.revision < world.registry.revision() and time.monotonic() < until:
            time.sleep(0.05)
        assert world.everything_is_found()
    assert world.agrees()


def test_a_state_of_another_version_or_broken_is_that_of_empty_indexes(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    bring_up(world.registry, world.indexes)
    file = world.index_dir / "state.json"
    good = file.read_text()
    for text in ("", "{", "[]", '{"unknown": 1}', json.dumps({**json.loads(good), "layout": 0})):
        file.write_text(text)
        assert read_state(world.index_dir).revision == 0
    world.stop()
    world.start()
    assert world.agrees()
    assert world.everything_is_found()


def test_an_older_backup_of_the_registry_is_followed_back(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    _back_up(world)
    world.take_in("seite-3")
    world.delete("seite-2")
    bring_up(world.registry, world.indexes)
    world.stop()
    _restore(world)
    world.words = {name: word((name, 0)) for name in ("seite-1", "seite-2")}
    world.start()
    assert world.agrees()
    assert world.everything_is_found()


def test_an_older_backup_that_has_grown_again_is_followed_back_too(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    _back_up(world)
    world.take_in("verloren")
    bring_up(world.registry, world.indexes)
    world.stop()
    _restore(world)
    world.words = {name: word((name, 0)) for name in ("seite-1", "seite-2")}
    world.take_in("neu")  # the same revision and the same counts as before, another content
    world.start()
    assert world.agrees()
    assert world.everything_is_found()


def _back_up(world: World) -> None:
    world.engine.dispose()
    shutil.copy(world.folder / "lotse.db", world.folder / "backup.db")


def _restore(world: World) -> None:
    world.engine.dispose()
    for kept in world.folder.glob("lotse.db*"):
        kept.unlink()
    shutil.copy(world.folder / "backup.db", world.folder / "lotse.db")


def test_catching_up_alone_makes_new_documents_searchable(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    bring_up(world.registry, world.indexes)
    world.take_in("seite-3")
    assert catch_up(world.registry, world.indexes) == 2
    assert world.everything_is_found()


def test_closed_indexes_can_be_built_anew_by_the_same_process(world: World) -> None:
    world.take_in("seite-1", "seite-2")
    bring_up(world.registry, world.indexes)
    world.indexes.close()
    (world.index_dir / "state.json").unlink()
    world.start()
    assert world.agrees()
    assert world.everything_is_found()
