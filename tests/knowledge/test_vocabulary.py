"""The thesaurus names every concept in words of its own: nothing in it fires on a question about something else."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.german import stems_of, words
from knowledge.sentences import spans
from knowledge.vocabulary import FOLDER, Concept, Vocabulary, starter

KINDS = ("synonyms", "lay", "abbreviations", "english")
FILES = sorted(FOLDER.glob("*.yaml"))
# Words of so many questions of a municipality that they tell no concept, alone or among themselves.
COMMON = frozenset(
    stems_of(
        "gemeinde stadt kommune kommunal kreis landkreis dorf ort land region rathaus amt behörde verwaltung "
        "bürger einwohner leute menschen digital digitalisierung online internet elektronisch computer software "
        "programm system plattform technik daten geld projekt vorhaben plan planung lösung hilfe arbeit arbeiten "
        "finden zukunft groß klein neu gut gemeinsam zusammen anderen city local public municipal service"
    )
)
NAMED_BY_COMMON_WORDS = {"Digitales Dorf", "Landkreis"}  # preferred terms, which have no other name


@cache
def entries(path: Path) -> list[dict[str, Any]]:
    concepts: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["concepts"]
    return concepts


def every_entry() -> list[dict[str, Any]]:
    return [entry for path in FILES for entry in entries(path)]


def wordings(entry: dict[str, Any]) -> list[str]:
    return [entry["term"], *(text for kind in KINDS for text in entry.get(kind, ()))]


def stems(text: str) -> frozenset[str]:
    return frozenset(stems_of(text))


def repeated(found: Iterable[Any]) -> list[Any]:
    return [value for value, times in Counter(found).items() if times > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_concepts_of_the_stated_form(path: Path) -> None:
    for entry in entries(path):
        assert set(entry) <= {"term", "broader", "explanations", *KINDS}, entry["term"]
        assert all(isinstance(text, str) and text == text.strip() for text in wordings(entry)), entry["term"]
        assert all(isinstance(entry.get(kind, []), list) for kind in KINDS), entry["term"]


def test_there_are_enough_concepts_and_each_has_one_entry() -> None:
    assert len(starter().concepts) == len(every_entry()) >= 150
    assert repeated(entry["term"] for entry in every_entry()) == []


def test_a_concept_is_found_by_its_preferred_term() -> None:
    assert [c.term for c in starter().concepts if stems(c.term) not in map(frozenset, c.wordings)] == []


def test_a_concept_has_everyday_and_english_wordings() -> None:
    assert [entry["term"] for entry in every_entry() if len(entry.get("lay", ())) < 4] == []
    assert [entry["term"] for entry in every_entry() if len(entry.get("english", ())) < 3] == []


def test_no_wording_consists_of_common_words_only() -> None:
    empty = [
        (entry["term"], text)
        for entry in every_entry()
        for text in wordings(entry)
        if stems(text) <= COMMON and text not in NAMED_BY_COMMON_WORDS
    ]
    assert empty == []


def test_no_wording_of_several_words_shrinks_to_one() -> None:
    shrunk = [
        text for entry in every_entry() for text in wordings(entry) if len(words(text)) > 1 > len(stems(text)) - 1
    ]
    assert shrunk == []


def test_a_concept_says_nothing_twice() -> None:
    twice = {entry["term"]: repeated(map(stems, wordings(entry))) for entry in every_entry()}
    assert {term: found for term, found in twice.items() if found} == {}


def test_no_wording_names_two_concepts() -> None:
    named = ((wording, concept.term) for concept in starter().concepts for wording in map(frozenset, concept.wordings))
    assert repeated(wording for wording, _ in sorted(named, key=str)) == []


def test_a_broader_term_is_a_concept_itself_and_never_leads_back() -> None:
    broader = {entry["term"]: entry.get("broader") for entry in every_entry()}
    for term in broader:
        line = [term]
        while (above := broader[line[-1]]) is not None:
            assert above in broader, line
            assert above not in line, line
            line.append(above)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Das alte Kupferkabel ist zu langsam", "Breitbandausbau"),
        ("Wo finde ich einen Stellplatz", "Parkraummanagement"),
        ("Laternen nachts abschalten", "Straßenbeleuchtung"),
        ("Alle Keller sind voll Wasser", "Starkregenvorsorge"),
        ("Die Nachbargemeinde macht mit", "Interkommunale Zusammenarbeit"),
    ],
)
def test_everyday_words_name_the_concept(said: str, meant: str) -> None:
    assert meant in [concept.term for concept, _ in starter().named_in(stems_of(said))]


@pytest.mark.parametrize("said", ["Was kann unsere Gemeinde tun?", "Daten, Land und Leute", "Internet im Rathaus"])
def test_common_words_name_nothing(said: str) -> None:
    assert starter().named_in(stems_of(said)) == []


def test_an_explanation_is_one_or_two_short_sentences_without_figures_or_years() -> None:
    explained = [(word, text) for concept in starter().concepts for word, text in concept.explanations]
    assert len(explained) >= 120
    assert repeated(word.lower() for word, _ in explained) == []
    long = [
        word
        for word, text in explained
        if not (text.endswith((".", "?")) and len(spans(text)) <= 2 and len(text) <= 170)
    ]
    assert long == []
    assert [word for word, text in explained if re.search(r"\d(?!D)", text)] == []
    assert [word for word, text in explained for a, b in spans(text) if len(text[a:b].split()) > 22] == []


def test_an_explanation_changes_nothing_that_a_search_looks_at() -> None:
    bare = Vocabulary(Concept(concept.term, concept.wordings) for concept in starter().concepts)
    for entry in every_entry():
        for text in (entry["term"], *entry.get("explanations", {}), *entry.get("explanations", {}).values()):
            named, without = starter().named_in(stems_of(text)), bare.named_in(stems_of(text))
            assert [(c.term, said) for c, said in named] == [(c.term, said) for c, said in without]


def test_a_vocabulary_without_concepts_names_nothing() -> None:
    assert Vocabulary([]).named_in(["rufbus"]) == []
    assert Vocabulary([Concept("Rufbus", (("rufbus",),))]).named_in([]) == []


NAME_ALL = """
from knowledge.sentences import spans
from knowledge.vocabulary import starter
for concept in starter().concepts:  # a question that holds all wordings of a concept
    print(starter().named_in([stem for wording in concept.wordings for stem in wording]))
"""


def test_the_same_question_names_the_same_wordings_in_every_process() -> None:
    """Python hashes words anew in each process: what depended on the order of a set would differ after a restart."""
    named = {
        subprocess.run(
            [sys.executable, "-c", NAME_ALL],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "0123"
    }
    assert len(named) == 1
