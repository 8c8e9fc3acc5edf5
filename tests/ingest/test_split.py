"""Cutting a text into passages loses nothing and cuts nowhere but between sentences."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.split import BETWEEN, PASSAGE_CHARS, Block, Section, document_text, split
from ingest.split_pieces import endless
from knowledge.documents import FrontMatter, Passage, Place

META = FrontMatter(id="seite", kind="page", title="Seite")


def passages_of(*blocks: Block) -> tuple[Passage, ...]:
    return split(META, [Section(("Ziel",), blocks)])


def solid(text: str) -> str:
    return "".join(text.split())


@st.composite
def numbered_blocks(draw: Callable[..., object]) -> list[Block]:
    """Paragraphs, points, steps and rows of sentences that each bear a number, and a marker with the same number."""
    lengths = st.lists(st.integers(0, 500), min_size=1, max_size=8)
    kinds = st.sampled_from(["", "leads", "row", "- ", "3. "])
    shapes = draw(st.lists(st.tuples(kinds, lengths), min_size=1, max_size=6))
    assert isinstance(shapes, list)
    blocks, number = list[Block](), 0
    for kind, sizes in shapes:
        text, markers = "", list[tuple[int, int]]()
        for size in sizes:
            number += 1
            text += f"{' ' if text else ''}Satz{number} {'wort ' * (size // 5)}ende."
            markers.append((len(text), number))
        if kind == "leads":
            text = text[:-1] + ":"
        prefix = kind if kind.endswith(" ") else ""
        blocks.append(Block(prefix, text, tuple(markers), row=kind == "row"))
    return blocks


@given(numbered_blocks())
def test_no_text_is_lost_and_its_order_stays(blocks: list[Block]) -> None:
    found = "".join(solid(passage.text) for passage in passages_of(*blocks))
    assert found == "".join(solid(block.prefix + block.text) for block in blocks)


@given(numbered_blocks())
def test_every_sentence_stays_whole_and_keeps_its_source(blocks: list[Block]) -> None:
    found = [
        (passage.text[sentence.start : sentence.end].split()[0], sentence.origins)
        for passage in passages_of(*blocks)
        for sentence in passage.sentences
    ]
    assert found == [(f"Satz{n}", (n - 1,)) for block in blocks for _, n in block.markers]


@given(numbered_blocks())
def test_a_passage_stays_within_its_length_unless_one_sentence_is_longer(blocks: list[Block]) -> None:
    for passage in passages_of(*blocks):
        between = 5 * passage.text.count("\n") + 3  # gaps and list marks come on top
        assert len(passage.text) <= PASSAGE_CHARS + between or len(passage.sentences) == 1


@given(numbered_blocks())
def test_passages_are_numbered_and_have_ids_of_their_own(blocks: list[Block]) -> None:
    passages = split(META, [Section(("Ziel",), tuple(blocks)), Section(("Ziel",), tuple(blocks))])
    assert [passage.position for passage in passages] == list(range(len(passages)))
    assert len({passage.id for passage in passages}) == len(passages)


def test_an_overlong_paragraph_is_cut_between_sentences() -> None:
    sentence = f"Das ist {'sehr ' * 60}lang."
    passages = passages_of(Block("", " ".join([sentence] * 12)))
    assert len(passages) > 1
    assert {passage.text[s.start : s.end] for passage in passages for s in passage.sentences} == {sentence}
    assert sum(len(passage.sentences) for passage in passages) == 12


def test_an_endless_sentence_is_cut_where_it_pauses_and_every_part_keeps_its_source() -> None:
    names = [f"Amt Nummer{n}" for n in range(300)]
    text = ", ".join(names) + "."
    passages = passages_of(Block("", text, ((len(text), 1),)))
    assert all(len(passage.text) <= PASSAGE_CHARS for passage in passages)
    assert ", ".join(passage.text.removesuffix(",") for passage in passages) == text
    assert {sentence.origins for passage in passages for sentence in passage.sentences} == {(0,)}


@given(st.text("ab. ,;:–\n", max_size=400), st.integers(5, 60))
def test_what_is_cut_without_sentences_loses_nothing_but_white_space(text: str, longest: int) -> None:
    parts = list(endless(text, longest))
    assert solid("".join(text[start:end] for start, end in parts)) == solid(text)
    assert all(0 < end - start <= longest for start, end in parts)
    assert parts == sorted(parts)


def test_a_list_that_fits_stays_together() -> None:
    steps = [Block(f"{n}. ", f"Schritt {n} ist kurz.") for n in range(1, 9)]
    assert len(passages_of(Block("", "So geht es:"), *steps)) == 1


def long_item(prefix: str, name: str, size: int = 300) -> Block:
    return Block(prefix, f"{name} {'wort ' * (size // 5)}ende.")


def test_a_list_stays_with_the_sentence_that_leads_to_it() -> None:
    points = [Block("- ", f"Punkt {n} ist kurz.") for n in range(20)]
    first, second = passages_of(long_item("", "Einleitung", 1_000), Block("", "Das gilt:"), *points)
    assert first.text.startswith("Einleitung")
    assert second.text.startswith("Das gilt:\n- Punkt 0")
    assert second.text.endswith("Punkt 19 ist kurz.")


def test_a_list_that_does_not_fit_keeps_its_lead_with_the_first_point() -> None:
    points = [long_item("- ", f"Punkt{n}") for n in range(8)]
    passages = passages_of(long_item("", "Einleitung", 1_200), Block("", "Das gilt:"), *points)
    assert [passage.text.split()[0] for passage in passages[:2]] == ["Einleitung", "Das"]
    assert passages[1].text.startswith("Das gilt:\n- Punkt0 ")


def test_a_step_stays_with_its_points() -> None:
    steps = [
        block
        for n in range(1, 4)
        for block in (
            Block(f"{n}. ", f"Schritt{n} beginnt:"),
            long_item("- ", "Erst", 300),
            long_item("- ", "Dann", 200),
        )
    ]
    passages = passages_of(Block("", "So geht es:"), *steps)
    assert len(passages) == 2
    assert [text.split("\n")[0] for text in (passages[0].text, passages[1].text)] == [
        "So geht es:",
        "3. Schritt3 beginnt:",
    ]


def test_a_table_stays_whole_where_it_fits_and_is_cut_between_rows_where_not() -> None:
    rows = [Block("", f"Ort: Ort{n}; Einwohner: {n}.000", row=True) for n in range(100)]
    _, table = passages_of(long_item("", "Einleitung", 900), *rows[:20])
    assert table.text.startswith("Ort: Ort0;")
    parts = passages_of(*rows)
    assert len(parts) > 1
    assert all(part.text.startswith("Ort: ") and part.text.endswith(".000") for part in parts)
    assert all(len(part.text) < PASSAGE_CHARS * 0.75 for part in parts)  # figures take more tokens than prose


def test_a_passage_never_crosses_a_heading() -> None:
    sections = [Section((name,), (Block("", f"{name} ist kurz."),)) for name in ("Ziel", "Weg")]
    assert [(p.headings, p.text) for p in split(META, sections)] == [
        (("Ziel",), "Ziel ist kurz."),
        (("Weg",), "Weg ist kurz."),
    ]


def test_a_sentence_without_a_marker_shares_the_next_one_and_at_the_end_the_last() -> None:
    text = "Eins gilt. Zwei gilt. Drei gilt. Vier gilt."
    markers = ((len("Eins gilt. Zwei gilt."), 2), (len("Eins gilt. Zwei gilt. Drei gilt."), 1))
    (passage,) = passages_of(Block("", text, markers))
    assert [sentence.origins for sentence in passage.sentences] == [(1,), (1,), (0,), (0,)]


def test_the_same_blocks_give_the_same_ids() -> None:
    assert passages_of(Block("", "Eins gilt.")) == passages_of(Block("", "Eins gilt."))


# --- places ---


@settings(max_examples=40)  # each with several sections
@given(st.lists(numbered_blocks(), min_size=1, max_size=3))
def test_a_place_leads_to_the_words_of_its_passage(parts: list[list[Block]]) -> None:
    sections = [Section((f"Teil {n}",), tuple(blocks)) for n, blocks in enumerate(parts)]
    text = document_text(sections)
    for passage in split(META, sections):
        assert passage.place is not None
        there = text[passage.place.start : passage.place.end].split(BETWEEN)
        assert there == [without_mark(line) for line in passage.text.splitlines() if line]


def without_mark(line: str) -> str:
    return line.removeprefix("- ").removeprefix("3. ")


@settings(max_examples=40)  # each with several sections
@given(st.lists(numbered_blocks(), min_size=1, max_size=3))
def test_places_follow_each_other_and_leave_out_nothing_but_white_space(parts: list[list[Block]]) -> None:
    sections = [Section((f"Teil {n}",), tuple(blocks)) for n, blocks in enumerate(parts)]
    text, end = document_text(sections), 0
    for passage in split(META, sections):
        assert passage.place is not None
        assert not text[end : passage.place.start].strip()
        end = passage.place.end
    assert end == len(text)


def test_a_passage_knows_its_first_and_last_page() -> None:
    blocks = (Block("", "Eins gilt.", page=3), Block("", "Ohne Seite."), Block("", "Zwei gilt.", page=4))
    (passage,) = passages_of(*blocks)
    assert passage.place == Place(0, len("Eins gilt.\n\nOhne Seite.\n\nZwei gilt."), 3, 4)


def test_a_part_of_an_overlong_paragraph_stays_on_its_page() -> None:
    passages = passages_of(Block("", " ".join([f"Das ist {'sehr ' * 60}lang."] * 12), page=7))
    assert len(passages) > 1
    assert {(p.place.page, p.place.last_page) for p in passages if p.place} == {(7, 7)}


# --- ids ---


@settings(max_examples=40)  # each with several sections
@given(st.lists(numbered_blocks(), min_size=2, max_size=4), numbered_blocks(), st.data())
def test_an_edit_in_one_section_leaves_the_passages_of_the_others_alone(
    parts: list[list[Block]], edited: list[Block], data: st.DataObject
) -> None:
    sections = [Section((f"Teil {n}",), tuple(blocks)) for n, blocks in enumerate(parts)]
    at = data.draw(st.integers(0, len(sections) - 1))
    after = [*sections[:at], Section(sections[at].headings, tuple(edited)), *sections[at + 1 :]]

    def others(found: tuple[Passage, ...]) -> list[str]:
        return [passage.id for passage in found if passage.headings != sections[at].headings]

    assert others(split(META, sections)) == others(split(META, after))


def test_ids_are_those_of_earlier_versions() -> None:
    (passage,) = passages_of(Block("", "Eins gilt. Zwei gilt.", ((10, 1),)))
    assert passage.id == "seite~d02c537c0425d132"
