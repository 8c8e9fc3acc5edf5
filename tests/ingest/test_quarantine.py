"""What screening holds is kept apart until an editor decides, and no sync of the same content asks again."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from ingest.errors import NotQuarantined
from ingest.quarantine import Quarantine
from ingest.quarantine_history import put_back, rows_of, withdraw, withdrawn
from ingest.screening.verdicts import Held, Reason, Screened
from knowledge.documents import Document
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument, Known
from knowledge.registry_tables import open_engine

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
WHY = Reason("instruction", "Der Satz richtet sich an ein Sprachmodell: „Ignorieren Sie …“")
TEXT = "## Anfang\n\nErstens gilt dies.\n\n## Mitte\n\nZweitens gilt das.\n\n## Ende\n\nDrittens gilt jenes."


@pytest.fixture
def both(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(both: Engine) -> Registry:
    return Registry(both)


@pytest.fixture
def quarantine(both: Engine) -> Quarantine:
    return Quarantine(both)


def hold(*places: int, reasons: tuple[Reason, ...] = (WHY,)) -> Callable[[Document], Screened]:
    """Screen a document so that the passages at these places are held."""

    def screened(document: Document) -> Screened:
        free = tuple(p for p in document.passages if p.position not in places)
        held = tuple(Held(p, reasons) for p in document.passages if p.position in places)
        kept = Document(document.meta, document.digest, free) if free else None
        return Screened(kept, held)

    return screened


def take_in(registry: Registry, quarantine: Quarantine, document: Document, screened: Screened) -> None:
    """Do what a sync does: file what is free, hold the rest, in one transaction."""
    whole = FiledDocument(document, f"{document.id}.md")
    free = [FiledDocument(screened.document, whole.path)] if screened.document else []
    registry.apply(
        "ordner", free, [] if free else [document.id],
        beside=lambda connection, _: quarantine.write(connection, "ordner", [(whole, screened)], NOON),
    )  # fmt: skip


def texts(registry: Registry, document: str = "seite") -> list[str]:
    return [passage.text for passage in registry.passages_of([document]).get(document, ())]


def test_what_is_held_is_not_filed_and_can_be_looked_at(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    take_in(registry, quarantine, given, hold(1)(given))
    assert texts(registry) == ["Erstens gilt dies.", "Drittens gilt jenes."]
    (only,) = quarantine.held()
    assert (only.passage, only.reasons, only.state) == (given.passages[1], (WHY,), "held")
    assert (only.source, only.path, only.title, only.held_at) == ("ordner", "seite.md", "Seite seite", NOON)
    assert quarantine.counts() == {"ordner": 1}
    assert quarantine.held(source="ordner") == quarantine.held(document="seite") == (only,)
    assert quarantine.held(source="anderswo") == quarantine.held(document="andere") == ()


def test_a_released_passage_is_filed_at_its_place_and_the_release_is_remembered(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    take_in(registry, quarantine, given, hold(1)(given))
    revision = quarantine.release(registry, [given.passages[1].id], "erika", LATER)
    assert revision == registry.revision() == 2
    assert registry.passages_of(["seite"]) == {"seite": given.passages}
    assert registry.known() == {"seite": Known("ordner", "seite.md", given.digest)}
    (only,) = quarantine.held(state="released")
    assert (only.decided_by, only.decided_at, quarantine.held()) == ("erika", LATER, ())
    assert quarantine.decided("released") == {hold(1)(given).held[0].key}


def test_a_document_of_which_nothing_was_filed_comes_into_being_passage_by_passage(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    take_in(registry, quarantine, given, hold(0, 1, 2)(given))
    assert registry.known() == {}
    assert quarantine.unfiled() == {"seite": Known("ordner", "seite.md", given.digest)}
    quarantine.release(registry, [given.passages[2].id], "erika", LATER)
    assert (texts(registry), registry.heads(["seite"])) == (["Drittens gilt jenes."], {"seite": given.meta})
    quarantine.release(registry, [given.passages[1].id, given.passages[0].id], "erika", LATER)
    assert registry.passages_of(["seite"]) == {"seite": given.passages}
    assert (quarantine.unfiled(), quarantine.held()) == ({}, ())


def test_a_decision_is_taken_once(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    take_in(registry, quarantine, given, hold(0, 1)(given))
    quarantine.reject([given.passages[0].id], "erika", LATER)
    for key in (given.passages[0].id, given.passages[2].id, "seite~gibtesnicht"):
        with pytest.raises(NotQuarantined, match="Laden Sie die Liste neu"):
            quarantine.release(registry, [given.passages[1].id, key], "max", LATER)
        with pytest.raises(NotQuarantined):
            quarantine.reject([key], "max", LATER)
    assert (registry.revision(), len(quarantine.held())) == (1, 1)


def test_what_was_rejected_stays_out_without_being_asked_again(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    take_in(registry, quarantine, given, hold(1)(given))
    quarantine.reject([given.passages[1].id], "erika", LATER)
    renamed = read_document("seite", TEXT, title="Neuer Titel")  # all passages have another id now
    take_in(registry, quarantine, renamed, hold(1)(renamed))
    (only,) = quarantine.held(state=None)
    assert (only.state, only.decided_by, only.passage.id) == ("rejected", "erika", renamed.passages[1].id)
    assert quarantine.held() == ()
    assert quarantine.decided("rejected") == {hold(1)(given).held[0].key}


def test_a_decision_covers_only_what_was_reported(read_document: Callable[..., Document]) -> None:
    given, renamed = read_document("seite", TEXT), read_document("seite", TEXT, title="Neuer Titel")
    hidden = Reason("hidden", "Versteckt steht: „…“", about="0123")
    keys = [
        held.key
        for document, reasons in ((given, (WHY,)), (renamed, (WHY,)), (given, (WHY, hidden)))
        for held in hold(1, reasons=reasons)(document).held
    ]
    assert keys[0] == keys[1] != keys[2]


def test_a_new_version_of_a_document_replaces_what_was_held_of_it(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    first, second = read_document("seite", TEXT), read_document("seite", TEXT.replace("Zweitens", "Nunmehr"))
    take_in(registry, quarantine, first, hold(1)(first))
    take_in(registry, quarantine, second, hold(1)(second))
    assert [one.passage.text for one in quarantine.held()] == ["Nunmehr gilt das."]
    take_in(registry, quarantine, second, hold()(second))
    assert quarantine.held(state=None) == ()


def test_a_deleted_document_leaves_nothing_behind(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    for key in ("eins", "zwei"):
        given = read_document(key, TEXT)
        take_in(registry, quarantine, given, hold(0, 1)(given))
        quarantine.reject([given.passages[0].id], "erika", LATER)
    registry.apply("ordner", removed=["eins"], beside=lambda connection, _: quarantine.forget(connection, ["eins"]))
    assert {one.passage.document_id for one in quarantine.held(state=None)} == {"zwei"}


def test_texts_that_a_database_refuses_are_kept_readable(
    registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    given = read_document("seite", TEXT)
    broken = Held(given.passages[1], (Reason("control", "Im Text steht \x00 und \ud800."),))
    take_in(registry, quarantine, given, Screened(None, (broken,)))
    assert quarantine.held()[0].reasons[0].detail == "Im Text steht \ufffd und \ufffd."


def test_a_rollback_finds_the_quarantine_as_it_was(
    both: Engine, registry: Registry, quarantine: Quarantine, read_document: Callable[..., Document]
) -> None:
    first, second = read_document("seite", TEXT), read_document("seite", "Alles neu.")
    take_in(registry, quarantine, first, hold(0, 1)(first))
    quarantine.reject([first.passages[0].id], "erika", LATER)
    before = quarantine.held(state=None)
    with both.begin() as connection:
        kept = json.loads(json.dumps(rows_of(connection, ["seite"])))
    take_in(registry, quarantine, second, hold(0)(second))
    with both.begin() as connection:
        put_back(connection, ["seite"], kept)
        withdraw(connection, [("seite", second.digest)], LATER)
        withdraw(connection, [("seite", second.digest), ("seite", first.digest)], LATER)
        assert withdrawn(connection) == {("seite", second.digest), ("seite", first.digest)}
    assert quarantine.held(state=None) == before
