"""Of documents that are nearly the same one is found, whichever came first; the others wait with a reason."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.batch import Batch
from ingest.quarantine import Quarantine
from ingest.settling import settle
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.documents import Document
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument

TEXT = (
    "Die Gemeinde Musterau hat im Jahr 2023 einen Bürgerbus eingeführt, der die Ortsteile viermal am Tag mit dem "
    "Bahnhof verbindet. Ehrenamtliche fahren ihn, der Verein zählt 41 Mitglieder. Die Fahrt kostet 2 Euro, Kinder"
    " fahren frei. Gefahren wird montags bis freitags von 7 bis 19 Uhr. Wer mitfahren will, ruft unter 05555 1234"
    " an oder steigt an einer der elf Haltestellen ein. Im ersten Jahr zählte der Verein 3.900 Fahrgäste, die "
    "meisten waren älter als 60."
)
CHANGED = TEXT.replace("05555 1234", "05555 9876")


@pytest.fixture
def registry(engine: Engine) -> Registry:
    return Registry(engine)


@pytest.fixture
def folder(tmp_path: Path, document: Callable[..., bytes]) -> Callable[..., FolderOrigin]:
    """Make a folder with these documents: name of the file, then id, text and title."""

    def make(name: str, **files: tuple[str, str, str]) -> FolderOrigin:
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        for old in place.iterdir():
            old.unlink()
        for file, (key, text, title) in files.items():
            (place / f"{file}.md").write_bytes(document(key, text, title=title))
        return FolderOrigin(place)

    return make


def found(registry: Registry) -> set[str]:
    return set(registry.known())


def test_the_copy_with_another_number_waits_and_names_the_original(
    registry: Registry, folder: Callable[..., FolderOrigin]
) -> None:
    origin = folder("a", eins=("bus-musterau", TEXT, "Bürgerbus"), zwei=("cbus-kopie", CHANGED, "Bürgerbus"))
    report = sync(origin, registry)
    assert found(registry) == {"bus-musterau"}
    (held,) = Quarantine(registry.engine).held()
    assert (held.passage.document_id, held.passage.text) == ("cbus-kopie", CHANGED)
    assert [(r.code, "bus-musterau „Bürgerbus“" in r.detail) for r in held.reasons] == [("duplicate", True)]
    assert "cbus-kopie" in report.quarantined


@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_who_stays_does_not_depend_on_who_came_first(
    registry: Registry, folder: Callable[..., FolderOrigin], order: tuple[str, ...]
) -> None:
    for name in order:
        sync(folder(name, seite=(f"bus-{name}", TEXT, "Bürgerbus")), registry)
    assert found(registry) == {"bus-a"}
    quarantine = Quarantine(registry.engine)
    assert {(held.passage.document_id, "bus-a" in held.reasons[0].detail) for held in quarantine.held()} == {
        ("bus-b", True), ("bus-c", True)
    }  # fmt: skip
    for name in order:
        sync(folder(name), registry, allow_empty=True)
    assert (found(registry), quarantine.held(state=None)) == (set(), ())


def test_what_waited_is_found_when_the_original_is_gone(
    registry: Registry, folder: Callable[..., FolderOrigin]
) -> None:
    sync(folder("a", seite=("bus-a", TEXT, "Bürgerbus")), registry)
    sync(folder("b", seite=("bus-b", TEXT, "Bürgerbus – Musterau")), registry)
    assert found(registry) == {"bus-a"}
    sync(folder("a"), registry, allow_empty=True)
    assert (found(registry), Quarantine(registry.engine).held()) == ({"bus-b"}, ())
    assert registry.passages_of(["bus-b"])["bus-b"][0].text == TEXT


def test_a_second_run_changes_nothing_and_a_release_survives_it(
    registry: Registry, folder: Callable[..., FolderOrigin]
) -> None:
    origin = folder("a", eins=("bus-a", TEXT, "Bürgerbus"), zwei=("bus-b", TEXT, "Bürgerbus"))
    sync(origin, registry)
    revision = registry.revision()
    assert (sync(origin, registry).changes, registry.revision()) == (0, revision)
    quarantine = Quarantine(registry.engine)
    (held,) = quarantine.held()
    quarantine.release(registry, [held.passage.id], "erika", held.held_at)
    sync(folder("a", eins=("bus-a", TEXT + " Neu!", "Bürgerbus"), zwei=("bus-b", TEXT, "Bürgerbus")), registry)
    assert found(registry) == {"bus-a", "bus-b"}


def test_series_and_short_texts_are_no_duplicates(registry: Registry, folder: Callable[..., FolderOrigin]) -> None:
    files = {
        f"jahr{year}": (f"jahr-{year}", TEXT.replace("2023", str(year)), f"Bürgerbus {year}") for year in (2023, 2024)
    }
    files |= {f"kurz{n}": (f"kurz-{n}", "Der Bus fährt nur am Samstag.", "Fahrplan") for n in (1, 2)}
    sync(folder("a", **files), registry)
    assert len(found(registry)) == 4


def test_who_was_cut_off_while_settling_does_it_again(
    registry: Registry, read_document: Callable[..., Document]
) -> None:
    def cut_off(_source: str, _run: int, _batch: Batch) -> frozenset[str]:
        raise KeyboardInterrupt

    def write(source: str, _run: int, batch: Batch) -> frozenset[str]:
        written.append((source, list(batch.taken)))
        return frozenset()

    copies = [FiledDocument(read_document(key, TEXT, title="Bürgerbus"), f"{key}.md") for key in ("bus-a", "bus-b")]
    registry.apply("ordner", copies)
    Quarantine(registry.engine)
    with pytest.raises(KeyboardInterrupt):
        settle(registry, 1, cut_off)
    written: list[tuple[str, list[str]]] = []
    assert settle(registry, 1, write) == ["bus-b"]
    assert written == [("ordner", ["bus-b"])]
    assert settle(registry, 1, cut_off) == []
