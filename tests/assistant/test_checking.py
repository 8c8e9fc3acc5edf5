"""What a passage does not hold is never shown as a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking import supported, unsupported
from assistant.composing.draft import Drafted, Support
from knowledge.documents import FrontMatter, Passage
from knowledge.search import Hit

TEXT = "Der Rufbus kostete 2023 genau 1.200 Euro. Mehr unter https://example.org/bus oder bei bus@example.org."


def drafted(statement: str, passage: str = TEXT) -> Drafted:
    meta = FrontMatter(id="seite", kind="page", title="Seite")
    return Drafted(statement, (Support(Hit(Passage("seite~1", "seite", 0, (), passage), meta, 1.0)),))


@pytest.mark.parametrize(
    ("statement", "passage", "lacking"),
    [
        ("Das kostete 1200 Euro.", "Kosten: 1.200 Euro", set()),
        ("Das kostete 1.200 Euro.", "Kosten: 1200 Euro", set()),
        ("Es waren 1.250.000 Euro.", "Summe 1250000 Euro", set()),
        ("Es waren 3,5 Millionen.", "3,5 Millionen", set()),
        ("Der Ort hat keine Zahl.", "Hier steht auch keine.", set()),
        ("Von 2019 bis 2021.", "2019 begonnen, 2021 beendet", set()),
        ("Das kostete 1300 Euro.", "Kosten: 1.200 Euro", {"1300"}),
        ("Das kostete 12 Euro.", "Kosten: 1.200 Euro", {"12"}),
        ("Das kostete 1,2 Euro.", "Kosten: 1.200 Euro", {"1,2"}),
        ("Es waren 3,5 Millionen.", "35 Millionen", {"3,5"}),
        ("25 von 40 Prozent", "40 Prozent", {"25"}),
        ("Mehr: https://example.org/a", "Mehr: https://example.org/a", set()),
        ("Mehr: https://example.org/b", "Mehr: https://example.org/a", {"https://example.org/b"}),
        ("Mehr: www.example.com", "Mehr: www.example.org", {"www.example.com"}),
        ("Schreiben Sie an bus@example.com", "bus@example.org", {"bus@example.com"}),
        ("Seite https://example.org/2024", "https://example.org/2024", set()),
    ],
)
def test_figures_and_addresses_must_stand_in_the_passage(statement: str, passage: str, lacking: set[str]) -> None:
    assert unsupported(statement, passage) == lacking


@pytest.mark.parametrize(
    "statement", [TEXT, "Der Rufbus kostete 2023 genau 1.200 Euro.", "Mehr unter https://example.org/bus"]
)
def test_a_literal_quotation_stands(statement: str) -> None:
    assert supported(drafted(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "Der Rufbus kostete 2023 genau 1200 Euro.",
        "Ein Rufbus kostet immer 1.200 Euro.",
        "der rufbus kostete 2023 genau 1.200 Euro.",
        "Der Rufbus kostete 2024 genau 1.200 Euro.",
    ],
)
def test_what_is_not_literally_there_falls(statement: str) -> None:
    assert not supported(drafted(statement))


@given(st.lists(st.sampled_from(["Der", "Bus", "kostet", "1.200", "3,5", "2024", "www.a.de/1", "Euro."]), min_size=1))
def test_no_text_lacks_its_own_figures(said: list[str]) -> None:
    assert unsupported(" ".join(said), " ".join(said)) == set()
