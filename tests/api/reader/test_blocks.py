"""Passages are read as paragraphs and lists under their headings, with the numbers of their sources."""

from collections.abc import Callable

from api.reader.blocks import groups_of
from api.reader.outline import contents_of, parts_of
from knowledge.documents import Document
from knowledge.registry import Registry

Read = Callable[..., Document]


def shape(document: Document) -> list[tuple[str, list[tuple[int | None, str]]]]:
    return [
        (group.tag, [(block.number, block.text) for block in group.blocks])
        for passage in document.passages
        for group in groups_of(passage)
    ]


def test_lists_are_lists_and_paragraphs_are_paragraphs(read_document: Read) -> None:
    text = "Vorab.\n\n- Eins\n- Zwei\n\nDanach.\n\n3. Drei\n4. Vier\n\n   Mehr dazu.\n5. Fünf"
    assert shape(read_document("a", text)) == [
        ("p", [(None, "Vorab.")]),
        ("ul", [(None, "Eins"), (None, "Zwei")]),
        ("p", [(None, "Danach.")]),
        ("ol", [(3, "Drei"), (4, "Vier")]),
        ("p", [(None, "Mehr dazu.")]),
        ("ol", [(5, "Fünf")]),
    ]


def test_what_only_looks_like_a_list_stays_text(read_document: Read) -> None:
    text = "\\- Strich am Anfang.\n\n\\1. Absatz des Vertrags.\n\n3\\. Juli 2021 war Schluss."
    assert [tag for tag, _ in shape(read_document("a", text))] == ["p", "p", "p"]
    assert shape(read_document("a", text))[2][1] == [(None, "3. Juli 2021 war Schluss.")]


def test_sources_are_named_once_behind_the_last_sentence_that_rests_on_them(read_document: Read) -> None:
    [passage] = read_document("a", "Eins. Zwei.[1] Drei.[1][2]\n\nVier.", sources=2).passages
    pieces = [(piece.text, piece.sources) for group in groups_of(passage) for b in group.blocks for piece in b.pieces]
    assert pieces == [("Eins. Zwei.", (1,)), (" Drei.", (1, 2)), ("Vier.", ())]


def test_headings_open_where_their_first_passage_begins_and_keep_their_level(read_document: Read) -> None:
    long = " ".join(f"Dies ist der Satz Nummer {n} eines langen Absatzes." for n in range(60))
    document = read_document("a", f"Vorab.\n\n## Eins\n\n{long}\n\n### Tief\n\nText.\n\n## Zwei\n\nText.")
    parts = parts_of(document.passages, {})
    assert len([p for p in document.passages if p.headings == ("Eins",)]) > 1
    headings = [[(heading.level, heading.text) for heading in part.headings] for part in parts if part.headings]
    assert headings == [[(2, "Eins")], [(3, "Tief")], [(2, "Zwei")]]
    anchors = [heading.anchor for part in parts for heading in part.headings]
    assert len(anchors) == len(set(anchors))


def test_only_a_long_document_has_a_table_of_contents(read_document: Read) -> None:
    sections = "".join(f"## Teil {n}\n\n{{}}\n\n" for n in range(5))
    short = parts_of(read_document("a", sections.format(*["Kurz."] * 5)).passages, {})
    long = parts_of(read_document("a", sections.format(*["Ein längerer Satz. " * 40] * 5)).passages, {})
    assert contents_of(short) == ()
    assert [heading.text for heading in contents_of(long)] == [f"Teil {n}" for n in range(5)]


def test_no_word_of_the_starter_corpus_is_lost(starter_registry: Registry) -> None:
    for passage in starter_registry.sample(200):
        read = " ".join(block.text for group in groups_of(passage) for block in group.blocks)
        marks = sum(group.tag != "p" for group in groups_of(passage) for _ in group.blocks)
        assert len(passage.text.split()) == len(read.split()) + marks
