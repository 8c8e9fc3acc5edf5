"""`lotse eval gate` with rules of one's own: held at first, passed the second time, and one sentence for bad input."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
QUESTIONS = [
    {"id": "1", "question": "Wie starten wir mit LoRaWAN?", "relevant": ["leit-lorawan-netz-start"]},
    {"id": "2", "question": "Wie wählen wir Sensoren?", "relevant": ["gibt-es-nicht"]},
]
RULES = """
today = 2026-11-27
[[questions]]
file = "fragen.jsonl"
[[thresholds]]
measure = "hit@5"
at_least = 0.5
reason = "one of two can be found"
[[held]]
measure = "hit@5"
lost_at_most = 0
reason = "r"
"""


@pytest.fixture(scope="module")
def shared_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "fragen.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    path = tmp_path / "gate.toml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_what_is_held_is_shown_and_from_then_on_nothing_of_it_may_be_lost(
    lotse: Run, shared_dir: Path, rules: Path
) -> None:
    gate = ("eval", "gate", "--thresholds", str(rules))
    first = lotse(*gate, "--hold", data=shared_dir)
    assert first.returncode == 0, first.stderr
    for line in ("fragen 1: hit@5 – → 1,000", "fragen 2: hit@5 – → 0,000", "Bestanden."):
        assert line in first.stdout.splitlines()
    again = json.loads(lotse(*gate, "--hold", "--json", data=shared_dir).stdout)
    assert (again["passed"], again["n"], again["changes"]) == (True, 2, [])

    held = rules.with_name("held.jsonl")
    held.write_text(held.read_text().replace("0.0", "1.0"))
    worse = lotse(*gate, data=shared_dir)
    assert worse.returncode == 1
    assert worse.stdout.splitlines()[-2:] == [
        "hit@5: richtiges Dokument unter den ersten fünf: bei 1 Frage schlechter als festgehalten, "
        "erlaubt höchstens 0: fragen 2.",
        "Nicht bestanden: 1 von 2 Schwellen verfehlt.",
    ]


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["--thresholds", "/gibt/es/nicht.toml"], 2, "/gibt/es/nicht.toml: Datei: lässt sich nicht lesen"),
        (["--thresholds", "{rules}"], 2, "held.jsonl: Datei: lässt sich nicht lesen; gibt es sie noch nicht, legt"),
        (["/gibt/es/nicht"], 2, "Den Ordner /gibt/es/nicht gibt es nicht."),
        (["--schwellen", "x"], 2, "Die Option --schwellen gibt es nicht."),
    ],
)
def test_what_cannot_be_judged_ends_with_one_sentence(
    lotse: Run, shared_dir: Path, rules: Path, args: list[str], code: int, sentence: str
) -> None:
    done = lotse("eval", "gate", *(arg.format(rules=rules) for arg in args), data=shared_dir)
    assert done.returncode == code
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
