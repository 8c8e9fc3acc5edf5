"""Blind sheets for people who score answers: what they show, what they hide, and what comes back from them."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.messages import GeneratedBy, Origin, Outcome, Reply, SourceEntry, Statement
from evals.points import summary
from evals.questions import SetQuestion
from evals.ratings import Ratings, SheetInvalid, read_key, read_ratings
from evals.run import Answered
from evals.sheet import COLUMNS, Item, items_of, key_of, sheet_of
from ingest.read.text_tables import write_text
from ingest.read.workbooks import write_workbook

WRITERS = {"xlsx": write_workbook, "csv": write_text}


def answer(key: str, *statements: str, outcome: Outcome = Outcome.ANSWERED) -> Answered:
    """Return an answer whose statement n cites source n."""
    told = {"state": "HE", "population": 8000}
    question = SetQuestion.model_validate(
        {"id": key, "question": "Was kostet das?", "profile": told, "expected": "clarify"}
    )
    sources = tuple(
        SourceEntry(n, "fall-a", f"fall-a~{n}", "case_study", "Rufbus", "Kosten", None, "Kreis", "2025-05", False, "k",
                    (Origin("Bericht", "Kreis", f"https://example.org/{n}"),))
        for n in range(1, len(statements) + 1)
    )  # fmt: skip
    said = tuple(Statement(text, (n,), "fact") for n, text in enumerate(statements, start=1))
    reply = Reply(
        "c", "m", outcome, statements=said, sources=sources, confidence=0.8125,
        generated_by=GeneratedBy(mode="model", model="geheimes-modell"),
    )  # fmt: skip
    return Answered(
        "geheimer-satz", question, reply, (), {f"fall-a~{n}": f"Stelle {n} im Wortlaut." for n in (1, 2, 3)}
    )


RUN = [answer(f"geheim-{n}", *(f"Aussage {n}.{m}" for m in range(1, n % 3 + 1))) for n in range(30)]


def codes(items: Sequence[Sequence[Item]], rater: int) -> list[str]:
    return [str(row[0]) for row in sheet_of(items, rater, 7).rows]


def test_a_row_shows_what_is_to_be_judged_beside_its_source() -> None:
    [[item, _]] = items_of([answer("f", "Drei Euro je Fahrt.", "=1+1")], 1, 0)
    [row, _] = sheet_of([[item, item]], 1, 0).rows
    shown = dict(zip([column.title for column in COLUMNS], row, strict=True))
    assert (shown["Frage"], shown["Zur Kommune"], shown["Aussage"]) == (
        "Was kostet das?", "8.000 Einwohner, Hessen", "Drei Euro je Fahrt.",
    )  # fmt: skip
    assert shown["Belegstelle"] == "[1] Stelle 1 im Wortlaut."
    assert (shown["Quelle"], shown["Adresse"]) == ("[1] Rufbus › Kosten (Stand 2025-05)", "https://example.org/1")
    assert (shown["Punkte Aussage"], shown["Punkte Quelle"], shown["Bemerkung"]) == (None, None, None)


def test_only_answers_that_state_something_are_drawn_and_the_same_ones_for_a_seed() -> None:
    drawn = [items[0].answered.question.id for items in items_of(RUN, 12, 3)]
    assert len(set(drawn)) == 12
    assert all(items[0].answered.reply.statements for items in items_of(RUN, 12, 3))
    assert drawn == [items[0].answered.question.id for items in items_of(RUN, 12, 3)]
    assert drawn != [items[0].answered.question.id for items in items_of(RUN, 12, 4)]
    assert len(items_of(RUN, 99, 3)) == 20


def test_all_raters_get_the_same_rows_each_in_another_order_and_answers_stay_whole() -> None:
    items = items_of(RUN, 12, 7)
    first, second = codes(items, 1), codes(items, 2)
    assert sorted(first) == sorted(second)
    assert first != second
    for order in (first, second):
        answers = [code.partition("-")[0] for code in order]
        assert len(list(dict.fromkeys(answers))) == sum(a != b for a, b in zip(answers, ["", *answers], strict=False))


@pytest.mark.parametrize("form", WRITERS)
def test_a_sheet_does_not_tell_where_it_comes_from(form: str) -> None:
    written = WRITERS[form](sheet_of(items_of(RUN, 12, 7), 1, 7))
    if form == "xlsx":
        workbook = load_workbook(io.BytesIO(written))
        told = str([[cell.value for row in sheet for cell in row] for sheet in workbook]) + str(workbook.properties)
    else:
        told = written.decode("utf-8-sig")
    assert "Aussage" in told
    for secret in ("geheim", "modell", "0.8125", "answered", "clarify", "case_study", "fact"):
        assert secret not in told


def test_in_excel_points_are_chosen_and_texts_are_never_computed() -> None:
    sheet = sheet_of(items_of([answer("f", '=HYPERLINK("http://boese","hier")', "-1 Grad", "@alle")], 1, 0), 1, 0)
    table = load_workbook(io.BytesIO(write_workbook(sheet)))["Bogen"]
    assert [(cell.value, cell.data_type) for cell in table["D"][1:]] == [
        ('=HYPERLINK("http://boese","hier")', "s"), ("-1 Grad", "s"), ("@alle", "s"),
    ]  # fmt: skip
    assert {(str(one.sqref), one.formula1) for one in table.data_validations.dataValidation} == {
        ("H2:H4", '"100,80,0"'), ("I2:I4", '"25,20,0"'),
    }  # fmt: skip
    assert table["G2"].hyperlink.target == "https://example.org/1"
    assert (table.freeze_panes, table["D2"].alignment.wrap_text) == ("A2", True)
    text = write_text(sheet).decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in text
    assert ";'-1 Grad;" in text
    assert ";'@alle;" in text


Fill = Callable[[int, Mapping[str, tuple[object, object]]], Path]


@pytest.fixture(params=sorted(WRITERS))
def fill(request: pytest.FixtureRequest, tmp_path: Path) -> Fill:
    """Write a rater's sheet with the points by code, in both forms; codes that are not named get 100 and 25."""

    def write(rater: int, points: Mapping[str, tuple[object, object]]) -> Path:
        blank = sheet_of(ITEMS, rater, 7)
        rows = [(*row[:-3], *points.get(str(row[0]), (100, 25)), None) for row in blank.rows]
        path = tmp_path / f"person-{rater}.{request.param}"
        path.write_bytes(WRITERS[request.param](replace(blank, rows=rows)))  # type: ignore[arg-type]
        return path

    return write


