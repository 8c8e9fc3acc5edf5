"""A conversation as a file holds all that was said, no code, and nothing that somebody wrote becomes structure."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.export.transcript import CODE_LEFT_OUT, Transcript, transcript_of
from api.export.transcript_formats import TRANSCRIPTS, escaped, markdown_transcript, text_transcript
from assistant.messages import (
    CaseEntry,
    FundingEntry,
    HandoffEntry,
    Origin,
    Outcome,
    PlaceEntry,
    Reply,
    SourceEntry,
    Statement,
)
from assistant.people.cited import CitedSource
from assistant.people.handed import ThreadEntry
from assistant.roadmap.values import Plan, PlanPhase, PlanSource, PlanStep, PlanText
from tests.api.asking import PERSON, SOURCE, Anna, lotse_behind, post
from tests.api.store.handoff_examples import TEAMS

NOW = datetime(2026, 12, 1, 13, tzinfo=UTC)  # 14 Uhr in Germany
CODE = "7KQ2-M9XA-PW4C"
ENTRY = SourceEntry(
    1, "bus", "bus~0", "case_study", "Rufbus im Dorf", "Kosten", None, "Musterkreis", "2025-05-01", True,
    "Er kostet 3 Euro.", (Origin("Haushalt", "Kreistag", "https://example.org/haushalt"),),
)  # fmt: skip
PLAN = Plan(
    "Rufbus einführen", "2026-12-01", ("bus",),
    (PlanPhase("umsetzung", "Umsetzung", (PlanStep(1, "Bedarf klären", (PlanText("Fragen Sie.", (1,)),), (1,)),)),),
    (), (), (PlanSource(1, "Leitfaden", "Kreis", "https://example.org/leitfaden", "leit", "Leitfaden", None, False),),
)  # fmt: skip
REPLY = Reply(
    "talk", "m1", Outcome.PARTIAL, message="Das ist belegt.", clarification="In welchem Land?",
    statements=(Statement("Der Bus kostet 3 Euro.", (1,), "fact"), Statement("Rufen Sie an.", (1,), "step")),
    sources=(ENTRY,), cases=(CaseEntry("bus", "Rufbus", PlaceEntry("Aue", "SN", 900), ("ähnliche Größe",)),),
    funding=(FundingEntry("f", "Landesgeld", "laufend", "2027-01-31", "2026"),), plan=PLAN,
    handoff=HandoffEntry("L-1", "legal", "", CODE),
)  # fmt: skip


def said(text: str = "", author: str = "asker", **other: object) -> ThreadEntry:
    return ThreadEntry(author, "m1", text, NOW, **other)  # type: ignore[arg-type]


def transcript(*entries: ThreadEntry) -> Transcript:
    return transcript_of(entries, (), TEAMS, NOW)


ALL = transcript(
    said("Was kostet er?\n\nUnd wann?"),
    said(author="assistant", reply=REPLY),
    said("Er kostet 4 Euro. [1]", "advisor", name="Anna Muster", sources=(SOURCE,)),
    said("Ihr Anliegen ist abgeschlossen.", "lotse"),
)
EVERYTHING = (
    "Was kostet er?", "Und wann?", "Das ist belegt.", "Der Bus kostet 3 Euro. [1]", "Rufen Sie an. [1]",
    "In welchem Land?", "[1] Rufbus im Dorf, Stand 1. Mai 2025, möglicherweise veraltet. Haushalt (Kreistag)",
    "https://example.org/haushalt", "Landesgeld: laufend, Frist 31. Januar 2027 (Stand 2026)",
    "Aue: Rufbus; ähnliche Größe",
    "1. Bedarf klären – Fragen Sie. [1]", "https://example.org/leitfaden", "Er kostet 4 Euro. [1]",
    "Anna Muster (Beratung)", "Lotse (automatisch)", "Hinweis von Lotse", "Ihr Anliegen ist abgeschlossen.",
    "Dienstag, 1. Dezember 2026, 14 Uhr",
)  # fmt: skip


def inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def shown(markdown: str) -> str:
    """Return the text that a reader of the Markdown sees."""
    return " ".join(token.content for token in inline(MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)))


@pytest.mark.parametrize("piece", EVERYTHING)
def test_everything_said_is_in_it_with_sources_speakers_and_german_times(piece: str) -> None:
    assert piece in text_transcript(ALL)
    assert piece in MarkdownIt().render(markdown_transcript(ALL)) or piece in shown(markdown_transcript(ALL))


@pytest.mark.parametrize("written", [CODE, CODE.lower(), CODE.replace("-", ""), CODE.replace("-", " ")])
def test_the_code_of_a_handoff_is_left_out_however_it_is_written(written: str) -> None:
    told = said(f"Mein Code ist {written}.")
    for form in TRANSCRIPTS.values():
        text = form.write(transcript(said(author="assistant", reply=REPLY), told))
        assert written not in text
        assert CODE_LEFT_OUT.strip("()") in text


HOSTILE = [
    "<script>alert(1)</script>", "[hier](javascript:alert(1))", "[1](https://boese.example)",
    "[1]: https://boese.example", "![x](https://boese.example/x.png)", "# Überschrift", "- Punkt", "+ Punkt",
    "1) Punkt", "> Zitat", "---", "===", "```", "~~~", "    Code", "| a | b |", "|---|---|", "**fett**", "_schief_",
    "`Code`", "<https://boese.example>", "&lt;b&gt;", "~~weg~~", "Zeile\\", "<!-- weg", "* * *", "$x$", "\\[1](x)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_shown_as_it_was_written(text: str) -> None:
    assert_is_plain(text)
    assert_is_plain(f"Vorher\n{text}\n{text}")


@given(st.text(st.sampled_from("ab1 .)(]['\"`*_<>#+-=!|~&\\:/\n\t") | st.characters(), max_size=60))
def test_nothing_that_is_written_becomes_structure(text: str) -> None:
    assert_is_plain(text)


def assert_is_plain(text: str) -> None:
    """Compare the structure with that of a harmless message of as many lines, and the text with what was written."""
    lines = transcript(said(text)).parts[0].lines
    markdown = markdown_transcript(transcript(said(text, "advisor", name=text or "Anna")))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    kinds = {token.type for token in inline(tokens)}
    assert kinds <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "em_open", "em_close",
    }  # fmt: skip
    headings = [token for token in tokens if token.type == "heading_open"]
    assert [token.tag for token in headings] == ["h1", "h2"]
    paragraphs = [token.children or [] for token in tokens if token.type == "inline"][5:]
    assert ["".join(one.content for one in children) for children in paragraphs] == [
        flat(one) for one in lines if flat(one)
    ]


def flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@pytest.mark.parametrize("line", ["Anna Muster (Beratung) · Montag", "Anliegen", "Hinweis von Lotse"])
def test_in_plain_text_nobody_can_write_a_line_of_another_speaker(line: str) -> None:
    written = text_transcript(transcript(said(f"Ja.\n{line}\nNein.")))
    assert f"\n    {line}\n" in written
    assert f"\n{line}" not in written


def test_a_link_that_is_none_is_no_link() -> None:
    evil = CitedSource(1, "a", "a~0", "page", "T", "", "P", "https://a.example/ <b>", None, False, "", "")
    shown_as = markdown_transcript(transcript(said("[1]", "advisor", sources=(evil,))))
    assert "<https" not in shown_as
    assert "<b>" not in shown_as
    assert escaped("<b>") in shown_as


# --- over HTTP ---


def test_a_conversation_is_taken_along_as_a_file(client: TestClient) -> None:
    handed = post(client, "/api/v1/chat", message=PERSON)
    talk, code, number = handed["conversation_id"], handed["handoff"]["code"], handed["handoff"]["id"]
    lotse_behind(client).askers.advised.claim(number, Anna())
    path = f"/api/v1/conversations/{talk}/transcript"
    for wanted, media_type, name in (
        ({}, "text/markdown; charset=utf-8", "gespraech.md"),
        ({"format": "text"}, "text/plain; charset=utf-8", "gespraech.txt"),
    ):
        answer = client.get(path, params=wanted)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert PERSON in answer.text
        assert code not in answer.text
        assert f"{number}: in Arbeit" in answer.text.replace("\\", "")
    assert client.get(path, params={"format": "html"}).status_code == 422


def test_what_nobody_knows_has_no_transcript(client: TestClient) -> None:
    assert client.get("/api/v1/conversations/gibt-es-nicht/transcript").status_code == 404
