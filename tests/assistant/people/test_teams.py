"""A question reaches the team that knows its topic and Land best, and always some team."""

import pytest

from assistant.people.teams import Team, Teams

ALL = Team("alle", "Stadt.Land.Digital")
HESSE = Team("hessen", "Hessen", states=("HE",))
MOBILITY = Team("mobil", "Mobilität", topics=("mobilitaet", "lorawan-iot"))
MOBILITY_TOO = Team("mobil-2", "Mobilität", topics=("mobilitaet",))
MOBILITY_IN_HESSE = Team("mobil-he", "Mobilität in Hessen", topics=("mobilitaet",), states=("HE", "TH"))
TEAMS = Teams([HESSE, MOBILITY, ALL, MOBILITY_TOO, MOBILITY_IN_HESSE])


@pytest.mark.parametrize(
    ("topic", "state", "team"),
    [
        ("mobilitaet", "HE", MOBILITY_IN_HESSE),
        ("mobilitaet", "BY", MOBILITY),
        ("mobilitaet", None, MOBILITY),
        ("lorawan-iot", "HE", MOBILITY),
        ("ki", "HE", HESSE),
        (None, "HE", HESSE),
        ("ki", "TH", ALL),
        (None, None, ALL),
        ("unbekannt", "XX", ALL),
    ],
)
def test_the_most_fitting_team_answers_and_the_first_of_equals(
    topic: str | None, state: str | None, team: Team
) -> None:
    assert TEAMS.team_for(topic, state) is team


def test_a_team_that_was_dissolved_leaves_its_handoffs_to_the_team_for_the_rest() -> None:
    assert [TEAMS.by_id(one) for one in ("mobil", "aufgelöst", None)] == [MOBILITY, ALL, ALL]


@pytest.mark.parametrize(
    ("teams", "reason"), [([HESSE], "genau ein Team"), ([ALL, ALL], "nur einmal"), ([], "nicht 0")]
)
def test_without_one_team_for_the_rest_nothing_starts(teams: list[Team], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Teams(teams)
