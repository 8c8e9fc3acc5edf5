"""Names are found where they stand, and numbers of inhabitants are read as people write them."""

import pytest

from knowledge.places import Gazetteer, Place, inhabitants_at, starter


def test_a_mention_says_where_it_stands() -> None:
    text = "Was hat Linz am Rhein in Rheinland-Pfalz gezählt?"
    assert [text[m.start : m.end] for m in starter().mentions(text)] == ["Linz am Rhein", "Rheinland-Pfalz"]


def test_a_full_name_is_a_place_even_when_its_short_form_is_a_common_word() -> None:
    buchen = Place("Buchen (Odenwald)", "BW", 18_000, common_word=True)
    places = Gazetteer([("Buchen (Odenwald)", buchen), ("Buchen", buchen)])
    assert [m.words for m in places.mentions("Wie buchen wir? Parken wie Buchen (Odenwald)")] == [
        ("buchen", "odenwald")
    ]


def test_a_much_larger_place_leaves_no_doubt_and_its_equals_do() -> None:
    (muenster,) = starter().mentions("in Münster")
    (muehlhausen,) = starter().mentions("in Mühlhausen")
    assert len(muenster.rivals) == 1
    assert muenster.states == {"NW"}
    assert muehlhausen.states == {"TH", "BW"}


def test_states_are_told_from_municipalities() -> None:
    said = starter().mentions("Hessen, Nordhessen und Fulda")
    assert [mention.is_state for mention in said] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8.000 Einwohner", 8000),
        ("8 000 Einwohnern", 8000),
        ("4500 EW", 4500),
        ("24 Tsd. Einwohner", 24_000),
        ("3,5 Tausend Menschen", 3500),
        ("8,000 inhabitants", 8000),
        ("12.000 Euro", None),
        ("3 Leute", None),
    ],
)
def test_inhabitants_are_read_as_they_are_written(text: str, number: int | None) -> None:
    found = inhabitants_at(text, 0)
    assert (found and found[0]) == number


def test_what_a_question_tells_of_its_asker_lifts_the_search() -> None:
    own = starter().own("Wir sind eine Gemeinde in Bayern mit 4.500 Einwohnern. Was kostet der Rufbus in Hof?")
    assert (own.state, own.population) == ("BY", 4500)
