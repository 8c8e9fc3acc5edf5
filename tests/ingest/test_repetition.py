"""A passage that stands in many documents of a source waits, with a reason; one copy of it is found.

Real files, both databases.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from ingest.batch import Batch
from ingest.confirming import Confirming
from ingest.proposals import Proposals
from ingest.quarantine import Quarantine
from ingest.rollback import rollback
from ingest.saving import Saving
from ingest.screening.repetition import LEAST_ITEMS
from ingest.settling import settle
from ingest.sources import FolderOrigin
from ingest.sync import sync
from ingest.tables.sketches import SKETCHES
from ingest.transaction import now
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from tests.ingest.registry_contents import contents

NEWS = (
    "Abonnieren Sie unseren Newsletter und erfahren Sie jeden Monat, was in der Stadt Musterau geschieht: neue Kurse, "
    "Baustellen, Termine."
)
HOURS = "Das Rathaus Musterau am Markt 1 hat montags bis freitags von 8 bis 12 Uhr für Sie geöffnet, Telefon 05555 120."
FREE = "Für diese Leistung fallen keine Gebühren an."
WHY = "Der Abschnitt steht wortgleich in mindestens 10 Dokumenten dieser Quelle; in einem wird er gefunden."
FEW = LEAST_ITEMS - 1


@pytest.fixture
def registry(engine: Engine) -> Registry:
    return Registry(engine)


@pytest.fixture
def everywhere(database_url: str) -> Iterator[Registry]:
    opened = open_engine(database_url)
    yield Registry(opened)
    opened.dispose()


class Folder:
    """A folder of pages, each with a sentence of its own and further sections."""

    def __init__(self, place: Path, document: Callable[..., bytes]) -> None:
        self.place, self._document = place, document
        place.mkdir()

    def write(self, number: int, *sections: str, word: str = "Regel") -> None:
        own = f"## Leistung\n\nAuf Seite {number} steht die {word} {number}, die für den Antrag gilt."
        self.put(f"seite-{number:02}", "\n\n".join((own, *sections)))

    def put(self, key: str, text: str) -> None:
        (self.place / f"{key}.md").write_bytes(self._document(key, text))

    def remove(self, number: int) -> None:
        (self.place / f"seite-{number:02}.md").unlink()

    @property
    def origin(self) -> FolderOrigin:
        return FolderOrigin(self.place)


@pytest.fixture
def folder(tmp_path: Path, document: Callable[..., bytes]) -> Folder:
    return Folder(tmp_path / "seiten", document)


def section(text: str, heading: str = "Aktuell") -> str:
    return f"## {heading}\n\n{text}"


def standing(registry: Registry, text: str) -> list[str]:
    """Return the documents in which a text is found."""
    found = registry.passages_of(sorted(registry.known()))
    return [key for key, own in found.items() if any(text in one.text for one in own)]


def waiting(registry: Registry) -> list[str]:
    return [one.passage.document_id for one in Quarantine(registry.engine).held()]


def test_all_copies_but_one_wait_and_say_why_and_a_second_run_changes_nothing(
    everywhere: Registry, folder: Folder
) -> None:
    folder.write(0, section(NEWS), section("Mehr steht hier nicht.", "Weiteres"))
    for number in range(1, 14):
        folder.write(number, section(NEWS if number % 2 else NEWS.upper().replace(" ", "  ")))
    report = sync(folder.origin, everywhere)
    held = Quarantine(everywhere.engine).held()
    assert [one.passage.document_id for one in held] == [f"seite-{n:02}" for n in range(14) if n != 1]
    assert report.quarantined == [one.passage.document_id for one in held]
    assert {(reason.code, reason.detail) for one in held for reason in one.reasons} == {("boilerplate", WHY)}
    assert len(everywhere.known()) == 14
    revision = everywhere.revision()
    again = sync(folder.origin, everywhere)
    assert (again.changes, again.quarantined, everywhere.revision()) == (0, [], revision)


def test_what_few_share_what_is_short_and_what_is_numbered_is_found_everywhere(
    registry: Registry, folder: Folder
) -> None:
    closing = section(
        "Diese Satzung tritt am Tage nach ihrer Bekanntmachung im Amtsblatt der Stadt in Kraft.", "§ 9 Schluss"
    )
    for number in range(LEAST_ITEMS + 2):
        few = [section(HOURS)] if number < FEW else []
        folder.write(number, closing, section(FREE, "Gebühren"), *few)
    sync(folder.origin, registry)
    assert waiting(registry) == []
    assert len(standing(registry, FREE)) == LEAST_ITEMS + 2
    assert len(standing(registry, HOURS)) == FEW


def test_the_rows_of_a_table_keep_what_they_share(registry: Registry, folder: Folder) -> None:
    shared = " ".join([HOURS] * 10)  # long enough to be cut off from what a row says itself
    rows = [f'"Leistung {n}";"{f"Leistung {n:02} gilt. " * 60}\n\n{shared}"' for n in range(20)]
    (folder.place / "leistungen.csv").write_text("\n".join(("Titel;Text", *rows)), encoding="utf-8")
    for number in range(LEAST_ITEMS):
        folder.write(number)
    sync(folder.origin, registry)
    cut = [own for own in registry.passages_of(standing(registry, HOURS)).values() if own[-1].text == shared]
    assert (len(cut), waiting(registry)) == (20, [])


def test_a_page_that_says_nothing_else_keeps_it_and_the_others_do_not_need_it(
    registry: Registry, folder: Folder
) -> None:
    for number in range(LEAST_ITEMS):
        folder.write(number, section(HOURS))
    folder.put("kontakt", section(HOURS, "Kontakt und Öffnungszeiten"))
    sync(folder.origin, registry)
    assert standing(registry, HOURS) == ["kontakt"]
    assert len(waiting(registry)) == LEAST_ITEMS


def test_of_near_duplicates_one_is_found_whole(
    registry: Registry, folder: Folder, document: Callable[..., bytes]
) -> None:
    text = "\n\n".join(section(f"{word} {NEWS} {HOURS}", word) for word in ("Erstens", "Zweitens"))
    for number in range(LEAST_ITEMS + 2):
        own = [section(f"Stand: {number}.", "Stand")] * (1 if number else 2)
        content = document(f"kopie-{number:02}", "\n\n".join((*own, text)), title="Der Bürgerbus")
        (folder.place / f"{number:02}.md").write_bytes(content)
    sync(folder.origin, registry)
    assert set(registry.known()) == {"kopie-00"}
    assert len(registry.passages_of(["kopie-00"])["kopie-00"]) == 4
    assert {reason.code for one in Quarantine(registry.engine).held() for reason in one.reasons} == {"duplicate"}


def test_when_the_repetition_ends_the_others_are_found_again(everywhere: Registry, folder: Folder) -> None:
    for number in range(LEAST_ITEMS + 1):
        folder.write(number, section(NEWS))
    sync(folder.origin, everywhere)
    folder.remove(4)
    sync(folder.origin, everywhere)
    assert len(waiting(everywhere)) == LEAST_ITEMS - 1
    folder.write(5)
    sync(folder.origin, everywhere)
    assert waiting(everywhere) == []
    assert standing(everywhere, NEWS) == [f"seite-{n:02}" for n in (0, 1, 2, 3, 6, 7, 8, 9, 10)]


def test_a_release_survives_and_takes_nothing_from_others(everywhere: Registry, folder: Folder) -> None:
    for number in range(LEAST_ITEMS + 1):
        folder.write(number, section(NEWS))
    sync(folder.origin, everywhere)
    quarantine = Quarantine(everywhere.engine)
    (held,) = quarantine.held(document="seite-07")
    quarantine.release(everywhere, [held.passage.id], "erika", now())
    for word in ("Regel", "Ordnung"):
        folder.write(7, section(NEWS), word=word)
        folder.write(LEAST_ITEMS + 1, section(NEWS), word=word)
        sync(folder.origin, everywhere)
        assert standing(everywhere, NEWS) == ["seite-00", "seite-07"]


def test_what_is_rejected_stays_out_and_counts_on(registry: Registry, folder: Folder) -> None:
    for number in range(LEAST_ITEMS + 2):
        folder.write(number, section(NEWS))
    sync(folder.origin, registry)
    quarantine = Quarantine(registry.engine)
    held = quarantine.held()
    quarantine.reject([one.passage.id for one in held[:-1]], "erika", now())
    for word in ("Ordnung", "Regel"):
        for number in range(1, LEAST_ITEMS + 1):
            folder.write(number, section(NEWS), word=word)
        sync(folder.origin, registry)
        assert standing(registry, NEWS) == ["seite-00"]
        assert waiting(registry) == [held[-1].passage.document_id]
    for number in range(LEAST_ITEMS):
        folder.remove(number)
    sync(folder.origin, registry)
    assert standing(registry, NEWS) == [held[-1].passage.document_id]


def test_what_an_older_version_has_taken_in_counts(registry: Registry, folder: Folder) -> None:
    for number in range(FEW):
        folder.write(number, section(NEWS))
    sync(folder.origin, registry)
    with registry.engine.begin() as connection:
        connection.execute(update(SKETCHES).values(marks=None))
    folder.write(FEW, section(NEWS))
    sync(folder.origin, registry)
    assert len(waiting(registry)) == FEW


def test_what_an_editor_decides_while_a_run_is_about_to_write_stands(registry: Registry, folder: Folder) -> None:
    for number in range(LEAST_ITEMS):
        folder.write(number, section(NEWS))
    sync(folder.origin, registry)
    registry.apply(folder.origin.source, removed=["seite-00"])
    quarantine = Quarantine(registry.engine)
    (held,) = quarantine.held(document="seite-03")

    def write_late(source: str, run: int, batch: Batch) -> frozenset[str]:
        quarantine.reject([held.passage.id], "erika", now())
        return Saving(registry, source, run, "").save(batch)

    settle(registry, 2, write_late)
    assert standing(registry, NEWS) == [f"seite-{n:02}" for n in range(1, LEAST_ITEMS) if n != 3]
    assert [one.passage.document_id for one in quarantine.held(state="rejected")] == ["seite-03"]


def test_a_confirmed_title_goes_with_the_passages_that_come_back(registry: Registry, folder: Folder) -> None:
    for number in range(LEAST_ITEMS):
        folder.write(number, section(NEWS))
    sync(folder.origin, registry)
    Confirming(registry, Proposals(registry.engine))("seite-04", {"title": "Der Antrag"}, "erika")
    folder.remove(9)
    sync(folder.origin, registry)
    freed = contents(registry)
    for number in range(FEW):
        folder.write(number, section(NEWS), word="Ordnung")
        folder.write(number, section(NEWS))
    assert sync(folder.origin, registry).changes == 0
    (folder.place / "seite-04.md").write_bytes((folder.place / "seite-04.md").read_bytes() + b"\n")
    sync(folder.origin, registry)
    assert contents(registry)["passages"] == freed["passages"]


def test_a_dry_run_changes_nothing_and_a_rollback_gives_back_what_was_held_and_what_was_free(
    everywhere: Registry, folder: Folder
) -> None:
    for number in range(FEW):
        folder.write(number, section(NEWS))
    sync(folder.origin, everywhere)
    before = contents(everywhere)
    folder.write(FEW, section(NEWS))
    folder.write(0)
    folder.write(FEW + 1, section(NEWS))
    sync(folder.origin, everywhere, dry_run=True)
    assert contents(everywhere) == before
    run = sync(folder.origin, everywhere).run
    assert len(waiting(everywhere)) == FEW
    after = contents(everywhere)
    back = rollback(everywhere, run or 0).run
    assert contents(everywhere) == before
    rollback(everywhere, back or 0)
    assert contents(everywhere) == after


def test_read_bit_by_bit_in_any_order_or_all_at_once_the_end_is_the_same(
    registry: Registry, folder: Folder, tmp_path: Path
) -> None:
    chance = random.Random(20_261_127)
    there: set[int] = set()
    for _ in range(8):
        for number in chance.sample(range(LEAST_ITEMS + 6), 6):
            if number in there and chance.random() < 0.3:
                folder.remove(number)
                there.discard(number)
            else:
                kept = [text for text in (section(NEWS), section(HOURS, "Kontakt")) if chance.random() < 0.8]
                folder.write(number, *kept, word=chance.choice(("Regel", "Ordnung")))
                there.add(number)
        run = sync(folder.origin, registry, allow_empty=True)
        if chance.random() < 0.3 and run.changes:
            before = contents(registry)
            back = rollback(registry, run.run or 0)
            rollback(registry, back.run or 0)
            assert contents(registry) == before
    fresh = open_engine(f"sqlite:///{tmp_path / 'neu' / 'lotse.db'}")
    sync(folder.origin, Registry(fresh))
    assert contents(registry) == contents(Registry(fresh))
    assert len(waiting(registry)) > LEAST_ITEMS
    fresh.dispose()
