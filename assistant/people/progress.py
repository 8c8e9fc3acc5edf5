"""How a handoff stands, as its asker reads it."""

from datetime import datetime

from assistant.people.handed import HandedOver
from assistant.people.kinds import Kind
from assistant.people.moments import moment
from assistant.people.promise import Promise
from assistant.people.states import Status
from assistant.people.teams import Teams

STATUS_NAMES: dict[Status, str] = {
    Status.OPEN: "liegt beim Team",
    Status.CLAIMED: "in Arbeit",
    Status.WAITING: "wartet auf Sie",
    Status.ANSWERED: "beantwortet",
    Status.CLOSED: "abgeschlossen",
    Status.REOPENED: "wieder aufgenommen",
}


def progress_of(handed: HandedOver, teams: Teams) -> str:
    """Return in whole German sentences who has it, by when an answer comes, and what the asker can do."""
    match handed.status:
        case Status.WAITING:
            return "Eine Person aus der Beratung hat Ihnen eine Frage gestellt. Bitte antworten Sie im Anliegen."
        case Status.ANSWERED:
            return (
                f"Eine Person aus der Beratung hat {_on(handed.answered_at)}geantwortet. Ist noch etwas offen, "
                "schreiben Sie es in das Anliegen; sonst schließen Sie es ab."
            )
        case Status.CLOSED:
            return f"Dieses Anliegen wurde {_on(handed.closed_at)}abgeschlossen. Eine neue Frage stellen Sie jederzeit."
        case _:
            return _promised(handed, teams)


def _on(at: datetime | None) -> str:
    return f"am {moment(at)} " if at else ""


def _promised(handed: HandedOver, teams: Teams) -> str:
    team = teams.by_id(handed.team)
    if handed.due_at is None:
        return f"Ihre Frage liegt beim Team {team.name}."
    at = handed.due_at
    return Promise(team.id, team.name, None, at, team.email, at).said("de", Kind(handed.kind))
