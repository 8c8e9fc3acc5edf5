"""The mails of a handoff as plain German text: to its asker, and to the team. Pure.

To the asker goes nothing that others wrote but the answer meant for them; to the team no contact data, which only the
console shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.handoff import REASON_NAMES
from assistant.people.form_lines import lines_of
from assistant.people.forms import FORM
from assistant.people.handed import HandedOver, Message
from assistant.people.kinds import KIND_NAMES, Kind
from assistant.people.moments import moment
from assistant.people.progress import progress_of
from assistant.people.teams import Teams
from knowledge.documents import STATE_NAMES, TOPIC_NAMES

_FAREWELL = "Mit freundlichen Grüßen\nLotse, der Assistent"
_WHY = (
    "Sie erhalten diese Mail, weil Sie um Benachrichtigung gebeten haben. Auf der Seite oben können Sie Ihre "
    "Kontaktdaten jederzeit löschen."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its envelope; the subject has one line."""

    subject: str
    text: str


def confirmation(handed: HandedOver, teams: Teams, public_url: str) -> Letter:
    """Return what an asker gets who left an address: who answers, by when, and the way back."""
    return _to_asker(handed, "Ihr Anliegen ist angekommen", public_url, progress_of(handed, teams))


def answered(handed: HandedOver, answer: Message, public_url: str) -> Letter:
    """Return the answer of a person with its sources, and the way back."""
    who = f"{answer.name} aus der Beratung hat" if answer.name else "Eine Person aus der Beratung hat"
    parts = [f"{who} Ihre Frage beantwortet:", answer.text.strip(), *_sources(answer)]
    return _to_asker(handed, "Antwort auf Ihr Anliegen", public_url, *parts)


def asked_back(handed: HandedOver, question: Message, public_url: str) -> Letter:
    """Return the question that a person has before answering."""
    who = f"{question.name} aus der Beratung" if question.name else "Eine Person aus der Beratung"
    asks = f"{who} braucht noch etwas von Ihnen, bevor Ihre Frage beantwortet werden kann:"
    answer_there = "Bitte antworten Sie auf der Seite, die hier verlinkt ist, nicht auf diese Mail."
    return _to_asker(handed, "Rückfrage zu Ihrem Anliegen", public_url, asks, question.text.strip(), answer_there)


def closed(handed: HandedOver, notice: Message, public_url: str) -> Letter:
    """Return that the handoff has ended, with what was said at its end."""
    anew = "Ist noch etwas offen, stellen Sie Ihre Frage bitte neu."
    return _to_asker(handed, "Ihr Anliegen ist abgeschlossen", public_url, notice.text.strip(), anew)


def new_for_team(handed: HandedOver, public_url: str) -> Letter:
    """Return what the team has to know of a new handoff; without contact data."""
    return _to_team(handed, "Neues Anliegen", "Ein Anliegen wartet auf eine Person.", public_url)


def written_for_team(handed: HandedOver, public_url: str) -> Letter:
    """Return that the asker wrote again; what was written stands in the console."""
    return _to_team(handed, "Neue Nachricht", "In einem Anliegen gibt es eine neue Nachricht.", public_url)


def escalated(handed: HandedOver, public_url: str) -> Letter:
    """Return the warning that a promise is about to be missed."""
    said = "Die versprochene Zeit ist fast um, und noch ist nichts beantwortet. Bitte übernehmen Sie das Anliegen."
    return _to_team(handed, "Frist läuft ab", said, public_url)


def return_link(handed: HandedOver, public_url: str) -> str:
    """Return the address at which the asker finds the handoff; "" when this Lotse does not know its own address."""
    return f"{public_url}/anliegen/{handed.code}" if public_url else ""


def _to_asker(handed: HandedOver, subject: str, public_url: str, *paragraphs: str) -> Letter:
    name = handed.contact.name if handed.contact else None
    greeting = f"Guten Tag {_one_line(name)}," if name else "Guten Tag,"
    back = [f"Ihre Vorgangsnummer ist {handed.number}, Ihr Code ist {handed.code}."]
    if link := return_link(handed, public_url):
        back.append(f"Hier finden Sie den ganzen Vorgang und können antworten:\n{link}")
    text = "\n\n".join((greeting, *paragraphs, *back, _WHY, _FAREWELL))
    return Letter(f"{subject} ({handed.number})", text + "\n")


def _to_team(handed: HandedOver, subject: str, said: str, public_url: str) -> Letter:
    facts = "\n".join(f"{label}: {value}" for label, value in _facts(handed).items() if value)
    asked = [f"Frage:\n{handed.question}", *_form(handed)]
    link = [f"In der Konsole:\n{public_url}/console/handoffs/{handed.number}"] if public_url else []
    kind = KIND_NAMES[Kind(handed.kind)]
    return Letter(f"{subject}: {kind} ({handed.number})", "\n\n".join((said, facts, *asked, *link)) + "\n")


def _facts(handed: HandedOver) -> Mapping[str, str]:
    profile = handed.profile
    people = f"{profile.population:,}".replace(",", ".") if profile.population else ""
    return {
        "Nummer": handed.number,
        "Art": KIND_NAMES[Kind(handed.kind)],
        "Grund": REASON_NAMES.get(handed.reason, handed.reason),
        "Thema": TOPIC_NAMES.get(handed.topic or "", ""),
        "Land": STATE_NAMES.get(profile.state or "", ""),
        "Einwohner": people,
        "Versprochen bis": moment(handed.due_at) if handed.due_at else "",
    }


def _form(handed: HandedOver) -> list[str]:
    """Return the filled-in form without the phone number, which is contact data."""
    if handed.kind == Kind.ANSWER or not handed.form:
        return []
    lines = lines_of(FORM.validate_python({"kind": handed.kind, **handed.form}))
    return ["\n".join(f"{label}: {text}" for label, text in lines if label != "Telefonnummer")]


def _sources(answer: Message) -> list[str]:
    lines = [
        f"[{one.n}] {', '.join(filter(None, (one.title, one.pages)))}"
        + "".join(f"\n    {origin.url}" for origin in one.origins)
        for one in answer.sources
    ]
    return ["Quellen:\n" + "\n".join(lines)] if lines else []


def _one_line(text: str) -> str:
    return " ".join(text.split())
