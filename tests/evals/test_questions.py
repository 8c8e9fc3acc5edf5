"""Question sets as people and other tools write them: what is read, and how a mistake is named."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.questions import SetInvalid, read_sets, sampled
from knowledge.profile import Profile

SETS = Path(__file__).parents[2] / "evals" / "sets"
DEV = Path(__file__).parents[3] / "shared" / "questions" / "dev.jsonl"
SHIPPED = (
    "english english-unanswerable short unanswerable unanswerable-2 near-misses routes typed dialogues funding".split()
)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a question set; each row has an id and a question unless it says otherwise."""

    def writing(*rows: Any, name: str = "fragen.jsonl") -> Path:
        lines = [
            row if isinstance(row, str) else json.dumps({"id": f"f{n}", "question": "Was kostet ein Rufbus?", **row})
            for n, row in enumerate(rows, start=1)
        ]
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return writing


def test_everything_a_row_can_say_is_read(write: Write) -> None:
    told = {"state": "BY", "population": 8000, "type": "landgemeinde", "phase": "betrieb"}
    row = {
        "dialogue": ["Guten Tag"], "relevant": ["leit-a"], "nuggets": ["3 Euro"], "profile": told,
        "today": "2025-11-07", "expected": "handoff.*", "class": "near_miss", "style": "fact", "tuned": False,
        "missing": "Kosten", "note": "…",
    }  # fmt: skip
    [found] = read_sets([write(row)])[0].questions
    assert (found.dialogue, found.relevant, found.nuggets) == (("Guten Tag",), ("leit-a",), ("3 Euro",))
    assert found.asker == Profile("BY", 8000, "landgemeinde", "betrieb")
    assert (found.today, found.expected, found.kind) == (date(2025, 11, 7), "handoff.*", "near_miss")
    assert (found.style, found.tuned, found.missing) == ("fact", False, ("Kosten",))


def test_only_id_and_question_are_needed_and_other_fields_and_empty_lines_do_no_harm(write: Write) -> None:
    [found] = read_sets([write({"profile": None, "relevant": None, "parts": 2}, "", "   ")])[0].questions
    assert (found.asker, found.relevant, found.expected) == (Profile(), (), None)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ('{"id": "a"', "Zeile", "ist kein gültiges JSON"),
        ('["a"]', "Zeile", "muss ein Objekt sein"),
        ('{"id": "a"}', "question", "fehlt"),
        ({"question": "  "}, "question", "darf nicht leer sein"),
        ({"question": 4711}, "question", "muss Text sein"),
        ({"expected": "beantwortet"}, "expected", "ist kein Ausgang, den es gibt"),
        ({"expected": "handoff.legall"}, "expected", "ist kein Ausgang, den es gibt"),
        ({"relevant": ["kein dokument"]}, "relevant.0", "hat nicht die verlangte Form"),
        ({"nuggets": 3}, "nuggets", "muss eine Liste sein"),
        ({"profile": {"state": "XX"}}, "profile.state", "muss eines sein von 'BW', "),
        ({"profile": {"population": "viele"}}, "profile.population", "muss eine ganze Zahl sein"),
        ({"profile": {"population": 0}}, "profile.population", "ist zu klein"),
        ({"today": "2025-13-45"}, "today", "ist kein gültiges Datum"),
        ({"tuned": "vielleicht"}, "tuned", "muss true oder false sein"),
        ({"status": ["laufend"]}, "status", "muss ein Objekt sein"),
    ],
)
def test_a_mistake_is_named_by_file_line_field_and_reason(write: Write, row: Any, field: str, reason: str) -> None:
    path = write({}, row)
    with pytest.raises(SetInvalid) as raised:
        read_sets([path])
    [problem] = raised.value.problems
    assert (problem.file, problem.field) == (f"{path}, Zeile 2", field)
    assert problem.reason.startswith(reason)


def test_mistakes_of_all_files_are_named_at_once(write: Write, tmp_path: Path) -> None:
    files = [write({"expected": "?"}, name="a.jsonl"), write({"id": "x"}, {"id": "x"}, name="b.jsonl"), tmp_path / "c"]
    with pytest.raises(SetInvalid) as raised:
        read_sets(files)
    assert [(Path(p.file.split(",")[0]).name, p.field) for p in raised.value.problems] == [
        ("a.jsonl", "expected"), ("b.jsonl", "id"), ("c", "Datei"),
    ]  # fmt: skip


def test_a_hundred_mistakes_do_not_flood_the_screen(write: Write) -> None:
    with pytest.raises(SetInvalid) as raised:
        read_sets([write(*[{"expected": "?"}] * 100)])
    assert str(raised.value).splitlines()[-1] == "… und 90 weitere."


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00"])
def test_a_file_without_a_question_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "leer.jsonl").write_bytes(content)
    with pytest.raises(SetInvalid) as raised:
        read_sets([tmp_path / "leer.jsonl"])
    assert [problem.field for problem in raised.value.problems] == ["Datei"]


def test_sets_of_the_same_file_name_stay_apart(write: Write, tmp_path: Path) -> None:
    (tmp_path / "alt").mkdir()
    assert len({one.name for one in read_sets([write({}), write({}, name="alt/fragen.jsonl")])}) == 2


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order(write: Write) -> None:
    sets = read_sets([write(*[{}] * 50)])
    drawn = [q.id for q in sampled(sets, 10, seed=7)[0].questions]
    assert len(drawn) == 10
    assert drawn == [q.id for q in sampled(sets, 10, seed=7)[0].questions]
    assert drawn == sorted(drawn, key=lambda key: int(key[1:]))
    assert drawn != [q.id for q in sampled(sets, 10, seed=8)[0].questions]


@pytest.mark.parametrize("file", [DEV, *(SETS / f"{name}.jsonl" for name in SHIPPED)], ids=lambda path: path.stem)
def test_every_set_there_is_can_be_read_as_it_is(file: Path) -> None:
    if not file.exists():
        pytest.skip(f"no {file.name} here")
    [found] = read_sets([file])
    assert len(found.questions) == len(file.read_text(encoding="utf-8").split("\n{"))
