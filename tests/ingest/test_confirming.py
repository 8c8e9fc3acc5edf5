"""What an editor confirms is in the head at once, stays there, and is undone by nothing but another confirmation."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from ingest.confirmed import digest_with, with_confirmed
from ingest.confirming import Confirming
from ingest.heads import checked_head
from ingest.proposals import Proposals
from ingest.proposing.proposal import Proposal
from ingest.split import Block, Section, split
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine

SOEST = {"name": "Soest", "state": "NW", "type": "mittelstadt"}
TITLES = (
    Proposal("title", "Rufbus auf dem Land", "Rufbus auf dem Land"),
    Proposal("title", "Der Rufbus", "Der Rufbus fährt."),
)
SECTIONS = (
    Section((), (Block("", "Der Rufbus fährt. Er kommt auf Anruf."), Block("- ", "Er hat acht Sitze."))),
    Section(("Kosten",), (Block("", "Der Bus kostet 40.000 Euro im Jahr."),)),
    Section((), (Block("", "Der Rufbus fährt. Er kommt auf Anruf."), Block("- ", "Er hat acht Sitze."))),
)


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def read(confirmed: dict[str, object] | None = None) -> Document:
    """Read the document as a sync does that knows what was confirmed."""
    told = {"id": "bus", "kind": "page", "title": "bus.docx", "as_of": "2024"}
    meta = checked_head("bus.docx", with_confirmed(told, confirmed or {}))
    return Document(meta, digest_with("ab" * 32, confirmed or {}), split(meta, SECTIONS))


def filed(engine: Engine, proposed: Sequence[Proposal] = ()) -> tuple[Registry, Proposals, Confirming]:
    registry, proposals = Registry(engine), Proposals(engine)
    registry.apply(
        "folder:a", [FiledDocument(read(), "bus.docx")], beside=lambda c, _: proposals.replace(c, "bus", proposed)
    )
    return registry, proposals, Confirming(registry, proposals)


def state(registry: Registry) -> object:
    return registry.known(), registry.heads(["bus"]), registry.passages_of(["bus"])


def test_a_confirmed_title_is_in_the_head_and_in_what_is_indexed_at_once(database: Engine) -> None:
    registry, proposals, confirm = filed(database, TITLES)
    before = registry.revision()
    confirm("bus", {"title": "Rufbus auf dem Land"}, "mueller")
    assert registry.heads(["bus"])["bus"].title == "Rufbus auf dem Land"
    assert registry.revision() == before + 1
    assert proposals.confirmed("bus") == {"title": "Rufbus auf dem Land"}
    assert [p.text for p in registry.passages_of(["bus"])["bus"]] == [p.text for p in read().passages]


def test_the_next_sync_finds_exactly_what_the_confirmation_has_written(database: Engine) -> None:
    registry, proposals, confirm = filed(database)
    confirm("bus", {"title": "Rufbus", "municipality": SOEST}, "mueller")
    confirm("bus", {"kind": "case_study", "municipality.population": 47_000, "as_of": None}, "schmidt")
    written = read(proposals.confirmed_all()["bus"])
    assert registry.known()["bus"].digest == written.digest
    assert registry.heads(["bus"])["bus"] == written.meta
    assert registry.passages_of(["bus"])["bus"] == written.passages


def test_what_was_not_chosen_is_not_proposed_again_for_the_same_words(database: Engine) -> None:
    registry, proposals, confirm = filed(database, TITLES)
    confirm("bus", {"title": "Rufbus auf dem Land"}, "mueller")
    new = Proposal("title", "Der Rufbus", "Der Rufbus: ein Bericht")
    same = Proposal("title", "Rufbus auf dem Land", "Rufbus auf dem Land: ein Bericht")
    again = FiledDocument(read(proposals.confirmed("bus")), "bus.docx")
    registry.apply("folder:a", [again], beside=lambda c, _: proposals.replace(c, "bus", (*TITLES, same, new)))
    assert proposals.of("bus") == (new,)


def test_a_rejected_proposal_stays_away_and_the_others_stay(database: Engine) -> None:
    registry, proposals, _ = filed(database, TITLES)
    proposals.reject("bus", TITLES[0], "mueller")
    proposals.reject("bus", TITLES[0], "schmidt")  # a second click harms nothing
    assert proposals.of("bus") == TITLES[1:]
    registry.apply("folder:a", beside=lambda c, _: proposals.replace(c, "bus", TITLES))
    assert proposals.of("bus") == TITLES[1:]
    assert proposals.open() == {"bus": 1}


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"kind": "case_study"}, "Kopf", "eine Fallstudie braucht das Feld municipality"),
        ({"kind": "funding"}, "Kopf", "ein Förderprogramm braucht das Feld funding"),
        ({"funding.deadline": "2025-01-31"}, "funding.level", "fehlt"),
        ({"as_of": "gestern"}, "as_of", "hat nicht die verlangte Form"),
        ({"valid_until": "2025-02-30"}, "valid_until", "ist kein gültiges Datum"),
        ({"topics": ["autos"]}, "topics.0", "muss eines sein von 'beteiligung'"),
        ({"title": " \x00 "}, "title", "fehlt"),
        ({"superseded_by": "bus"}, "superseded_by", "ein Dokument kann sich nicht selbst ersetzen"),
        ({"id": "bahn"}, "id", "lässt sich hier nicht ändern"),
        ({"sources": []}, "sources", "lässt sich hier nicht ändern"),
        ({"farbe": "rot"}, "farbe", "ist kein bekanntes Feld"),
    ],
)  # fmt: skip
def test_what_makes_no_head_is_refused_in_words_and_changes_nothing(
    engine: Engine, values: dict[str, object], field: str, reason: str
) -> None:
    registry, proposals, confirm = filed(engine, TITLES)
    before = state(registry)
    with pytest.raises(DocumentInvalid) as refused:
        confirm("bus", {"summary": "Auch das nicht.", **values}, "mueller")
    assert any(p.field == field and p.reason.startswith(reason) for p in refused.value.problems)
    assert state(registry) == before
    assert (proposals.confirmed("bus"), proposals.of("bus")) == ({}, TITLES)


def test_parts_of_funding_can_be_confirmed_one_by_one_once_its_level_is_known(engine: Engine) -> None:
    registry, _, confirm = filed(engine)
    for values in ({"funding.level": "land"}, {"funding.deadline": "2025-01-31"}, {"kind": "funding"}):
        confirm("bus", values, "mueller")
    funding = registry.heads(["bus"])["bus"].funding
    assert funding is not None
    assert (funding.level, funding.status, str(funding.deadline)) == ("land", "unbekannt", "2025-01-31")


def test_a_place_confirmed_as_a_whole_takes_the_place_of_its_parts(engine: Engine) -> None:
    registry, proposals, confirm = filed(engine)
    confirm("bus", {"municipality": SOEST, "municipality.population": 47_000}, "mueller")
    confirm("bus", {"municipality": {**SOEST, "name": "Stadt Soest"}}, "mueller")
    place = registry.heads(["bus"])["bus"].municipality
    assert place is not None
    assert (place.name, place.population) == ("Stadt Soest", None)
    assert set(proposals.confirmed("bus")) == {"municipality"}


def test_confirmed_values_survive_that_the_document_goes_and_comes_back(engine: Engine) -> None:
    registry, proposals, confirm = filed(engine, TITLES)
    confirm("bus", {"as_of": "2025-03"}, "mueller")
    registry.apply("folder:a", removed=["bus"], beside=lambda c, _: proposals.forget(c, "bus"))
    assert proposals.of("bus") == ()  # its words are gone with it
    back = read(proposals.confirmed_all()["bus"])
    registry.apply("folder:a", [FiledDocument(back, "bus.docx")])
    assert registry.heads(["bus"])["bus"].as_of == "2025-03"


def test_a_document_that_is_gone_is_named(engine: Engine) -> None:
    _, _, confirm = filed(engine)
    with pytest.raises(DocumentInvalid, match="bahn: Dokument: gibt es nicht mehr"):
        confirm("bahn", {"title": "Bahn"}, "mueller")


def test_a_sync_that_comes_in_between_is_not_overwritten(engine: Engine) -> None:
    registry, proposals, _ = filed(engine)
    newer = replace(read(), digest=digest_with("cd" * 32, {}), passages=split(read().meta, SECTIONS[:2]))
    once: list[object] = [FiledDocument(newer, "bus.docx")]

    class Meanwhile(Registry):
        def apply(self, *arguments: object, **named: object) -> int:
            if once:
                super().apply("folder:a", [once.pop()])  # type: ignore[list-item]
            return super().apply(*arguments, **named)  # type: ignore[arg-type]

    Confirming(Meanwhile(engine), proposals)("bus", {"title": "Rufbus"}, "mueller")
    assert registry.heads(["bus"])["bus"].title == "Rufbus"
    assert len(registry.passages_of(["bus"])["bus"]) == len(newer.passages)
    assert registry.known()["bus"].digest[:32] == "cd" * 16


def test_what_a_rollback_or_an_earlier_sync_has_overwritten_is_put_back(engine: Engine) -> None:
    registry, proposals, confirm = filed(engine)
    confirm("bus", {"title": "Rufbus", "as_of": "2025-03"}, "mueller")
    right = state(registry)
    registry.apply("folder:a", [FiledDocument(read(), "bus.docx")])
    assert registry.heads(["bus"])["bus"].title == "bus.docx"
    assert confirm.again(["bus", "bahn"]) == ("bus",)
    assert state(registry) == right
    assert (confirm.again(["bus"]), proposals.confirmed("bus")) == ((), {"title": "Rufbus", "as_of": "2025-03"})


def test_an_older_head_that_cannot_hold_what_was_confirmed_stays_as_it_is(engine: Engine) -> None:
    registry, _, confirm = filed(engine)
    told = {"level": "bund", "status": "laufend"}
    funded = replace(read(), meta=checked_head("bus", {"id": "bus", "kind": "page", "title": "Bus", "funding": told}))
    registry.apply("folder:a", [FiledDocument(funded, "bus.docx")])
    confirm("bus", {"funding.deadline": "2025-01-31"}, "mueller")
    registry.apply("folder:a", [FiledDocument(read(), "bus.docx")])  # it tells of no funding
    before = state(registry)
    assert confirm.again(["bus"]) == ()
    assert state(registry) == before


def test_typed_values_are_cleaned_before_they_are_kept(database: Engine) -> None:
    registry, _, confirm = filed(database)
    confirm("bus", {"title": " Ruf\x00bus \ud800 für\nalle ", "technologies": ["App\x07"]}, "mueller")
    head = registry.heads(["bus"])["bus"]
    assert (head.title, head.technologies) == ("Ruf bus für alle", ("App",))


def test_confirming_leaves_unchanged_passages_alone_unless_their_context_changes(engine: Engine) -> None:
    registry, _, confirm = filed(engine)
    ids = registry.passage_ids()
    confirm("bus", {"valid_until": "2027-01-01", "summary": "Ein Bus."}, "mueller")
    assert registry.passage_ids() == ids
    confirm("bus", {"technologies": ["LoRaWAN"]}, "mueller")
    assert not registry.passage_ids() & ids
