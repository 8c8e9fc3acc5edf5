"""A document is read as its author meant it; a broken one is refused with file, field and reason in German."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import markdown
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid, Problem

GRANT = {"level": "bund", "status": "laufend"}
PLACE = {"name": "Soest", "state": "NW", "type": "mittelstadt"}
ENGLISH = re.compile(r"\b(input|should|must|valid|range|expected|keys|string|number|date)\b", re.IGNORECASE)


def refused(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(DocumentInvalid) as caught:
        markdown.read("unter/seite.md", data)
    return caught.value.problems


def sentences_of(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(p.text[s.start : s.end], s.origins) for p in document.passages for s in p.sentences]


# --- broken documents ---


@pytest.mark.parametrize(
    ("head", "field", "reason"),
    [
        ({"title": None}, "title", "muss Text sein"),
        ({"title": ""}, "title", "darf nicht leer sein"),
        ({"farbe": "blau"}, "farbe", "ist kein bekanntes Feld"),
        ({"kind": "roman"}, "kind", "muss eines sein von 'case_study'"),
        ({"topics": ["quatsch"]}, "topics.0", "muss eines sein von 'beteiligung'"),
        ({"topics": "ki"}, "topics", "muss eine Liste sein"),
        ({"as_of": "gestern"}, "as_of", "hat nicht die verlangte Form"),
        ({"id": "mit Leerzeichen"}, "id", "hat nicht die verlangte Form"),
        ({"url": "rathaus.de"}, "url", "hat nicht die verlangte Form"),
        ({"kind": "case_study"}, "Kopf", "eine Fallstudie braucht das Feld municipality"),
        ({"kind": "funding"}, "Kopf", "ein Förderprogramm braucht das Feld funding"),
        ({"municipality": "Soest"}, "municipality", "muss ein Abschnitt mit Unterfeldern sein"),
        ({"municipality": {**PLACE, "state": "XX"}}, "municipality.state", "muss eines sein von 'BW'"),
        ({"municipality": {**PLACE, "population": "viele"}}, "municipality.population", "muss eine ganze Zahl sein"),
        ({"sources": [{"title": "A", "publisher": "B"}]}, "sources.0.url", "fehlt"),
    ],
)
def test_a_wrong_field_is_named_with_its_reason(
    head: dict[str, object], field: str, reason: str, document: Callable[..., bytes]
) -> None:
    (problem,) = refused(document(head.pop("id", "seite"), **head))
    assert (problem.file, problem.field) == ("unter/seite.md", field)
    assert problem.reason.startswith(reason)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ({"as_of": "2024-02-31"}, "as_of"),
        ({"cost_eur": -5}, "cost_eur"),
        ({"municipality": {**PLACE, "population": 0}}, "municipality.population"),
        ({"municipality": {**PLACE, "population": 30_000_000}}, "municipality.population"),
        ({"municipality": {**PLACE, "population": 4.5}}, "municipality.population"),
        ({"funding": {**GRANT, "deadline": "31.12.2025"}}, "funding.deadline"),
        ({"period": 2024}, "period"),
    ],
)
def test_reasons_are_german(head: dict[str, object], field: str, document: Callable[..., bytes]) -> None:
    (problem,) = refused(document(**head))
    assert problem.field == field
    assert ENGLISH.findall(problem.reason) == []


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (b"---\nid: a\nkind: page\n---\nText.\n", "title", "fehlt"),
        (b"Nur Text.\n", "Kopf", "fehlt: die Datei muss mit einem Kopf"),
        (b"", "Kopf", "fehlt: die Datei muss mit einem Kopf"),
        (b"---\nid: a\nkind: page\ntitle: T\n\nText ohne Ende des Kopfes.\n", "Kopf", "fehlt: die Datei muss mit"),
        (b'---\nid: a\ntitle: "offen\n---\nText.\n', "Kopf", "ist kein gültiges YAML (Zeile 3)"),
        (b"---\n- a\n- b\n---\nText.\n", "Kopf", "muss aus Zeilen der Form Feld: Wert bestehen"),
        (b"---\nid: a\nkind: page\ntitle: T\nas_of: 2024-02-31\n---\nText.\n", "Kopf", "enthält ein ungültiges Datum"),
        ("---\nid: a\nkind: page\ntitle: Bürger\n---\nText.\n".encode("latin-1"), "Datei", "ist kein UTF-8-Text (Byte"),
        ("---\nid: a\nkind: page\ntitle: T\n---\nText.\n".encode("utf-16"), "Datei", "ist kein UTF-8-Text (Byte"),
        (b"---\nid: a\nkind: page\ntitle: T\n---\n\n \n", "Text", "ist leer"),
        (b"---\nid: a\nkind: page\ntitle: T\n---\n# Nur eine \xc3\x9cberschrift\n", "Text", "ist leer"),
    ],
)
def test_a_document_that_cannot_be_read_is_named_with_its_reason(data: bytes, field: str, reason: str) -> None:
    (problem,) = refused(data)
    assert (problem.file, problem.field) == ("unter/seite.md", field)
    assert problem.reason.startswith(reason)


@pytest.mark.parametrize(("marker", "sources"), [("[3]", 2), ("[0]", 2), ("[1]", 0), ("[1][9]", 1)])
def test_a_marker_without_a_source_is_refused(marker: str, sources: int, document: Callable[..., bytes]) -> None:
    (problem,) = refused(document(text=f"Das ist so {marker}.", sources=sources))
    assert problem.field == "sources"
    assert problem.reason == f"Marke [{marker[-2]}] hat keine Quelle ({sources} Quellen im Kopf)"


def test_every_wrong_field_is_named_at_once(document: Callable[..., bytes]) -> None:
    found = refused(document(kind="roman", topics=["quatsch"], farbe="blau"))
    assert {problem.field for problem in found} == {"kind", "topics.0", "farbe"}


@given(st.binary() | st.text().map(lambda text: f"---\n{text}\n---\nText.".encode()))
def test_whatever_the_bytes_reading_ends_with_a_document_or_a_reason(data: bytes) -> None:
    try:
        outcome = markdown.read("seite.md", data).id
    except DocumentInvalid as error:
        outcome = str(error)
    assert outcome


# --- markers and sources ---


def test_markers_leave_the_text_and_stay_with_their_sentence(read_document: Callable[..., Document]) -> None:
    found = read_document(text="Eins gilt [1]. Zwei gilt [2][3]. Drei gilt. [2] Vier gilt [3] [1].", sources=3)
    assert sentences_of(found) == [
        ("Eins gilt.", (0,)), ("Zwei gilt.", (1, 2)), ("Drei gilt.", (1,)), ("Vier gilt.", (2, 0)),
    ]  # fmt: skip


def test_sentences_share_the_marker_that_follows_them(read_document: Callable[..., Document]) -> None:
    found = read_document(text="Eins gilt. Zwei gilt [2]. Drei gilt [1]. Vier gilt.", sources=2)
    assert sentences_of(found) == [
        ("Eins gilt.", (1,)), ("Zwei gilt.", (1,)), ("Drei gilt.", (0,)), ("Vier gilt.", (0,)),
    ]  # fmt: skip


def test_a_paragraph_does_not_borrow_the_source_of_another(read_document: Callable[..., Document]) -> None:
    found = read_document(text="Eins gilt [1].\n\nZwei gilt.\n\n- Drei gilt [2].\n- Vier gilt.", sources=2)
    assert sentences_of(found) == [
        ("Eins gilt.", (0,)), ("Zwei gilt.", ()), ("Drei gilt.", (1,)), ("Vier gilt.", ()),
    ]  # fmt: skip


def test_a_marker_at_the_start_of_a_paragraph_belongs_to_its_first_sentence(
    read_document: Callable[..., Document],
) -> None:
    found = read_document(text="[1] Eins gilt. Zwei gilt [2].", sources=2)
    assert sentences_of(found) == [("Eins gilt.", (0,)), ("Zwei gilt.", (1,))]
    assert found.passages[0].text == "Eins gilt. Zwei gilt."


def test_a_marker_is_a_marker_even_where_the_text_also_defines_it_as_a_link(
    read_document: Callable[..., Document],
) -> None:
    found = read_document(text="Eins gilt [1].\n\n[1]: https://example.org/1", sources=1)
    assert sentences_of(found) == [("Eins gilt.", (0,))]


def test_headings_lose_their_markers_too(read_document: Callable[..., Document]) -> None:
    found = read_document(text="## Ergebnis [1]\n\nEins gilt.", sources=1)
    assert found.passages[0].headings == ("Ergebnis",)


# --- what remains of Markdown ---


def test_lists_keep_their_marks_and_steps_their_numbers(read_document: Callable[..., Document]) -> None:
    text = "So geht es:\n\n1. Antrag stellen\n2. Warten\n   - Geduld\n3. Bauen\n\nDanach:\n\n7. Feiern\n8. Ausruhen"
    lines = "\n".join(passage.text for passage in read_document(text=text).passages).split("\n")
    assert [line for line in lines if line] == [
        "So geht es:", "1. Antrag stellen", "2. Warten", "- Geduld", "3. Bauen", "Danach:", "7. Feiern", "8. Ausruhen",
    ]  # fmt: skip


def test_bold_and_links_leave_their_words(read_document: Callable[..., Document]) -> None:
    found = read_document(text="Das ist **sehr** *wichtig*, siehe [den Leitfaden](https://example.org/a) und `KI`.")
    assert found.passages[0].text == "Das ist sehr wichtig, siehe den Leitfaden und KI."


def test_line_breaks_within_a_paragraph_become_spaces(read_document: Callable[..., Document]) -> None:
    assert read_document(text="Eins\nzwei  \ndrei.").passages[0].text == "Eins zwei drei."


def test_soft_hyphens_and_other_invisible_characters_are_gone(read_document: Callable[..., Document]) -> None:
    assert (
        read_document(text="Der Bürger\u00adbus\u200b fährt\u00a0bald.").passages[0].text == "Der Bürgerbus fährt bald."
    )


def test_passages_know_the_path_of_their_headings(read_document: Callable[..., Document]) -> None:
    text = "# Eins\n\nA gilt.\n\n## Zwei\n\nB gilt.\n\n### Drei\n\nC gilt.\n\n## Vier\n\nD gilt.\n\n# Fünf\n\nE gilt."
    assert [(p.headings, p.text) for p in read_document(text=text).passages] == [
        (("Eins",), "A gilt."), (("Eins", "Zwei"), "B gilt."), (("Eins", "Zwei", "Drei"), "C gilt."),
        (("Eins", "Vier"), "D gilt."), (("Fünf",), "E gilt."),
    ]  # fmt: skip


def test_a_code_block_in_a_list_does_not_turn_the_next_paragraph_into_an_item(
    read_document: Callable[..., Document],
) -> None:
    found = read_document(text="- ```\n  code\n  ```\n\nDas gilt für alle.")
    assert found.passages[-1].text.endswith("Das gilt für alle.")
    assert "- Das gilt für alle." not in found.passages[-1].text


@pytest.mark.parametrize(
    "block", ["```\nWichtiger Text\n```", "    Wichtiger Text", "<div>\nWichtiger Text\n</div>", "> Wichtiger Text"]
)
def test_text_in_blocks_of_other_kinds_is_not_lost(block: str, read_document: Callable[..., Document]) -> None:
    found = read_document(text=f"Vorher gilt.\n\n{block}\n\nNachher gilt.")
    assert "Wichtiger Text" in "\n".join(passage.text for passage in found.passages)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(document: Callable[..., bytes]) -> None:
    data = document(text="## Ziel\n\nEins gilt [1].\n\n- Zwei gilt.", sources=1)
    plain = markdown.read("a.md", data)
    assert markdown.read("a.md", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")).passages == plain.passages


@given(text=st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet="aB. !?[1]2#-*`>|\n\t („“"))
def test_every_sentence_is_a_literal_span_of_its_passage(text: str, document: Callable[..., bytes]) -> None:
    try:
        found = markdown.read("seite.md", document(text=text, sources=2))
    except DocumentInvalid as error:
        assert {problem.field for problem in error.problems} <= {"Text", "sources"}
        return
    for passage in found.passages:
        ends = [0, *(sentence.end for sentence in passage.sentences)]
        assert all(s.start >= before for s, before in zip(passage.sentences, ends, strict=False))
        assert all(passage.text[s.start : s.end].strip() == passage.text[s.start : s.end] for s in passage.sentences)
        assert passage.sentences[-1].end <= len(passage.text)


def test_the_digest_changes_with_every_byte(document: Callable[..., bytes]) -> None:
    data = document()
    assert markdown.read("a.md", data).digest == markdown.read("b.md", data).digest
    assert markdown.read("a.md", data).digest != markdown.read("a.md", data + b" ").digest
