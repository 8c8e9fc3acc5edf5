"""A plan in every format: whole, readable by the programs of a town hall, and the same each time."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar, Todo

from api.export.calendar import SPACING, ics_of
from api.export.formats import FORMATS, Format, read_plan
from api.export.markdown import markdown_of
from api.export.table import COLUMNS, csv_of
from api.export.word import docx_of
from assistant.roadmap.values import Plan, PlanNote, PlanPhase, PlanSource, PlanStep, PlanSupport, PlanText

START = date(2027, 1, 11)
FROM = PlanSupport("leit-brunnen", "leit-brunnen~1", "Schritte")
PLAN = Plan(
    title="Trinkbrunnen aufstellen",
    made_on="2026-03-01",
    document_ids=("leit-brunnen", "fall-aue"),
    phases=(
        PlanPhase(
            "orientierung",
            "Orientierung",
            (PlanStep(1, "Bedarf klären", (PlanText("Fragen Sie die Vereine.", (1,)),), (1,), "Bauamt", support=FROM),),
        ),
        PlanPhase(
            "umsetzung",
            "Umsetzung",
            (
                PlanStep(2, "Brunnen bauen", (PlanText("Zwei; besser drei.", (1, 2)),), (1, 2), None, "Rat",
                         "rund 12.000 Euro", FROM, notes=(PlanNote("Fallstudie Aue", "Frost schadet.", (3,), 2),)),
                PlanStep(3, "Wirkung messen", (PlanText("Zählen Sie.", ()),), suggestion=True),
            ),
        ),
    ),
    cautions=(PlanNote("Worauf achten", "Landesrecht gilt.", (2,)),),
    open_points=(PlanNote("Quellen gehen auseinander", "Zwei oder vier Proben.", (1,), 2),),
    sources=(
        PlanSource(1, "Brunnenbuch", "Verlag", "https://example.org/1", "leit-brunnen", "Trinkbrunnen", "2025", False),
        PlanSource(2, "Wasserheft", "Kreis", "https://example.org/2", "leit-brunnen", "Trinkbrunnen", "2025", False),
        PlanSource(3, "Bericht", "Aue", None, "fall-aue", "Aue: Brunnen", "2019", True),
    ),
)  # fmt: skip
STEPS = ["1. Bedarf klären", "2. Brunnen bauen", "3. Wirkung messen (Vorschlag)"]


def rows_of(plan: Plan) -> list[dict[str, str]]:
    text = csv_of(plan).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def tasks_of(plan: Plan, start: date | None = None) -> list[Todo]:
    return [task for task in Calendar.from_ical(ics_of(plan, start)).walk("VTODO") if isinstance(task, Todo)]


def with_first(**changed: object) -> Plan:
    """Give the plan with other values in its first step."""
    first = replace(PLAN.steps[0], **changed)  # type: ignore[arg-type]
    return replace(PLAN, phases=(replace(PLAN.phases[0], steps=(first,)), *PLAN.phases[1:]))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    form: Format = FORMATS[name]  # type: ignore[index]
    assert form.write(PLAN, START) == form.write(PLAN, START)


def test_a_plan_comes_back_from_json_as_it_went() -> None:
    assert read_plan(FORMATS["json"].write(PLAN, None)) == PLAN


def test_json_marks_a_suggestion() -> None:
    data = json.loads(FORMATS["json"].write(PLAN, None))
    assert [step["suggestion"] for phase in data["phases"] for step in phase["steps"]] == [False, False, True]


# --- Markdown ---


def test_markdown_has_phases_and_steps_as_headings() -> None:
    headings = [line.lstrip("# ") for line in markdown_of(PLAN).splitlines() if line.startswith("### ")]
    assert headings == STEPS


def test_markdown_explains_every_number_it_cites() -> None:
    text, _, sources = markdown_of(PLAN).partition("## Quellen")
    assert all(f"[{n}]" in text and f"- [{n}] " in sources for n in (1, 2, 3))


def test_markdown_says_which_source_is_old() -> None:
    assert "Aue: Brunnen (Stand 2019, möglicherweise veraltet)" in markdown_of(PLAN)


def test_what_looks_like_markdown_is_shown_as_it_is() -> None:
    shown = markdown_of(with_first(title="<script> *fett* [Link](x)\n# Titel"))
    assert r"### 1. \<script\> \*fett\* \[Link](x) \# Titel" in shown.splitlines()


def test_a_source_number_becomes_no_link() -> None:
    shown = markdown_of(with_first(title="Zahlen [1](https://boese.example) und [2]: https://boese.example"))
    assert "[1]\\(https" in shown
    assert "[2]\\: https" in shown


# --- Word ---


@pytest.fixture(scope="module")
def document() -> "docx.document.Document":
    return docx.Document(io.BytesIO(docx_of(PLAN)))


def test_word_has_headings_in_order(document: "docx.document.Document") -> None:
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"] == STEPS
    first = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert first == ["Übersicht", "Orientierung", "Umsetzung", "Worauf achten", "Offene Punkte", "Quellen"]


def test_word_says_that_it_is_german(document: "docx.document.Document") -> None:
    languages = [element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))]
    assert languages
    assert set(languages) == {"de-DE"}
    assert document.core_properties.language == "de-DE"


def test_the_table_in_word_has_a_header_row_and_a_row_for_each_step(document: "docx.document.Document") -> None:
    [table] = document.tables
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False, False]
    assert [row.cells[0].text for row in table.rows[1:]] == STEPS


def test_word_has_title_and_date_of_the_plan(document: "docx.document.Document") -> None:
    said = document.core_properties
    assert said.title == "Fahrplan: Trinkbrunnen aufstellen"
    assert said.created is not None
    assert said.created.date() == date(2026, 3, 1)


def test_word_lists_every_source_at_the_end(document: "docx.document.Document") -> None:
    texts = [p.text for p in document.paragraphs]
    after = texts[texts.index("Quellen") :]
    assert [text for text in after if text.startswith("[")] == [
        "[1] Brunnenbuch (Verlag): https://example.org/1",
        "[2] Wasserheft (Kreis): https://example.org/2",
        "[3] Bericht (Aue)",
    ]


# --- calendar ---


def test_each_step_is_a_task_with_its_own_id() -> None:
    tasks = tasks_of(PLAN)
    assert [str(task["SUMMARY"]) for task in tasks] == STEPS
    assert len({str(task["UID"]) for task in tasks}) == len(STEPS)


def test_without_a_start_no_date_is_invented() -> None:
    assert all("DTSTART" not in task and "DUE" not in task for task in tasks_of(PLAN))


def test_with_a_start_the_tasks_follow_each_other_and_say_that_dates_are_placeholders() -> None:
    tasks = tasks_of(PLAN, START)
    assert [task.decoded("DTSTART") for task in tasks] == [START + n * SPACING for n in range(3)]
    assert all(task.decoded("DUE") == task.decoded("DTSTART") + SPACING for task in tasks)
    assert all("Platzhalter" in str(task["DESCRIPTION"]) for task in tasks)


def test_a_task_names_its_sources() -> None:
    assert "[3] Bericht (Aue)" in str(tasks_of(PLAN)[1]["DESCRIPTION"])


# --- table ---


def test_the_table_opens_in_a_german_excel() -> None:
    data = csv_of(PLAN)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[0] == ";".join(COLUMNS)


def test_the_table_has_a_row_for_each_step_and_keeps_semicolons_in_their_cell() -> None:
    rows = rows_of(PLAN)
    assert [row["Schritt"] for row in rows] == ["Bedarf klären", "Brunnen bauen", "Wirkung messen"]
    assert rows[1]["Erläuterung"] == "Zwei; besser drei. [1][2]"
    assert [row["Herkunft"] for row in rows] == ["Trinkbrunnen aufstellen"] * 2 + ["Vorschlag"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n="])
def test_no_cell_can_be_a_formula(start: str) -> None:
    [row, *_] = rows_of(with_first(title=f'{start}HYPERLINK("https://example.org")', role=f"{start}1"))
    assert row["Schritt"].startswith("'")
    assert row["Beteiligt"].startswith("'")


# --- all ---


@pytest.mark.parametrize("name", FORMATS)
def test_control_characters_spoil_no_file(name: str) -> None:
    form: Format = FORMATS[name]  # type: ignore[index]
    written = form.write(with_first(title="Bedarf\x0b klären\x00", role="Bau\x1famt"), None)
    readers: dict[str, Callable[[bytes], object]] = {
        "docx": lambda data: docx.Document(io.BytesIO(data)), "ics": Calendar.from_ical, "json": json.loads
    }  # fmt: skip
    assert readers.get(name, bytes.decode)(written)


@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_without_anything_beside_its_steps_is_written_too(name: str) -> None:
    form: Format = FORMATS[name]  # type: ignore[index]
    assert form.write(replace(PLAN, cautions=(), open_points=(), sources=()), None)
