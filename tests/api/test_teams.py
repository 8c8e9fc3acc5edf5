"""The file of teams is read as it was meant, and a mistake in it is named with field and reason."""

import subprocess
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from api.settings import ApiSettings, Settings
from api.teams import TeamsInvalid, read_teams, teams_of
from assistant.people.hours import WorkingWeek
from assistant.people.teams import Team
from assistant.settings import AssistantSettings
from knowledge.settings import KnowledgeSettings

GOOD = """
teams:
  - id: beratung
    name: Stadt.Land.Digital
    holidays_of:
  - id: mobil
    name: Team Mobilität von Stadt.Land.Digital
    email: mobil@example.org
    deputy_email: leitung@example.org
    topics: [mobilitaet]
    states: [HE]
    days: [mo, mi]
    opens: 08:30
    closes: 16:00
    answer_within_hours: 12.5
    holidays_of: HE
"""
ONE_FOR_THE_REST = "genau ein Team muss ohne topics und states sein und den Rest übernehmen, nicht"
A_DAY = "days braucht einen Tag, und closes muss später sein als opens"
FIRST = "teams:\n  - id: alle\n    name: Alle\n"


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "teams.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_field_arrives_and_what_is_left_out_has_its_default(written: Callable[[str], Path]) -> None:
    mobile = Team(
        "mobil", "Mobilität von Stadt.Land.Digital", "mobil@example.org", ("mobilitaet",), ("HE",),
        WorkingWeek(frozenset({0, 2}), time(8, 30), time(16)), 12.5, "HE", "leitung@example.org",
    )  # fmt: skip
    assert read_teams(written(GOOD)).all == (Team("beratung", "Stadt.Land.Digital"), mobile)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("teams: [", "teams.yaml: kein gültiges YAML (Zeile 1)"),
        ("", "teams.yaml: Datei: muss aus Zeilen der Form Feld: Wert bestehen"),
        ("teams: []", f"teams.yaml: {ONE_FOR_THE_REST} 0"),
        ("teams: [eins]", "teams.yaml: 1. Team: muss aus Zeilen der Form Feld: Wert bestehen"),
        ("teams:\n  - name: Alle\n", "teams.yaml: 1. Team: id: fehlt"),
        (f"{FIRST}    topic: [ki]\n", "teams.yaml: 1. Team: topic: gibt es nicht"),
        (
            f"{FIRST}    topics: [mobilität]\n",
            "teams.yaml: 1. Team: topics: mobilität gibt es nicht. Meinten Sie mobilitaet?",
        ),
        (
            f"{FIRST}    days: [mo, xx]\n",
            "teams.yaml: 1. Team: days: xx gibt es nicht. Es gibt mo, di, mi, do, fr, sa, so.",
        ),
        (f"{FIRST}    topics: ki\n", "teams.yaml: 1. Team: topics: muss eine Liste sein"),
        (f"{FIRST}    email: kein@zwei@orte\n", "teams.yaml: 1. Team: email: ist keine Mailadresse"),
        (f'{FIRST}    email: "a@b.de\\nBcc: c@d.de"\n', "teams.yaml: 1. Team: email: ist keine Mailadresse"),
        (f"{FIRST}    opens: früh\n", "teams.yaml: 1. Team: opens: muss eine Uhrzeit sein wie 08:30"),
        (f"{FIRST}    opens: 18:00\n", f"teams.yaml: alle: {A_DAY}"),
        (f"{FIRST}    days: []\n", f"teams.yaml: alle: {A_DAY}"),
        (f"{FIRST}    answer_within_hours: 0\n", "teams.yaml: 1. Team: answer_within_hours: muss größer als 0 sein"),
        (f"{FIRST}  - id: alle\n    name: B\n    states: [HE]\n", "teams.yaml: jede id darf nur einmal vorkommen"),
        (
            f"{FIRST}    states: [HE]\n",
            f"teams.yaml: {ONE_FOR_THE_REST} 0",
        ),
    ],
)
def test_a_mistake_is_named_with_field_and_reason(written: Callable[[str], Path], text: str, sentence: str) -> None:
    with pytest.raises(TeamsInvalid) as raised:
        read_teams(written(text))
    assert str(raised.value) == sentence


def test_an_unknown_land_is_refused_with_those_there_are(written: Callable[[str], Path]) -> None:
    with pytest.raises(TeamsInvalid, match=r"states: XX gibt es nicht. Es gibt BW, BY, .*TH"):
        read_teams(written(f"{FIRST}    states: [XX]\n"))


def test_without_a_file_one_team_answers_everything() -> None:
    settings = Settings(
        KnowledgeSettings(), AssistantSettings(team="Musterteam"), ApiSettings(team_email="team@example.org")
    )
    teams = teams_of(settings)
    assert teams.all == (Team("team", "Musterteam", "team@example.org"),)
    assert teams.team_for("ki", "HE") is teams.default


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    settings = Settings(KnowledgeSettings(), AssistantSettings(), ApiSettings(teams=str(tmp_path / "fehlt.yaml")))
    with pytest.raises(TeamsInvalid, match=r"fehlt\.yaml aus LOTSE_TEAMS lässt sich nicht lesen"):
        teams_of(settings)
    assert TeamsInvalid.exit_code == 2


def test_a_wrong_address_of_the_team_stops_every_command(
    lotse: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = lotse("ask", "Rufbus", LOTSE_TEAM_EMAIL="team(at)example.org")
    sentence = "Die Einstellung LOTSE_TEAM_EMAIL hat keinen gültigen Wert."
    assert (done.returncode, done.stderr.strip()) == (2, sentence)
