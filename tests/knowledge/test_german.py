"""A word is found however German people write it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import STARTER_FOLDER
from knowledge.german import analyse, clean, content_words, grams, stem, words

ANY_TEXT = st.text() | st.text(alphabet="aäbeßüöÜSsIinN:*_/- .0123456789&'’\u00ad\u200b§,")
TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def stems_of(text: str) -> list[str]:
    return analyse(text)[0]


def grams_of(text: str) -> set[str]:
    return set(analyse(text)[1])


@given(ANY_TEXT)
def test_no_text_is_too_strange_to_analyse(text: str) -> None:
    stems, found = analyse(text)
    assert all(stems)
    assert all(found)
    assert stems == [stem(word) for word in content_words(text)]


@given(ANY_TEXT)
def test_words_are_lower_case_and_hold_no_space(text: str) -> None:
    assert [word for word in words(text) if word != word.lower() or len(word.split()) != 1] == []


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="abcäöüß", min_size=1, max_size=30))
def test_grams_of_a_word_cover_all_of_it(word: str) -> None:
    found = grams(word)
    assert found[0].startswith("_")
    assert found[-1].endswith("_")
    assert all(later[:-1] == earlier[1:] for earlier, later in pairwise(found))


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\U000e0041"])
def test_invisible_characters_hide_nothing(invisible: str) -> None:
    assert clean(f"Bürger{invisible}bus") == "Bürgerbus"


@pytest.mark.parametrize(
    ("word", "transcribed"),
    [
        ("Bürger", "Buerger"), ("Förderung", "Foerderung"), ("Städte", "Staedte"), ("Straße", "Strasse"),
        ("Gebühren", "Gebuehren"), ("Ämter", "Aemter"), ("Maßnahmen", "Massnahmen"), ("Fußgänger", "Fussgaenger"),
        ("Gebäude", "Gebaeude"), ("Öl", "Oel"), ("STRASSE", "Straße"), ("grün", "gruen"), ("Größe", "Groesse"),
    ],
)  # fmt: skip
def test_a_transcribed_word_has_the_same_stem_and_grams(word: str, transcribed: str) -> None:
    assert analyse(word) == analyse(transcribed)


def test_every_word_of_the_starter_corpus_has_the_grams_of_its_transcription() -> None:
    texts = [path.read_text(encoding="utf-8") for path in STARTER_FOLDER.glob("*.md")]
    found = {word for text in texts for word in content_words(text) if word.translate(TRANSCRIBED) != word}
    assert len(found) > 1_000
    assert sorted(word for word in found if grams(word) != grams(word.translate(TRANSCRIBED))) == []


def test_a_question_typed_without_umlauts_asks_the_same() -> None:
    asked = "Können wir für den Bürgerbus überhaupt eine Förderung bekommen?"
    assert analyse("Koennen wir fuer den Buergerbus ueberhaupt eine Foerderung bekommen?") == analyse(asked)


@pytest.mark.parametrize(
    "written",
    ["Bürger:innen", "Bürger*innen", "Bürger_innen", "BürgerInnen", "Bürger/-innen", "Bürger/innen", "BÜRGER*INNEN"],
)
def test_every_gender_form_counts_as_the_word(written: str) -> None:
    assert analyse(f"Beteiligung der {written} vor Ort") == analyse("Beteiligung der Bürger vor Ort")


@pytest.mark.parametrize("untouched", ["Berlin", "Innenstadt", "Verein", "Stein", "Termin", "LINIE"])
def test_a_word_that_merely_looks_gendered_stays(untouched: str) -> None:
    assert words(untouched) == [untouched.lower()]


@pytest.mark.parametrize(
    ("hyphenated", "joined"),
    [
        ("Smart-City-Strategie", "Smartcitystrategie"),
        ("Online-Zugangsgesetz", "Onlinezugangsgesetz"),
        ("Breitband\u2011Ausbau", "Breitbandausbau"),
        ("E-Government", "Egovernment"),
    ],
)
def test_a_hyphenated_compound_shares_all_grams_with_the_joined_word(hyphenated: str, joined: str) -> None:
    assert set(grams(joined.lower())) <= grams_of(hyphenated)


def test_the_parts_of_a_compound_are_found_alone() -> None:
    assert set(stems_of("Klima Anpassung")) <= set(stems_of("Klima-Anpassung"))
    assert len(grams_of("Bürgerbus") & grams_of("Bürger")) >= 3


@pytest.mark.parametrize("written", ["1.200", "1 200", "1\u202f200", "1\u00a0200"])
def test_a_number_is_the_same_with_and_without_thousands_marks(written: str) -> None:
    assert words(f"{written} Euro") == ["1200", "euro"]


@pytest.mark.parametrize("kept", ["3.5", "2,5", "01.05.2024", "192.168.100.200"])
def test_points_that_mark_no_thousands_stay(kept: str) -> None:
    assert words(kept) == [kept]


@pytest.mark.parametrize(
    ("text", "term"), [("§ 27a", "27a"), ("5G", "5g"), ("OZG 2.0", "2.0"), ("OZG 2.0", "ozg"), ("KI", "ki")]
)
def test_short_terms_of_administration_survive(text: str, term: str) -> None:
    assert term in stems_of(f"Was gilt nach {text} für uns?")


def test_words_that_say_nothing_are_left_out() -> None:
    assert analyse("Wie ist das denn so bei uns?") == ([], [])
