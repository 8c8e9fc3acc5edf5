"""Who answers: teams with their topics, Länder and working time, and which of them a question goes to.

Where teams are written down is not known here; api/teams.py reads them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.people.hours import WorkingWeek

ANSWER_WITHIN_HOURS = 16.0  # two working days of eight hours


@dataclass(frozen=True, slots=True)
class Team:
    """Who takes over, when they work, and how soon they answer (working hours).

    `name` reads on behind "beim Team"; an empty `email` means no mail to the team. Without topics or states a team is
    there for all of them; `holidays_of` is the Land whose holidays it keeps, without one that of the question counts.
    """

    id: str
    name: str
    email: str = ""
    topics: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    week: WorkingWeek = field(default_factory=WorkingWeek)
    answer_within_hours: float = ANSWER_WITHIN_HOURS
    holidays_of: str | None = None
    deputy_email: str = ""

    @property
    def takes_the_rest(self) -> bool:
        """Whether it is there for every topic and every Land."""
        return not self.topics and not self.states


class Teams:
    """All teams in order; exactly one of them takes what no other does."""

    def __init__(self, teams: Sequence[Team]) -> None:
        """Raises ValueError, in German, when ids repeat or not exactly one team takes the rest."""
        self.all = tuple(teams)
        self._by_id = {team.id: team for team in self.all}
        rest = [team for team in self.all if team.takes_the_rest]
        if len(self._by_id) < len(self.all):
            raise ValueError("jede id darf nur einmal vorkommen")
        if len(rest) != 1:
            raise ValueError(
                f"genau ein Team muss ohne topics und states sein und den Rest übernehmen, nicht {len(rest)}"
            )
        self.default = rest[0]

    def team_for(self, topic: str | None, state: str | None) -> Team:
        """Return the team for topic and Land, else for the topic, else for the Land, else for the rest.

        Of several the first in order. A team with topics and states takes only what is in both.

        >>> teams = Teams([Team("a", "Alle"), Team("m", "Mobilität", topics=("mobilitaet",))])
        >>> teams.team_for("mobilitaet", "HE").id, teams.team_for("ki", "HE").id
        ('m', 'a')
        """
        fitting = (team for team in self.all if _fits(team.topics, topic) and _fits(team.states, state))
        return max(fitting, key=lambda team: (bool(team.topics), bool(team.states)))

    def by_id(self, team_id: str | None) -> Team:
        """Return the team of that id; when it is gone from the file, the one that takes the rest."""
        return self._by_id.get(team_id or "", self.default)


def _fits(its: tuple[str, ...], asked: str | None) -> bool:
    return not its or asked in its
