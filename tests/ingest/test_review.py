"""Editors see what needs care, why, and what to do; what is in order is not on the list."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from ingest.proposals import Proposals
from ingest.proposing.proposal import Proposal
from ingest.review import AHEAD, SOON, Counts, Row, review
from ingest.reviewing import reviewed
from ingest.web.cited import Link, LinkState
from ingest.web.kept_links import KeptLinks
from knowledge.documents import Document, FrontMatter
from knowledge.freshness import STALE_AFTER_YEARS, is_stale
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument

TODAY = date(2026, 7, 31)
DAYS = st.dates(date(2015, 1, 1), date(2032, 1, 1))


def head(key: str = "seite", /, **values: object) -> FrontMatter:
    return FrontMatter.model_validate({"id": key, "kind": "page", "title": key.title(), "as_of": "2026-05", **values})


def rows(*heads: FrontMatter, counts: Counts | None = None, today: date = TODAY) -> tuple[Row, ...]:
    return review({one.id: one for one in heads}, {}, today, counts)


def codes(*heads: FrontMatter, today: date = TODAY) -> dict[str, list[str]]:
    return {row.document: [reason.code for reason in row.reasons] for row in rows(*heads, today=today)}


def test_a_document_in_order_is_not_on_the_list() -> None:
    assert codes(head(), head("regel", valid_until="2027-01-01", superseded_by=None)) == {}


def programme(status: str, deadline: str) -> FrontMatter:
    terms = {"level": "bund", "status": status, "deadline": deadline}
    return head("foerderung", kind="funding", funding=terms)


@pytest.mark.parametrize(
    ("one", "code", "text"),
    [
        (head(as_of=None), "undated", "Ohne Stand"),
        (head(as_of="2023-06"), "stale", "Stand Juni 2023, älter als 3 Jahre"),
        (head(as_of="2023-09"), "ages", "bald älter als 3 Jahre"),
        (head(valid_until="2026-07-30"), "ended", "Galt bis 30. Juli 2026"),
        (head(valid_until="2026-07-31"), "ends_soon", "Gilt nur noch bis 31. Juli 2026"),
        (head(superseded_by="weg"), "successor_missing", "Nachfolger „weg“ fehlt"),
        (programme("laufend", "2026-07-30"), "deadline", "war am 30. Juli 2026, der Status ist aber „läuft“"),
        (programme("angekuendigt", "2026-07-30"), "deadline", "der Status ist aber „angekündigt“"),
    ],
)
def test_what_needs_care_is_listed_with_its_reason(one: FrontMatter, code: str, text: str) -> None:
    (row,) = rows(one)
    assert [reason.code for reason in row.reasons] == [code]
    assert text in row.reasons[0].text


@pytest.mark.parametrize("status", ["geschlossen", "unbekannt"])
def test_a_programme_that_does_not_claim_to_run_needs_no_care_for_its_deadline(status: str) -> None:
    assert codes(programme(status, "2026-07-30")) == {}
    assert codes(programme("laufend", "2026-07-31")) == {}


def test_a_replaced_document_does_not_grow_old_while_its_successor_is_there() -> None:
    old = head("alt", as_of="2010", valid_until="2020-01-01", superseded_by="neu")
    assert codes(old, head("neu")) == {}
    assert codes(old) == {"alt": ["ended", "successor_missing", "stale"]}


@given(st.sampled_from(sorted(STALE_AFTER_YEARS)), DAYS, DAYS)
def test_whoever_looks_once_a_quarter_sees_each_document_before_answers_doubt_it(
    kind: str, as_of: date, today: date
) -> None:
    parts = {
        "case_study": {"municipality": {"name": "Soest", "state": "NW", "type": "mittelstadt"}},
        "funding": {"funding": {"level": "eu", "status": "unbekannt"}},
    }
    one = head(kind=kind, as_of=as_of.isoformat(), **parts.get(kind, {}))
    found = codes(one, today=today).get("seite", [])
    assert ("stale" in found) == is_stale(one, today)
    if is_stale(one, today + AHEAD):
        assert found


@given(DAYS, DAYS)
def test_an_end_is_announced_and_then_said(last_day: date, today: date) -> None:
    one = head(as_of=today.isoformat(), valid_until=last_day)
    found = codes(one, today=today).get("seite", [])
    expected = ["ended"] if last_day < today else ["ends_soon"] if last_day < today + SOON else []
    assert found == expected
    assert timedelta(days=0) < SOON


def test_what_answers_cite_most_comes_first_then_what_is_most_urgent() -> None:
    heads = [head("a", as_of=None), head("b", as_of=None), programme("laufend", "2026-01-01"), head("c")]
    counts = Counts(proposals={"c": 2}, cited={"b": 3, "foerderung": 3, "c": 9})
    assert [row.document for row in rows(*heads, counts=counts)] == ["c", "foerderung", "b", "a"]


def test_numbers_of_others_are_told_in_words() -> None:
    counts = Counts(proposals={"seite": 1}, quarantined={"seite": 2}, dead_links={"seite": 1})
    (row,) = rows(head(), counts=counts)
    assert [reason.text.partition(".")[0] for reason in row.reasons] == [
        "1 toter Link", "2 Abschnitte liegen in Quarantäne", "1 Feld hat offene Vorschläge",
    ]  # fmt: skip


def test_the_list_of_a_registry_counts_its_open_proposals(
    engine: Engine, read_document: Callable[..., Document]
) -> None:
    registry, proposals = Registry(engine), Proposals(engine)
    filed = [FiledDocument(read_document(key, as_of="2026-05-01"), key) for key in ("a", "b")]
    offered = (
        Proposal("topics", ["ki"], "KI"),
        Proposal("title", "KI", "KI"),
        Proposal("title", "KI im Rathaus", "KI"),
    )
    registry.apply("ordner", filed, beside=lambda c, _: proposals.replace(c, "b", offered))
    (row,) = reviewed(registry, TODAY)
    assert (row.document, row.source, row.reasons[0].text) == (
        "b", "ordner", "2 Felder haben offene Vorschläge. Bestätigen Sie, oder lehnen Sie ab.",
    )  # fmt: skip
    for one in offered:
        proposals.reject("b", one, "mueller")
    assert reviewed(registry, TODAY) == ()


def test_links_that_lead_nowhere_are_counted_and_a_short_outage_is_not(
    engine: Engine, read_document: Callable[..., Document]
) -> None:
    registry, links = Registry(engine), KeptLinks(engine)
    registry.apply("ordner", [FiledDocument(read_document("a", "Text.", as_of="2026-05-01", sources=3), "a")])
    states = ((LinkState.GONE, 1), (LinkState.UNREACHABLE, 3), (LinkState.UNREACHABLE, 2))
    for n, (state, failures) in enumerate(states, 1):
        links.keep(Link(f"https://example.org/a/{n}", datetime(2026, 7, 31, tzinfo=UTC), state, failures=failures))
    (row,) = reviewed(registry, TODAY)
    assert [reason.text for reason in row.reasons] == ["2 tote Links. Suchen Sie die neue Adresse."]
