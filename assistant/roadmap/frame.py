"""The few steps that every digital project of a municipality needs, suggested where the guidance does not have them.

They are the assistant's own, carry no source and are marked "Vorschlag". Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.roadmap.details import body_of
from assistant.roadmap.steps import Step
from knowledge.documents import FrontMatter

_DECISION = re.compile(r"beschl(?:uss|üss|ieß|oss)", re.IGNORECASE)
_PRIVACY = re.compile(r"datenschutz|dsgvo|personenbezogen|folgenabschätzung|anonymis", re.IGNORECASE)
_IMPACT = re.compile(
    r"auswert|evalu|überprüf|nachsteuer|kennzahl|wirkung|messen|monitoring|berichten|nachhalten", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step of the assistant's own, and the phase it belongs to."""

    phase: str
    title: str
    text: str
    role: str | None = None
    body: str | None = None


_COUNCIL = Suggestion(
    "strategie",
    "Beschluss des zuständigen Gremiums einholen",
    "Legen Sie Ziel, Kosten, Folgekosten und Zuständigkeit in einer Vorlage zur Entscheidung vor.",
    body="Rat, Kreistag oder Verbandsversammlung",
)
_DATA_PROTECTION = Suggestion(
    "organisation",
    "Datenschutz prüfen",
    "Klären Sie vor dem Start, ob personenbezogene Daten anfallen und ob eine Folgenabschätzung nötig ist.",
    role="Datenschutzbeauftragte",
)
_MEASURING = Suggestion(
    "evaluation",
    "Wirkung messen",
    "Legen Sie vor dem Start wenige Kennzahlen und den Ausgangswert fest und prüfen Sie sie nach einem Jahr.",
)


def suggestions_for(meta: FrontMatter, steps: Sequence[Step], guidance: str) -> tuple[Suggestion, ...]:
    """Return what the steps lack: a decision, data protection, a look at the effect.

    Data protection only where technology is used and the whole text of the guidance does not speak of it. Only a
    guidance that leads from orientation to implementation describes a whole project; others get none.
    """
    if meta.phases and not {"orientierung", "umsetzung"} <= set(meta.phases):
        return ()
    said = " ".join(step.text for step in steps)
    decided = _DECISION.search(said) or any(map(body_of, steps))
    protected = not meta.technologies or _PRIVACY.search(guidance)
    lacking = ((decided, _COUNCIL), (protected, _DATA_PROTECTION), (_IMPACT.search(said), _MEASURING))
    return tuple(suggestion for has, suggestion in lacking if not has)
