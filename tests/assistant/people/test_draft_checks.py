"""A draft is released only with figures that its sources tell, from sources that are alive; own words stay free."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from assistant.people.cited import CitedSource, CitedText
from assistant.people.draft_checks import PROPOSED, findings_of, own_words
from assistant.people.findings import Finding, Rule
from assistant.people.said import sentences_of
from assistant.people.standing import Standing
from knowledge.documents import Document

TODAY = date(2025, 11, 1)
BUS = (
    "Der Rufbus kostete 2023 genau 1.200 Euro im Monat. Frau Dr. Eva Lang leitet ihn seit dem 4. Mai 2021. "
    "Mehr als zehn Orte fahren mit, Auskunft gibt www.rufbus.example/info."
)
GRANT = "Das Programm zahlt bis zu 75 Prozent der Kosten."


@pytest.fixture
def bus(read_document: Callable[..., Document]) -> Document:
    return read_document("bus", BUS)


def cited(document: Document, n: int = 1) -> CitedSource:
    meta, passage = document.meta, document.passages[0]
    digest = Standing(meta, document.passages).digest
    return CitedSource(
        n, meta.id, passage.id, meta.kind, meta.title, "", "SLD", None, meta.as_of, False, passage.text, digest
    )  # fmt: skip


def check(text: str, sources: Iterable[CitedSource] = (), *documents: Document) -> tuple[Finding, ...]:
    now = {one.id: Standing(one.meta, one.passages) for one in documents}
    return findings_of(CitedText(text, tuple(sources)), now, TODAY)


def rules(found: Iterable[Finding]) -> list[tuple[Rule, bool]]:
    return [(one.rule, one.stops) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Damen und Herren,\nvielen Dank für Ihre Frage. Gern helfen wir Ihnen weiter.",
        "Zu Frage 2: Was kostet ein Rufbus für 8.000 Einwohner?",
        "1. Sprechen Sie mit Ihrem Rat.\n2. Planen Sie klein.",
        "Viel Erfolg! Ihre Beratung",
    ],
)
def test_own_words_without_facts_need_no_source_and_no_warning(text: str) -> None:
    assert check(text) == ()
    assert all(own_words(one) for one in sentences_of(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ein Rufbus kostet 1.200 Euro im Monat.", "1.200 Euro"),
        ("Die Frist endet am 30. Juni 2026.", "30. Juni 2026"),
        ("Das Programm läuft seit 2021.", "2021"),
        ("Der Zuschuss beträgt 75 %.", "75 %"),
        ("Maßgeblich ist § 5 der Gemeindeordnung.", "5"),
        ("Der Umbau kostete zwei Millionen Euro.", "zwei Millionen Euro"),
    ],
)
def test_a_figure_or_date_without_a_source_stops_the_draft_and_is_named(text: str, found: str) -> None:
    (finding,) = check(f"Guten Tag. {text}")
    assert (finding.rule, finding.stops, finding.sentence) == (
        Rule.UNCITED,
        True,
        sentences_of(f"Guten Tag. {text}")[1],
    )
    assert f"„{found}“" in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Ich rufe Sie am 12. Dezember an.",
        "Wir bieten Ihnen 30 Minuten Beratung an.",
        "Drei Kommunen haben das versucht.",
    ],
)
def test_own_offers_and_counts_in_words_are_only_to_be_confirmed(text: str) -> None:
    assert rules(check(text)) == [(Rule.UNCITED, False)]


def test_a_place_without_a_source_is_to_be_confirmed() -> None:
    (finding,) = check("In Fulda hat sich das bewährt.")
    assert (finding.rule, finding.stops) == (Rule.NAME, False)
    assert "Fulda" in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Der Rufbus kostete 2023 genau 1.200 Euro im Monat. [1]",
        "Rechnen Sie mit 1200 € im Monat, so viel kostete der Rufbus 2023 [1].",
        "„Der Rufbus kostete 2023 genau 1.200 Euro im Monat.“ [1]",
        "Das ist gut belegt. Der Rufbus kostete 1.200 Euro im Monat. [1]",
    ],
)
def test_what_the_cited_passage_tells_passes_in_its_words_and_in_others(text: str, bus: Document) -> None:
    assert check(text, [cited(bus)], bus) == ()


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("Der Rufbus kostete 1.300 Euro im Monat. [1]", Rule.FIGURE, "1.300 Euro"),
        ("Der Rufbus kostete im März 2022 viel. [1]", Rule.DATE, "März 2022"),
        ("Er fährt in 14 Orten. Der Rufbus kostete 1.200 Euro im Monat. [1]", Rule.FIGURE, "14"),
    ],
)
def test_a_figure_or_date_that_no_cited_passage_tells_stops_the_draft(
    text: str, rule: Rule, found: str, bus: Document
) -> None:
    (finding,) = check(text, [cited(bus)], bus)
    assert (finding.rule, finding.stops) == (rule, True)
    assert f"„{found}“" in finding.text


def test_the_figure_may_stand_in_any_source_of_the_sentence(
    bus: Document, read_document: Callable[..., Document]
) -> None:
    other = read_document("bahn", "Die Bahn kostete 1.300 Euro im Monat.")
    assert check("Die Bahn kostete 1.300 Euro im Monat. [1][2]", [cited(bus), cited(other, 2)], bus, other) == ()


def test_a_figure_told_of_something_else_is_to_be_confirmed(bus: Document) -> None:
    assert rules(check("Der Rufbus kostete 1.200 Euro im Jahr. [1]", [cited(bus)], bus)) == [(Rule.CONTEXT, False)]


def test_a_mark_without_a_source_stops_the_draft(bus: Document) -> None:
    found = check("Der Rufbus lohnt sich. [1][4]", [cited(bus)], bus)
    assert rules(found) == [(Rule.MARK, True)]
    assert "[4]" in found[0].text


def test_an_empty_draft_and_a_proposal_left_as_it_is_are_not_released() -> None:
    assert rules(check(" \n ")) == [(Rule.EMPTY, True)]
    assert rules(check(f"{PROPOSED}\nGern.")) == [(Rule.PROPOSAL, True)]


def test_a_source_that_was_deleted_stops_the_draft(bus: Document) -> None:
    assert rules(check("Der Rufbus lohnt sich. [1]", [cited(bus)])) == [(Rule.GONE, True)]


def test_a_source_that_no_sentence_cites_is_no_concern(bus: Document) -> None:
    assert check("Gern.", [cited(bus)]) == ()


def test_a_passage_that_says_something_else_now_stops_the_draft(
    bus: Document, read_document: Callable[..., Document]
) -> None:
    changed = read_document("bus", BUS.replace("1.200", "1.400"))
    assert rules(check("Der Rufbus lohnt sich. [1]", [cited(bus)], changed)) == [(Rule.MOVED, True)]


def test_a_document_that_changed_elsewhere_is_to_be_looked_at(
    bus: Document, read_document: Callable[..., Document]
) -> None:
    longer = read_document("bus", f"{BUS}\n\n## Neues\n\nDer Bus wird eingestellt.")
    assert rules(check("Der Rufbus lohnt sich. [1]", [cited(bus)], longer)) == [(Rule.CHANGED, False)]
    unknown = replace(cited(bus), digest="")
    assert check("Der Rufbus lohnt sich. [1]", [unknown], longer) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Programm zahlt bis zu 75 Prozent der Kosten. [1]", [(Rule.CLOSED, True)]),
        ("Das Programm ist geschlossen. Es zahlte viel. [1]", []),
        ("Das Programm nimmt keine Anträge mehr an. [1]", []),
    ],
)
def test_a_closed_call_may_only_be_shown_as_closed(
    text: str, expected: list[tuple[Rule, bool]], read_document: Callable[..., Document]
) -> None:
    terms = {"level": "bund", "status": "laufend", "deadline": "2025-10-31"}
    call = read_document("ruf", GRANT, kind="funding", funding=terms)
    assert rules(check(text, [cited(call)], call)) == expected


def test_a_call_that_is_still_open_passes(read_document: Callable[..., Document]) -> None:
    terms = {"level": "bund", "status": "laufend", "deadline": "2025-11-01"}
    call = read_document("ruf", GRANT, kind="funding", funding=terms)
    assert check(f"{GRANT} [1]", [cited(call)], call) == ()


def test_an_old_source_is_to_be_confirmed(read_document: Callable[..., Document]) -> None:
    old = read_document("alt", "Der Bus fährt.", as_of="2019")
    (finding,) = check("Der Bus fährt. [1]", [cited(old)], old)
    assert (finding.rule, finding.stops) == (Rule.STALE, False)
    assert "Stand 2019" in finding.text


def test_a_source_that_has_ended_is_to_be_confirmed(read_document: Callable[..., Document]) -> None:
    ended = read_document("alt", "Der Bus fährt.", as_of="2019", valid_until="2024-12-31")
    (finding,) = check("Der Bus fährt. [1]", [cited(ended)], ended)
    assert (finding.rule, finding.stops) == (Rule.ENDED, False)
    assert "galt bis 31. Dezember 2024. Prüfen Sie, was seither gilt." in finding.text


def test_an_address_that_no_source_holds_is_to_be_confirmed(bus: Document) -> None:
    text = "Mehr auf www.rufbus.example/info. [1]\nSchreiben Sie an bus@hof.example."
    (finding,) = check(text, [cited(bus)], bus)
    assert (finding.rule, finding.stops) == (Rule.ADDRESS, False)
    assert "bus@hof.example" in finding.text


def test_personal_data_is_to_be_confirmed_unless_the_source_says_it_in_the_same_words(bus: Document) -> None:
    assert rules(check("Bitte wenden Sie sich an Frau Dr. Eva Lang.")) == [(Rule.PERSONAL, False)]
    assert check("Frau Dr. Eva Lang leitet ihn seit dem 4. Mai 2021. [1]", [cited(bus)], bus) == ()


def test_every_finding_says_what_to_do() -> None:
    found = check("Der Bus kostet 12 Euro.\nEr fährt. [3] Mail: a@b.example. Frau Lang hilft.")
    assert {one.rule for one in found} == {Rule.UNCITED, Rule.MARK, Rule.ADDRESS, Rule.PERSONAL}
    assert all("{" not in one.text and one.text.endswith(".") for one in found)
