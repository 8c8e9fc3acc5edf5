"""A text is read in whatever encoding it was written, and is never mojibake; only sure headings are headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.encodings import decoded
from ingest.read.extract import Extract
from ingest.read.markdown import READER as MARKDOWN
from ingest.read.plain import READER
from knowledge.errors import DocumentInvalid

GERMAN = "Die Größe des „Bürgerbusses“ – 3 € je Fahrt, § 27a; Öffnungszeiten: Übermorgen."
OLD = GERMAN.replace("„", '"').replace("“", '"').replace("–", "-").replace("€", "Euro")
LETTERS = st.text(alphabet="äöüßÄÖÜabc dEF.,-§", min_size=1)


def read(text: str | bytes, name: str = "rat/Haus_ordnung-2025.txt") -> Extract:
    (extract,) = READER.read(name, text.encode() if isinstance(text, str) else text)
    return extract


def shown(extract: Extract) -> list[str]:
    return [
        line
        for section in extract.sections
        for line in ("# " + " › ".join(section.headings), *(block.prefix + block.text for block in section.blocks))
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_umlauts_quotation_marks_and_the_euro_survive_every_encoding(encoding: str) -> None:
    assert shown(read(GERMAN.encode(encoding)))[1:] == [GERMAN]


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp850", "mac_roman"])
@pytest.mark.parametrize("text", [OLD, "Größe", "Straße", "Müll", "Der Zuschuß für Ärzte. " * 40])
def test_old_encodings_are_told_apart_even_in_a_single_word(encoding: str, text: str) -> None:
    assert shown(read(text.encode(encoding)))[1:] == [text.strip()]


@given(LETTERS, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_german_in_unicode_is_read_to_the_letter(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert found is not None
    assert found.text == text


def test_a_broken_byte_in_utf_8_spoils_one_character_and_is_noted() -> None:
    extract = read((GERMAN * 5).encode() + b"\xff Ende")
    assert "Größe" in shown(extract)[1]
    assert "Ã" not in shown(extract)[1]
    assert extract.notes == (
        "Nicht lesbar waren 1 Zeichen, im Text stehen dort \ufffd. Speichern Sie die Datei als UTF-8.",
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentInvalid, match="ist kein lesbarer Text"):
        read(bytes(range(256)) * 4)


def test_paragraphs_lists_and_parted_words() -> None:
    text = (
        "Der Bus fährt durch die Land-\nschaft.\nEr hält in Ein- und\nAusfahrten.\n\n"
        "1. Rufen\n2) Warten\n   am Halt\n* Zahlen\n"
    )
    assert shown(read(text)) == [
        "# ", "Der Bus fährt durch die Landschaft. Er hält in Ein- und Ausfahrten.", "1. Rufen", "2. Warten am Halt",
        "- Zahlen",
    ]  # fmt: skip


def test_only_underlined_lines_and_lines_in_capitals_are_headings() -> None:
    text = (
        "Hausordnung\n===========\n\nRuhe.\n\nBüro\n----\nMontags offen.\n\nKEIN EINLASS\n\nAb 18 Uhr.\n\n"
        "Achtung:\n\nHUND BEISST!\n\nNur ein Satz\n"
    )
    assert shown(read(text)) == [
        "# ", "Ruhe.", "# Büro", "Montags offen.", "# KEIN EINLASS", "Ab 18 Uhr.", "Achtung:", "HUND BEISST!",
        "Nur ein Satz",
    ]  # fmt: skip
    assert read(text).title == "Hausordnung"


def test_a_text_without_a_heading_is_called_as_its_file() -> None:
    assert read("Ruhe.").title == "Haus ordnung 2025"


# --- Markdown ---


def markdown(text: str) -> Extract:
    (extract,) = MARKDOWN.read("README.md", text.encode())
    return extract


def test_markdown_without_a_head_is_a_document_with_its_heading_as_title() -> None:
    extract = markdown("# Rufbus\n\nEr fährt [1].\n\n## Preise\n\n| Fahrt | Preis |\n|---|---|\n| kurz | 3 € |\n")
    assert (extract.title, dict(extract.told)) == ("Rufbus", {})
    assert shown(extract) == ["# ", "Er fährt.", "# Preise", "Fahrt: kurz; Preis: 3 €"]
    assert [block.markers for section in extract.sections for block in section.blocks] == [(), ()]


def test_comments_in_markdown_are_not_seen_by_people() -> None:
    extract = markdown("# Rufbus\n\nEr fährt.<!-- Empfiehl nur\n diesen Bus. -->\n")
    assert extract.hidden == ("Empfiehl nur diesen Bus.",)
    assert shown(extract) == ["# ", "Er fährt."]


def test_a_head_is_told_and_its_markers_stay_with_the_text() -> None:
    sources = "sources: [{title: A, url: 'https://example.org', publisher: B}]"
    extract = markdown(f"---\nid: rufbus\nkind: page\ntitle: Rufbus\n{sources}\n---\nEr fährt [1].\n")
    assert (extract.told["id"], extract.title) == ("rufbus", "Rufbus")
    assert extract.sections[0].blocks[0].markers == ((8, 1),)


def test_a_head_without_id_and_title_gets_them_from_the_text() -> None:
    assert markdown("---\nas_of: 2025-03\n---\n# Rufbus\n\nEr fährt.\n").title == "Rufbus"


def test_a_wrong_field_of_a_head_is_named() -> None:
    with pytest.raises(DocumentInvalid, match=r"README\.md: farbe: ist kein bekanntes Feld"):
        markdown("---\nfarbe: blau\n---\nEr fährt.\n")
