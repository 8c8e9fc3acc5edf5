"""Nuggets: however a number or a compound is written, it is the same; and another number is another."""

import pytest

from evals.nuggets import nugget_found


@pytest.mark.parametrize(
    ("nugget", "text"),
    [
        ("2,5 Mio. Euro", "Gefördert wurde mit 2.500.000 Euro."),
        ("2.500.000 Euro", "Gefördert wurde mit 2,5 Millionen Euro."),
        ("zwei Millionen Euro", "Es kostete 2 Mio. €."),
        ("1.000.000 Menschen", "Dort lebt eine Million Menschen."),
        ("20 Sensoren", "Zwanzig Sensoren wurden verbaut."),
        ("fünfundzwanzig Dörfer", "Es waren 25 Dörfer."),
        ("50 Tausend Euro", "Der Preis betrug 50.000 Euro."),
        ("Onlinebauantrag", "Der Kreis führte den Online-Bauantrag ein."),
        ("Online-Bauantrag", "Der Kreis führte den Onlinebauantrag ein."),
        ("2,5 bis 3 Millionen Euro", "Man rechnet mit 2,5 bis 3 Mio. Euro."),
        ("1,2 Milliarden Euro", "Der Bund gab 1.200.000.000 Euro."),
    ],
)
def test_the_same_said_otherwise_is_found(nugget: str, text: str) -> None:
    assert nugget_found(nugget, text)


@pytest.mark.parametrize(
    ("nugget", "text"),
    [
        ("2,5 Mio. Euro", "Gefördert wurde mit 250.000 Euro."),
        ("2 Euro", "Gefördert wurde mit 2.000.000 Euro."),
        ("20 Euro", "Der Preis betrug 20.000 Euro."),
        ("21 Millionen Euro", "Der Preis betrug 21 Euro."),
        ("zwanzig Sensoren", "Es wurden 21 Sensoren verbaut."),
        ("ein Sensor misst den Pegel", "Einer misst die Temperatur."),
    ],
)
def test_something_else_is_not_found(nugget: str, text: str) -> None:
    assert not nugget_found(nugget, text)
