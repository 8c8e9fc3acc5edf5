"""An advisor's text keeps its marks and sources together, whatever is inserted, dropped or reordered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.messages import Origin, Outcome, Reply, SourceEntry, Statement
from assistant.people.cited import (
    CITED_TEXT,
    CitedSource,
    CitedText,
    appended,
    decoded,
    encoded,
    joined,
    marks,
    of_reply,
    renumbered,
    without_marks,
)

REPORT = Origin("Bericht", "Musterkreis", "https://example.org/bericht")


def source(n: int, name: str = "", quote: str = "Ein Satz.", origins: tuple[Origin, ...] = ()) -> CitedSource:
    name = name or f"seite{n}"
    return CitedSource(n, name, f"{name}~0", "page", name, "", "Musterkreis", None, "2025", False, quote, "d", origins)


def test_marks_are_read_in_every_form_people_write_them() -> None:
    assert marks("Eins [3]. Zwei. [1][2] Drei. [4, 3; 5]") == (3, 1, 2, 4, 5)
    assert marks("Das war [2024] so, siehe [Anlage 1] und [].") == ()


def test_the_words_remain_when_marks_go() -> None:
    assert without_marks("Der Bus fährt [1]. Er ist grün. [2, 3]\nNeue Zeile. [1]") == (
        "Der Bus fährt. Er ist grün.\nNeue Zeile."
    )


def test_sources_are_numbered_in_order_of_first_use_and_unused_ones_drop_out() -> None:
    done = renumbered(CitedText("Zuerst. [7] Dann. [4, 7]", (source(4), source(5), source(7))))
    assert done.text == "Zuerst. [1] Dann. [2][1]"
    assert [(one.n, one.document_id) for one in done.sources] == [(1, "seite7"), (2, "seite4")]


def test_a_mark_without_a_source_never_gets_one_by_renumbering() -> None:
    done = renumbered(CitedText("Offen. [1] Belegt. [5]", (source(5),)))
    assert done.text == "Offen. [1] Belegt. [2]"
    assert [one.n for one in done.sources] == [2]


@given(st.lists(st.integers(1, 9), max_size=12), st.sets(st.integers(1, 9)))
def test_renumbering_keeps_what_each_sentence_rests_on(cited: list[int], known: set[int]) -> None:
    text = " ".join(f"Satz. [{n}]" for n in cited)
    before = CitedText(text, tuple(source(n) for n in sorted(known)))
    after = renumbered(before)

    def rests_on(one: CitedText) -> list[str | None]:
        named = {s.n: s.document_id for s in one.sources}
        return [named.get(int(part[:-1])) for part in one.text.replace("Satz. [", "").split()]

    assert rests_on(after) == rests_on(before)
    assert renumbered(after) == after


def test_an_inserted_statement_brings_its_source_with_the_next_number() -> None:
    done = appended(CitedText("Guten Tag,", (source(4),)), "Der Bus fährt.", source(0, "rufbus"))
    assert done.text == "Guten Tag,\nDer Bus fährt. [5]"
    assert [one.n for one in done.sources] == [4, 5]


def test_an_inserted_statement_never_takes_a_number_that_the_text_already_cites() -> None:
    assert appended(CitedText("Offen. [8]"), "Der Bus fährt.", source(0)).text.endswith("Der Bus fährt. [9]")


def test_a_second_sentence_of_the_same_passage_shares_its_number_and_is_quoted_too() -> None:
    first = appended(CitedText(""), "Der Bus fährt.", source(0, "rufbus", "Der Bus fährt."))
    second = appended(first, "Er ist grün.", source(0, "rufbus", "Er ist grün."))
    assert second.text == "Der Bus fährt. [1]\nEr ist grün. [1]"
    assert [one.quote for one in second.sources] == ["Der Bus fährt. Er ist grün."]
    assert appended(second, "Er ist grün.", source(0, "rufbus", "Er ist grün.")).sources == second.sources


def test_other_publications_behind_the_same_passage_are_another_source() -> None:
    first = appended(CitedText(""), "Der Bus fährt.", source(0, "rufbus"))
    second = appended(first, "Er ist grün.", source(0, "rufbus", origins=(REPORT,)))
    assert [(one.n, one.origins) for one in second.sources] == [(1, ()), (2, (REPORT,))]


def test_a_reply_becomes_a_text_with_its_headings_steps_and_sources() -> None:
    entry = SourceEntry(1, "bus", "bus~0", "page", "Bus", "Geld", None, "SLD", "2025", False, "Er kostet.", (REPORT,))
    reply = Reply(
        "c", "m", Outcome.ANSWERED,
        statements=(
            Statement("Er kostet.", (1,), "fact", "Was kostet er?"),
            Statement("Er lohnt sich.", (1, 2), "experience", "Was kostet er?"),
            Statement("1. Planen Sie.", (2,), "step", "Wie geht es?"),
            Statement("2. Bauen Sie.", (2,), "step", "Wie geht es?"),
        ),
        sources=(entry, replace(entry, n=2, document_id="plan", passage_id="plan~0")),
    )  # fmt: skip
    text = of_reply(reply, {"bus": "digest-of-bus"})
    assert text.text == (
        "Was kostet er?\nEr kostet. [1] Er lohnt sich. [1][2]\n\nWie geht es?\n1. Planen Sie. [2]\n2. Bauen Sie. [2]"
    )
    assert [(one.n, one.digest, one.origins) for one in text.sources] == [
        (1, "digest-of-bus", (REPORT,)),
        (2, "", (REPORT,)),
    ]


def test_json_gives_the_same_text_back_and_refuses_another_form() -> None:
    text = CitedText("Ä [1]", (source(1, origins=(REPORT,)),))
    assert CITED_TEXT.validate_json(CITED_TEXT.dump_json(text)) == text
    assert decoded(encoded(text.sources)) == text.sources
    with pytest.raises(ValidationError):
        decoded('[{"n": 1}]')


def test_texts_with_the_same_numbers_are_joined_without_mixing_their_sources_up() -> None:
    mine = CitedText("Mein Satz. [1] Gemeinsam. [2]", (source(1, "bahn"), source(2, "bus")))
    theirs = CitedText("Ihr Satz. [1] Gemeinsam. [3]", (source(1, "rad"), source(3, "bus")))
    done = joined(theirs, mine)
    named = {one.n: one.document_id for one in done.sources}
    assert {n: named[n] for n in (1, 3)} == {1: "rad", 3: "bus"}
    assert [named[n] for n in marks(done.text)] == ["bahn", "bus"]
    assert len(done.sources) == len(named) == 3


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)), st.integers(0, 3))
def test_joining_keeps_what_both_texts_rest_on(one: set[int], other: set[int], shift: int) -> None:
    first = CitedText("", tuple(source(n) for n in sorted(one)))
    second = CitedText(" ".join(f"[{n}]" for n in other), tuple(source(n, f"seite{n + shift}") for n in sorted(other)))
    done = joined(first, second)
    named = {s.n: s.document_id for s in done.sources}
    assert len(named) == len(done.sources)
    assert all(named[s.n] == s.document_id for s in first.sources)
    assert [named[n] for n in marks(done.text)] == [f"seite{n + shift}" for n in marks(second.text)]
