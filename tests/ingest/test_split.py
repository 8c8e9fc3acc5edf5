"""Cutting a text into passages loses nothing and cuts nowhere but between sentences."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ingest.split import BETWEEN, PASSAGE_CHARS, Block, Section, document_text, split
from knowledge.documents import FrontMatter, Passage, Place

META = FrontMatter(id="seite", kind="page", title="Seite")


def passages_of(*blocks: Block) -> tuple[Passage, ...]:
    return split(META, [Section(("Ziel",), blocks)])


def solid(text: str) -> str:
    return "".join(text.split())


@st.composite
def numbered_blocks(draw: Callable[..., object]) -> list[Block]:
    """Blocks of sentences that each bear a number, and a marker with the same number."""
    lengths = st.lists(st.integers(0, 500), min_size=1, max_size=8)
    shapes = draw(st.lists(st.tuples(st.sampled_from(["", "- ", "3. "]), lengths), min_size=1, max_size=6))
    assert isinstance(shapes, list)
    blocks, number = list[Block](), 0
    for prefix, sizes in shapes:
        text, markers = "", list[tuple[int, int]]()
        for size in sizes:
            number += 1
            text += f"{' ' if text else ''}Satz{number} {'wort ' * (size // 5)}ende."
            markers.append((len(text), number))
        blocks.append(Block(prefix, text, tuple(markers)))
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


def test_an_endless_sentence_is_kept_whole() -> None:
    endless = "wort " * 1_000 + "ende."
    assert [passage.text for passage in passages_of(Block("", endless))] == [endless]


def test_a_list_that_fits_stays_together() -> None:
    steps = [Block(f"{n}. ", f"Schritt {n} ist kurz.") for n in range(1, 9)]
    assert len(passages_of(Block("", "So geht es:"), *steps)) == 1


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
