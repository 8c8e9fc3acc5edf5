"""A file's text proposes, an editor confirms, and no later sync asks again or takes anything back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.confirming import Confirming
from ingest.proposals import Proposals
from ingest.proposing.offering import Offering
from ingest.proposing.titles import Titles
from ingest.report import Report
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.registry import Registry

TEXT = """Rufbus in Soest

Soest in Nordrhein-Westfalen hat 47.500 Einwohner. In Soest startete 2020 ein Rufbus.

Die Stadt Soest bezahlte ihn selbst. In Soest wurde er gern genutzt, und Soest baute das Angebot 2021 aus.

Stand: März 2024
"""
SOEST = {"name": "Soest", "state": "NW", "type": "mittelstadt"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wissen").mkdir()
    (tmp_path / "wissen" / "rufbus.txt").write_text(TEXT)
    return tmp_path / "wissen"


@pytest.fixture
def run(engine: Engine, folder: Path) -> Callable[[], Report]:
    registry = Registry(engine)
    propose = Offering(Titles(registry), lambda: date(2026, 7, 31))
    return lambda: sync(FolderOrigin(folder), registry, propose=propose)


def test_a_confirmed_head_is_what_the_next_sync_finds(engine: Engine, folder: Path, run: Callable[[], Report]) -> None:
    (key,) = run().added
    registry, proposals = Registry(engine), Proposals(engine)
    offered = {one.field: one.value for one in proposals.of(key)}
    assert (offered["municipality"], offered["as_of"]) == (SOEST, "2024-03")
    guessed = registry.heads([key])[key]
    assert (guessed.kind, guessed.municipality, guessed.as_of) == ("page", None, None)

    Confirming(registry, proposals)(key, {"municipality": SOEST, "kind": "case_study", "as_of": "2024-03"}, "mueller")
    before = registry.heads([key]), registry.passages_of([key]), registry.revision()
    again = run()
    assert (again.unchanged, again.changes) == (1, 0)
    assert (registry.heads([key]), registry.passages_of([key]), registry.revision()) == before

    (folder / "rufbus.txt").write_text(TEXT.replace("gern genutzt", "sehr gern genutzt").replace("2024", "2025"))
    assert run().changed == [key]
    head = registry.heads([key])[key]
    assert (head.kind, head.municipality and head.municipality.name, head.as_of) == ("case_study", "Soest", "2024-03")
    assert [(one.field, one.value) for one in proposals.of(key) if one.field == "as_of"] == [("as_of", "2025-03")]


def test_a_file_that_is_gone_takes_its_proposals_along_and_finds_its_confirmed_values_again(
    engine: Engine, folder: Path, run: Callable[[], Report]
) -> None:
    (key,) = run().added
    registry, proposals = Registry(engine), Proposals(engine)
    Confirming(registry, proposals)(key, {"as_of": "2024-03"}, "mueller")
    (folder / "rufbus.txt").rename(folder.parent / "rufbus.txt")
    (folder / "anderes.txt").write_text("Ein ganz anderer Text über Bäume im Park.")
    assert run().removed == [key]
    assert proposals.of(key) == ()
    (folder.parent / "rufbus.txt").rename(folder / "rufbus.txt")
    assert run().added == [key]
    assert registry.heads([key])[key].as_of == "2024-03"
    assert "as_of" not in {one.field for one in proposals.of(key)}
