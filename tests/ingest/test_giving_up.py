"""What was confirmed can be given up: then the head says what the file tells, also when the file has not changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.confirming import Confirming
from ingest.errors import SourceBusy
from ingest.giving_up import give_up
from ingest.holding import holding
from ingest.proposals import Proposals
from ingest.sources import STARTER, FolderOrigin
from ingest.sync import sync
from knowledge.errors import DocumentInvalid
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    engine: Engine = open_engine(database_url)
    yield Registry(engine)
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path, document: Callable[..., bytes]) -> Path:
    place = tmp_path / "ordner"
    place.mkdir()
    (place / "bus.md").write_bytes(document("bus", title="Der Bus", as_of="2024"))
    (place / "rad.md").write_bytes(document("rad"))
    return place


def confirm(registry: Registry, **values: object) -> None:
    Confirming(registry, Proposals(registry.engine))("bus", values, "mueller")


def test_the_next_run_says_what_the_file_tells_and_the_runs_after_it_keep_that(
    registry: Registry, folder: Path
) -> None:
    sync(FolderOrigin(folder), registry)
    as_read = registry.known()["bus"], registry.heads(["bus"]), registry.passages_of(["bus"])
    confirm(registry, title="Der Rufbus", as_of=None, summary="Ein Bus auf Anruf.")
    assert give_up(registry, "bus", ["title", "as_of", "kind"]) == ("as_of", "title")
    confirm(registry, publisher="Kreis Soest")  # what is confirmed meanwhile stays
    report = sync(FolderOrigin(folder), registry)
    head = registry.heads(["bus"])["bus"]
    assert (report.changed, report.unchanged) == (["bus"], 1)
    assert (head.title, head.as_of, head.summary) == ("Der Bus", "2024", "Ein Bus auf Anruf.")
    assert head.publisher == "Kreis Soest"
    assert give_up(registry, "bus", ["summary", "publisher"]) == ("publisher", "summary")
    assert sync(FolderOrigin(folder), registry).changed == ["bus"]
    assert (registry.known()["bus"], registry.heads(["bus"]), registry.passages_of(["bus"])) == as_read
    assert sync(FolderOrigin(folder), registry).changes == 0


def test_what_comes_with_lotse_is_read_again_as_a_whole(registry: Registry, folder: Path) -> None:
    sync(FolderOrigin(folder, STARTER), registry)
    registry.note_source(STARTER, "as it was")
    confirm(registry, title="Der Rufbus")
    give_up(registry, "bus", ["title"])
    assert registry.source_digest(STARTER) is None


def test_while_a_run_is_at_work_and_where_nothing_is_confirmed_nothing_changes(
    registry: Registry, folder: Path
) -> None:
    origin = FolderOrigin(folder)
    sync(origin, registry)
    before = registry.known()
    assert give_up(registry, "bus", ["title"]) == ()
    assert registry.known() == before
    confirm(registry, title="Der Rufbus")
    with holding(registry.engine, origin.source), pytest.raises(SourceBusy, match="Es ist nichts verändert worden"):
        give_up(registry, "bus", ["title"])
    assert Proposals(registry.engine).confirmed("bus") == {"title": "Der Rufbus"}
    with pytest.raises(DocumentInvalid, match="gibt es nicht mehr"):
        give_up(registry, "bahn", ["title"])
