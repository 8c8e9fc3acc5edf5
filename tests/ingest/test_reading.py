"""A document says what is wrong with it, and keeps its markers with their sentences."""

import pytest

from ingest.read.markdown import read
from knowledge.errors import DocumentInvalid

HEAD = "---\nid: a\nkind: page\ntitle: A\nsources:\n  - {title: T, url: 'https://example.org/t', publisher: P}\n"


def _text(body: str, head: str = HEAD) -> bytes:
    return f"{head}---\n\n{body}\n".encode()


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (b"# Ohne Kopf", "Kopf", "fehlt"),
        (b"\xff\xfe", "Datei", "UTF-8"),
        (b"---\nid: [\n---\n", "Kopf", "kein gültiges YAML"),
        (_text("Text.", HEAD.replace("title: A\n", "")), "title", "fehlt"),
        (_text("Text.", HEAD.replace("kind: page", "kind: roman")), "kind", "muss eines sein von"),
        (_text("Text.", HEAD + "topics: [kochen]\n"), "topics.0", "muss eines sein von"),
        (_text("Text.", HEAD + "farbe: rot\n"), "farbe", "kein bekanntes Feld"),
        (_text("Text.", HEAD.replace("kind: page", "kind: case_study")), "Kopf", "municipality"),
        (_text("Satz [2]."), "sources", "[2]"),
        (_text(""), "Text", "ist leer"),
    ],
)
def test_what_is_wrong_is_named_by_file_field_and_reason(data: bytes, field: str, reason: str) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        read("kaputt.md", data)
    [problem] = caught.value.problems
    assert (problem.file, problem.field) == ("kaputt.md", field)
    assert reason in problem.reason


def test_markers_leave_the_text_and_stay_with_their_sentence() -> None:
    head = HEAD + "  - {title: U, url: 'https://example.org/u', publisher: P}\n"
    [passage] = read(
        "a.md", _text("## Ort\n\n- **Kurz:** Eins gilt [1]. Zwei gilt auch.\n- Drei folgt. [2]", head)
    ).passages
    found = [(passage.text[s.start : s.end], s.origins) for s in passage.sentences]
    assert found == [("Kurz: Eins gilt.", (0,)), ("Zwei gilt auch.", (0,)), ("Drei folgt.", (1,))]
    assert passage.headings == ("Ort",)


def test_steps_keep_their_numbers_and_long_paragraphs_are_cut_between_sentences() -> None:
    steps, long = read(
        "a.md", _text("## A\n\n1. Erst.\n2. Dann.\n\n## B\n\n" + "Ein ganzer Satz steht hier. " * 40)
    ).passages[:2]
    assert steps.text == "1. Erst.\n2. Dann."
    assert long.text.endswith("hier.")
    assert len(long.text) <= 1_300
