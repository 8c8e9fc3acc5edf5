"""Plainer words by rules: shorter sentences and listed words, and nothing of what a statement says gets lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plain.keeping import changed
from assistant.plain.plain_words import WORDS
from assistant.plain.rules import simplified
from assistant.plain.splitting import split_sentences
from assistant.plain.wording import in_plain_words
from knowledge.registry import Registry
from knowledge.sentences import spans


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Ein Jahr später waren es über 2.070 Angemeldete; die Karte wuchs später auf 885.825 Bäume.",
            "Ein Jahr später waren es über 2.070 Angemeldete. Die Karte wuchs später auf 885.825 Bäume.",
        ),
        (
            "Gefragt sind neutrales Design und offener Datenaustausch – das sind auch die Prüffragen an ein Angebot.",
            "Gefragt sind neutrales Design und offener Datenaustausch. Das sind auch die Prüffragen an ein Angebot.",
        ),
        (
            "Die Standorte in Barnim müssen beweglich bleiben: Der Wagen in Britz wurde nach einem Jahr verlegt.",
            "Die Standorte in Barnim müssen beweglich bleiben. Der Wagen in Britz wurde nach einem Jahr verlegt.",
        ),
        (
            "Ende 2020 lagen im Landkreis 17 Pilotideen vor, doch wegen der Regeln wurden nur drei bestätigt.",
            "Ende 2020 lagen im Landkreis 17 Pilotideen vor. Doch wegen der Regeln wurden nur drei bestätigt.",
        ),
        (
            "Bei der Charta mussten die Leitlinien beachtet werden, und für die Umsetzung war ein Beschluss nötig.",
            "Bei der Charta mussten die Leitlinien beachtet werden. Für die Umsetzung war ein Beschluss nötig.",
        ),
        (
            "Der Antrag kostet ca. 3 Mio. €, z. B. für 1.200 EW, inkl. 19 % Steuer und bzgl. Art. 5.",
            "Der Antrag kostet etwa 3 Millionen Euro, zum Beispiel für 1.200 Einwohner, "
            "einschließlich 19 Prozent Steuer und bzgl. Artikel 5.",
        ),
        ("Derzeit verfügt die Stadt lediglich über einen Zähler.", "Zurzeit verfügt die Stadt nur über einen Zähler."),
        ("Das gilt nicht mehr (siehe unten).", "Das gilt nicht mehr."),
        ("Der Kreis erhielt dafür 25.000 Euro.", "Der Kreis bekam dafür 25.000 Euro."),
    ],
)
def test_a_statement_becomes_plainer(text: str, plain: str) -> None:
    assert simplified(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus fährt; er ist voll.",  # short enough
        "2021 waren es rund 137.100 Euro und 188 Tonnen; im Jahr darauf mehr als 247 Tonnen, davon 144 in Schulen.",
        "Wenn der Kreis zahlt, gibt das Land die Hälfte dazu; der Bund gibt dann auch etwas für die Gemeinden.",
        "Laut Stadt trägt der Verein die Kosten des Ladens; die Gemeinde gibt nur den Raum dafür her.",
        "Beteiligung krankt an drei Problemen: Es kommen immer dieselben, und die Ergebnisse fließen kaum ein.",
        "Die Stadt, die den Laden seit vielen Jahren betreibt, und der Kreis zahlen gemeinsam die Miete dafür.",
        "Der Rat sagt, dass der Kreis die Kosten des neuen Ladens trägt, und das Land hilft ihm dabei.",
        "Die App „Gemeinsam; der Ort redet mit und der Rat hört zu“ läuft seit dem Jahr 2021 in fünf Orten.",
        "Der Laden (der Verein betreibt ihn; das Dorf hilft ihm dabei) öffnete im Jahr 2021 nach langer Planung.",
        "Ist das Netz in allen Orten offen; dürfen auch andere Anbieter es nutzen und daran verdienen?",
        "Der Verein erhielt den Dorfladen, weil sich im Ort viele dafür einsetzten.",
        "Eine Leitung mit der Aufschrift „derzeit lediglich ca. 5 %“ liegt im Boden.",
        "Der Dorfladen öffnet – in Frauenau wie in Altengottern, wo der Rat es so wollte – rund um die Kirche.",
    ],
)
def test_what_cannot_be_split_or_said_otherwise_safely_stays(text: str) -> None:
    assert simplified(text) == text


def words(text: str) -> list[str]:
    return re.findall(r"[\w.,]*\w", text.lower())


def lost(before: list[str], after: list[str]) -> list[str]:
    """Return the words of `before` that `after`, read in the same order, leaves out."""
    left, missing = iter(after), []
    following = next(left, None)
    for word in before:
        if word == following:
            following = next(left, None)
        else:
            missing.append(word)
    return missing if following is None else ["another order"]


CLAUSES = st.sampled_from(
    [
        "Der Kreis Hof zahlt seit 2021 die Hälfte", "das Land gibt 3,4 Mio. Euro dazu", "er kostet ca. 1.200 €",
        "weil niemand hilft", "die Kinder fahren frei", "und", "davon 61 nach Ulm", "„Es geht; das ist gut“",
        "nicht vor dem 9. Juli", "gefördert wird nur das Netz", "wer mitmacht", "z. B. in Bad Belzig", "aber", "denn",
        "die das Netz nutzen können", "bereits 2022 waren es 40 Prozent", "doch das Dorf bleibt ohne Bus",
        "es soll bis zu 5 km reichen", "Frau Lang verfügt über kein Auto",
    ]
)  # fmt: skip
JOINTS = st.sampled_from(["; ", ", ", ", und ", ", aber ", " – ", ": ", ". ", " "])
TEXTS = st.lists(st.tuples(CLAUSES, JOINTS), min_size=1, max_size=7).map(
    lambda parts: "".join(clause + joint for clause, joint in parts)[:-2].strip() + "."
)


@given(text=st.one_of(TEXTS, st.text(max_size=120)))
def test_splitting_loses_no_word_but_and(text: str) -> None:
    assert set(lost(words(text), words(split_sentences(text)))) <= {"und"}


@given(text=st.one_of(TEXTS, st.text(max_size=120)))
def test_plain_words_keep_every_digit_name_and_quote(text: str) -> None:
    plain = simplified(text)
    assert re.findall(r"\d+", plain) == re.findall(r"\d+", text)
    assert re.findall(r"„[^“]*“", plain) == re.findall(r"„[^“]*“", text)
    assert plain.count("nicht") + plain.count("kein") == text.count("nicht") + text.count("kein")
    for name in ("Hof", "Ulm", "Bad Belzig", "Lang", "Juli"):
        assert len(re.findall(rf"\b{name}\b", plain)) == len(re.findall(rf"\b{name}\b", text))


@given(text=st.one_of(TEXTS, st.text(max_size=120)))
def test_what_is_plain_already_stays(text: str) -> None:
    plain = simplified(text)
    assert in_plain_words(in_plain_words(text)) == in_plain_words(text)
    assert changed(text, plain) == ""


def test_the_sentences_of_the_corpus_lose_nothing_and_get_shorter(starter_registry: Registry) -> None:
    found = [p.text[s.start : s.end] for p in starter_registry.sample(300) for s in p.sentences]
    split = [(text, split_sentences(text)) for text in found]
    changed_ones = [(text, cut) for text, cut in split if text != cut]
    assert len(changed_ones) >= len(found) / 20
    for text, cut in changed_ones:
        assert set(lost(words(text), words(cut))) <= {"und"}, cut
        assert len(spans(cut)) > len(spans(text)), cut
        assert all(cut[start].isupper() or not cut[start].isalpha() for start, _ in spans(cut)), cut


def test_no_listed_word_is_said_by_another_listed_word() -> None:
    said = {plain for plain in WORDS.values() if set(plain.split()) & WORDS.keys()}
    assert said == set()


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        ("Der Kreis Hof gab 2021 bis zu 40 Euro.", ""),
        ("Der Kreis Hof gab 2021 bis zu 41 Euro.", "figure"),
        ("Der Kreis Hof gab 2021 bis zu 40 Cent.", "figure"),
        ("Der Kreis Hof gab 2022 bis zu 40 Euro.", "date"),
        ("Der Kreis gab 2021 bis zu 40 Euro.", "name"),
        ("Der Kreis Hof gab 2021 40 Euro.", "limit"),
        ("Der Kreis Hof gab 2021 bis zu 40 Euro nicht.", "limit"),
        ("Der Kreis Hof gab 2021 bis zu 40 Euro. " + "Das war viel Geld für alle. " * 3, "length"),
        ("Der Kreis Hof gab 2021 bis zu 40 Euro: www.hof.example/geld.", "address"),
        ("Der „Kreis Hof“ gab 2021 bis zu 40 Euro.", "quote"),
    ],
)
def test_what_another_wording_changes_has_a_name(plain: str, reason: str) -> None:
    assert changed("Der Kreis Hof gab 2021 bis zu 40 Euro.", plain) == reason
