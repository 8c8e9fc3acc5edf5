"""The head of a document says what it must, and nothing it may not."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.documents import FrontMatter, document_of, passage_id

PAGE: Mapping[str, Any] = {"id": "seite", "kind": "page", "title": "Seite"}
PLACE: Mapping[str, Any] = {"name": "Soest", "state": "NW", "type": "mittelstadt", "population": 47_514}
GRANT: Mapping[str, Any] = {"level": "land", "states": ["NW", "HE"], "status": "laufend"}


def head(**values: object) -> FrontMatter:
    return FrontMatter.model_validate({**PAGE, **values})


def test_a_head_needs_only_id_kind_and_title() -> None:
    assert head().title == "Seite"


def test_a_head_survives_its_way_through_the_database() -> None:
    written = head(
        kind="case_study", municipality=PLACE, as_of="2025-05", topics=["lorawan-iot"], questions=["Wie heiß?"],
        sources=[{"title": "Bericht „Klima“", "url": "https://example.org/ä", "publisher": "Stadt"}],
    )  # fmt: skip
    assert FrontMatter.model_validate_json(written.model_dump_json()) == written


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "roman"}, "kind"),
        ({"title": "  "}, "title"),
        ({"topics": ["quatsch"]}, "topics"),
        ({"phases": ["traum"]}, "phases"),
        ({"farbe": "blau"}, "farbe"),
        ({"id": ""}, "id"),
        ({"id": "-vorn"}, "id"),
        ({"id": "a/b"}, "id"),
        ({"id": "a~b"}, "id"),
        ({"id": "a b"}, "id"),
        ({"id": "a\n"}, "id"),
        ({"id": "a" * 201}, "id"),
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": 'https://example.org/"onclick'}, "url"),
        ({"cost_eur": -1}, "cost_eur"),
        ({"sources": [{"title": "A", "publisher": "B"}]}, "sources"),
        ({"municipality": {**PLACE, "state": "XX"}}, "municipality"),
        ({"municipality": {**PLACE, "type": "weiler"}}, "municipality"),
        ({"municipality": {**PLACE, "population": 0}}, "municipality"),
        ({"funding": {**GRANT, "status": "bald"}}, "funding"),
        ({"funding": {**GRANT, "deadline": "gestern"}}, "funding"),
    ],
)
def test_a_wrong_head_is_refused_and_the_field_named(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        head(**wrong)
    assert {error["loc"][0] for error in caught.value.errors()} == {field}


@pytest.mark.parametrize("stamp", ["2024", "2024-05", "2024-05-17"])
def test_a_date_may_be_a_year_a_month_or_a_day(stamp: str) -> None:
    assert head(as_of=stamp).as_of == stamp


@pytest.mark.parametrize("stamp", ["24", "2024-13", "2024-00", "2024-5", "2024-05-99", "2024-02-31", "Mai 2024", True])
def test_a_day_that_no_calendar_has_is_refused(stamp: object) -> None:
    with pytest.raises(ValidationError):
        head(as_of=stamp)


def test_a_case_study_needs_its_municipality_and_a_programme_its_terms() -> None:
    with pytest.raises(ValidationError, match="municipality"):
        head(kind="case_study")
    with pytest.raises(ValidationError, match="funding"):
        head(kind="funding")
    assert head(kind="case_study", municipality=PLACE).municipality is not None
    assert head(kind="funding", funding=GRANT).funding is not None


def test_the_context_names_what_a_passage_does_not_say_itself() -> None:
    case = head(kind="case_study", municipality=PLACE, technologies=["LoRaWAN"], funding_programs=["Modellregionen"])
    assert case.context == "Seite · Soest · Nordrhein-Westfalen · Modellregionen · LoRaWAN"
    assert head(kind="funding", funding=GRANT).context == "Seite · Nordrhein-Westfalen · Hessen"


def test_equal_passage_ids_mean_equal_content() -> None:
    base = (head(), ("Ziel",), "Text.", ())
    others = [
        (head(id="andere"), ("Ziel",), "Text.", ()),
        (head(title="Anders"), ("Ziel",), "Text.", ()),
        (head(), ("Ziel", ""), "Text.", ()),
        (head(), ("Zielx",), "Text.", ()),
        (head(), ("Ziel",), "Text!", ()),
        (head(), ("Ziel",), "Text.", "again"),
    ]
    assert passage_id(*base) == passage_id(*base)
    assert passage_id(*base) not in {passage_id(*other) for other in others}
    assert document_of(passage_id(*base)) == "seite"
