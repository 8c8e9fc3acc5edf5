"""Sentences end where a German reader ends them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import spans

TRAPS = [  # the first sentence of each; "Das hilft." follows
    "Das gilt z. B. für Dörfer.",
    "Das gilt z.B. für Dörfer.",
    "Bänke, u. a. am Markt, kosten Geld.",
    "Das betrifft u. a. Städte.",
    "Er kostet 3 Mio. Euro im Jahr.",
    "Der Bund gibt 5 Mrd. Euro.",
    "Siehe Nr. 5 der Liste.",
    "Nach Art. 28 Abs. 2 GG gilt das.",
    "So steht es in § 3 S. 2 des Gesetzes.",
    "Die Stadt St. Wendel baut.",
    "Im 19. Jahrhundert war das so.",
    "Der 2. Weltkrieg war vorbei.",
    "Die 1. und 2. Klasse fährt mit.",
    "Am 3. Mai 2024 begann es.",
    "Am Montag, 9. Juli, ist zu.",
    "Am 01.05.2024 begann es.",
    "Ab 1. Januar gilt das.",
    "Die Frist endet am 31.12.2025.",
    "Das sagt J. W. Goethe selbst.",
    "Dr. Müller und Prof. Dr. Meier kamen.",
    "Der Turnverein e. V. zahlt mit.",
    "Die Meier GmbH & Co. KG liefert.",
    "Frankfurt a. M. ist dabei.",
    "In der Regel, i. d. R. montags, ist offen.",
    "Es gibt Bus, Bahn usw. und mehr.",
    "Es gibt Bus, Bahn usw.",
    "Version 2.0 läuft.",
    "Die Seite www.example.org ist da.",
    "Das kostet 3.500 Euro.",
    "Es kamen 25.",
    "Wer zahlt das?",
    "Toll!",
    "Ist das so?!",
    "„Das geht nicht.“",
    "»Das geht nicht.«",
    "Er sagte: „Das geht.“",
    "Sie rief: „Ja!“ und ging.",
    "(Das ist so.)",
    "Das ist so …",
    "Der Verein wächst (Stand: 31.12.2023).",
    "Man sieht es in Abb. 3.",
    "Das Büro liegt in der Hauptstr. 5 im Ort.",
    "Dr. med. Maier leitet die Praxis.",
    "Dipl.-Ing. Huber und Dr. rer. nat. Klein kamen.",
    "Prof. Dr. h. c. Lang sprach mit M. Sc. Koch.",
    "Es waren insg. 20 Orte.",
    "Die Fa. Meier und die kath. Kirche helfen.",
    "Mo. bis Fr. 8 bis 12 Uhr ist offen.",
    "Von Jan. bis Dez. 2024 lief es.",
    "Der lfd. Meter kostet drei Euro.",
    "Die Stadt bekam 3 Mio.",
    "Die Software kostet 12.000 EUR p. a.",
    "Es blieb Plan B.",
    "Rothenburg o. d. Tauber baut.",
    "Das ist so.",
]


@pytest.mark.parametrize("first", TRAPS)
def test_a_sentence_ends_at_its_end_and_nowhere_else(first: str) -> None:
    text = f"{first} Das hilft."
    assert [text[start:end] for start, end in spans(text)] == [first, "Das hilft."]


@given(st.text() | st.text(alphabet="aBz. !?…„“”»«()\n\t19Mn"))
def test_sentences_are_in_order_apart_and_cover_all_that_is_not_space(text: str) -> None:
    found = spans(text)
    ends = [0, *(end for _, end in found)]
    assert all(start >= before for (start, _), before in zip(found, ends, strict=False))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())


def test_a_text_full_of_points_does_not_hang_the_reader() -> None:
    texts = "'a.' * 3000 + '). Ja.', '.' * 1_000_000 + 'x', 'Am 3. Mai, z. B. ' * 3_000 + 'Ende. Ja.'"
    code = f"from knowledge.sentences import spans; print([len(spans(text)) for text in ({texts})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("[2, 1, 2]\n", "")