ITEMS = items_of(RUN[:9], 6, 7)
CODES = [item.code for items in ITEMS for item in items]


def test_points_come_back_by_code_whatever_the_order_of_the_rows(fill: Fill) -> None:
    one = read_ratings(fill(1, {CODES[0]: (80, 20), CODES[1]: (0, 0)}), CODES, "A")
    two = read_ratings(fill(2, {CODES[0]: (80, 20), CODES[1]: (0, 0)}), CODES, "B")
    assert one.problems == two.problems == ()
    assert one.statements == two.statements
    assert (one.statements[CODES[0]], one.citations[CODES[0]], one.statements[CODES[2]]) == (80, 20, 100)


def test_a_missing_or_wrong_cell_is_named_and_counts_for_nothing(fill: Fill) -> None:
    path = fill(1, {CODES[0]: (None, 20), CODES[1]: (90, "ja")})
    found = read_ratings(path, [*CODES, "ZZZZ-1"], "A")
    row = {code: n for n, code in enumerate(codes(ITEMS, 1), start=2)}
    assert {str(problem) for problem in found.problems} == {
        f"{path}, Zelle H{row[CODES[0]]}: Punkte Aussage: ist leer",
        f"{path}, Zelle H{row[CODES[1]]}: Punkte Aussage: „90“ ist nicht vorgesehen: 100, 80 oder 0",
        f"{path}, Zelle I{row[CODES[1]]}: Punkte Quelle: „ja“ ist nicht vorgesehen: 25, 20 oder 0",
        f"{path}: Kennung: ZZZZ-1 fehlt auf dem Bogen",
    }
    assert CODES[0] not in found.statements
    assert found.citations[CODES[0]] == 20


def test_rows_of_another_sheet_and_repeated_rows_are_named(fill: Fill) -> None:
    found = read_ratings(fill(1, {}), CODES[1:], "A")
    assert [problem.reason for problem in found.problems] == [f"„{CODES[0]}“ gehört nicht zu diesem Schlüssel"]


@pytest.mark.parametrize("content", [b"a;b\n1;2\n", b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(SheetInvalid, match=r"x\.csv"):
        read_ratings(tmp_path / "x.csv", CODES, "A")
    with pytest.raises(SheetInvalid, match="ist kein Schlüssel"):
        read_key(tmp_path / "x.csv")


def test_points_of_an_answer_are_three_quarters_statements_and_the_citation() -> None:
    items = items_of([answer("f", "A", "B")], 1, 0)
    [[a, b]] = items
    key = key_of(items, "lauf-1", 0)
    found = summary(key, [Ratings("P", {a.code: 100, b.code: 80}, {a.code: 25, b.code: 0}, ())])
    assert found["answers"] == [
        {"set": "geheimer-satz", "id": "f", "question": "Was kostet das?", "points": {"P": 80.0}, "total": 80.0}
    ]
    assert found["raters"]["P"]["without_error"]["value"] == 0.0
    assert (found["raters"]["P"]["statement"]["value"], found["raters"]["P"]["citation"]["value"]) == (90.0, 12.5)


def test_an_answer_with_an_empty_cell_has_no_points_from_that_person() -> None:
    items = items_of([answer("f", "A", "B"), answer("g", "C")], 2, 0)
    key = key_of(items, "lauf-1", 0)
    whole = dict.fromkeys(key.codes, 100)
    lacking = {code: points for code, points in whole.items() if key.codes[code].text != "B"}
    found = summary(
        key, [Ratings("P", lacking, dict.fromkeys(whole, 25), ()), Ratings("Q", whole, dict.fromkeys(whole, 25), ())]
    )
    assert {one["id"]: sorted(one["points"]) for one in found["answers"]} == {"f": ["Q"], "g": ["P", "Q"]}
    assert (found["raters"]["P"]["total"]["n"], found["agreement"]["statement"]["n"]) == (1, 2)


def test_agreement_falls_with_each_difference_and_the_differences_are_named() -> None:
    items = items_of(RUN, 12, 7)
    key = key_of(items, "lauf-1", 7)
    points = {code: (100, 80, 0)[n % 3] for n, code in enumerate(key.codes)}
    changed = list(key.codes)[:5:4]
    other = points | dict(zip(changed, (0, 100), strict=True))
    citations = dict.fromkeys(points, 25)
    alike = summary(key, [Ratings("P", points, citations, ()), Ratings("Q", points, citations, ())])
    apart = summary(key, [Ratings("P", points, citations, ()), Ratings("Q", other, citations, ())])
    assert alike["agreement"]["statement"]["alpha"] == 1.0
    assert alike["agreement"]["citation"]["alpha"] is None
    assert alike["differing"] == []
    agreed = apart["agreement"]["statement"]
    assert agreed["low"] < agreed["alpha"] < agreed["high"] <= 1.0
    assert agreed["equal"] == round(1 - 2 / len(points), 4)
    assert [one["points"] for one in apart["differing"]] == [{"P": 100, "Q": 0}, {"P": 80, "Q": 100}]
