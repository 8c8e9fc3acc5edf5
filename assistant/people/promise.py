"""What an asker is promised: who answers, by when, and what happens next."""

from dataclasses import dataclass
from datetime import datetime

from assistant.people.hours import at_the_full_hour, due
from assistant.people.kinds import Kind
from assistant.people.moments import moment
from assistant.people.public_holidays import holidays_of
from assistant.people.teams import Team, Teams

ESCALATE_AFTER = 0.75  # of the promised working time; then somebody else has to hear of it


@dataclass(frozen=True, slots=True)
class Promise:
    """Who answers by when.

    `person` is the name of the one who took it, if anyone did; `email` is the team's address, "" for none; at
    `escalate_at` three quarters of the working time are used.
    """

    team: str
    team_name: str
    person: str | None
    due: datetime
    email: str
    escalate_at: datetime

    def said(self, language: str, kind: Kind = Kind.ANSWER) -> str:
        """Return the promise in whole sentences: German for "de", else English."""
        who, what, then = _WORDS["de" if language == "de" else "en"]
        return f"{who(self)} {what[kind].format(by=moment(self.due, language))} {then}"


def promise_for(teams: Teams, topic: str | None, state: str | None, at: datetime) -> Promise:
    """Return the promise for a question of that topic and Land, asked at a moment with time zone."""
    return promise_of(teams.team_for(topic, state), state, at)


def promise_of(team: Team, state: str | None, at: datetime, person: str | None = None) -> Promise:
    """Return what a team, or a person in it, promises at a moment: its hours, the holidays of its Land."""
    off = holidays_of(team.holidays_of or state)
    hours, week = team.answer_within_hours, team.week
    promised = at_the_full_hour(due(at, hours, week, off), week)
    return Promise(team.id, team.name, person, promised, team.email, due(at, hours * ESCALATE_AFTER, week, off))


def _who_german(promise: Promise) -> str:
    if promise.person:
        return f"Ihre Frage liegt bei {promise.person} im Team {promise.team_name}."
    return f"Ihre Frage liegt beim Team {promise.team_name}."


def _who_english(promise: Promise) -> str:
    if promise.person:
        return f"Your question is with {promise.person} of the team {promise.team_name}."
    return f"Your question is with the team {promise.team_name}."


_WORDS = {
    "de": (
        _who_german,
        {
            Kind.ANSWER: "Sie erhalten eine Antwort bis {by}.",
            Kind.CONSULTATION: "Sie erhalten bis {by} einen Termin bestätigt oder einen anderen vorgeschlagen.",
            Kind.WORKSHOP: "Sie erhalten bis {by} eine Rückmeldung, ob und wann ein Workshop möglich ist.",
            Kind.CONTACT: "Sie erhalten bis {by} eine Rückmeldung, wie der Kontakt zustande kommt.",
        },
        "Eine Person aus der Beratung liest dieses Gespräch und prüft, was Sie brauchen. "
        "Sie finden die Antwort in diesem Gespräch.",
    ),
    "en": (
        _who_english,
        {
            Kind.ANSWER: "You will get an answer by {by}.",
            Kind.CONSULTATION: "By {by} you will get an appointment confirmed or another one proposed.",
            Kind.WORKSHOP: "By {by} you will hear whether and when a workshop is possible.",
            Kind.CONTACT: "By {by} you will hear how you can get in touch.",
        },
        "A person of the advisory team reads this conversation. You will find the answer in this conversation.",
    ),
}
