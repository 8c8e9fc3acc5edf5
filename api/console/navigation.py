"""What stands in the console's navigation."""

from dataclasses import dataclass

from assistant.people.advisors import Advisor, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that everyone with this role finds in the navigation."""

    path: str
    label: str
    role: Role = "advisor"


HOME = "/console"
ENTRIES: tuple[Entry, ...] = (
    Entry(HOME, "Anliegen"),
    Entry("/console/gaps", "Lücken", "editor"),
    Entry("/console/knowledge", "Wissen", "editor"),
    Entry("/console/figures", "Zahlen"),
    Entry("/console/people", "Personen", "admin"),
    Entry("/console/audit", "Protokoll", "admin"),
    Entry("/console/deliveries", "Zustellung", "admin"),
    Entry("/console/verified", "Geprüfte Antworten"),
    Entry("/console/letters", "Briefe"),
    Entry("/console/canned", "Textbausteine", "editor"),
)


def entries_for(advisor: Advisor, path: str) -> list[tuple[Entry, bool]]:
    """Return the entries a person may open, each with whether `path` is that page or one below it."""
    shown = [entry for entry in ENTRIES if advisor.may(entry.role)]
    around = (e.path for e in shown if path == e.path or (e.path != HOME and path.startswith(e.path + "/")))
    here = max(around, key=len, default="")
    return [(entry, entry.path == here) for entry in shown]
