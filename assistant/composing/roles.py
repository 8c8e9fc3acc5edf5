"""What a section of a document is for, told by its heading, and which sections answer which style of question. Pure.

Affinities are those of a logistic regression of "holds a nugget" on development questions: docs/log.md.
"""

import re
from functools import lru_cache
from typing import Literal

from knowledge.asked import Style

Role = Literal[
    "background", "approach", "result", "lessons", "advice", "steps", "cautions", "terms", "application", "reading"
]
# Beginnings of heading words; the first role that has one wins, so the narrow ones stand first.
_HEADINGS: dict[Role, str] = {
    "reading": r"weiterles|weiterführ|quelle|literatur|links?$|kontakt|ansprechp|nachweis|impressum|further|sources",
    "application": r"antrag(?!sber)|beantrag|bewerb|einreich|fristen|application|apply",
    "terms": r"kondition|förder|gefördert|antragsber|zuschuss|bedingung|voraussetz|kosten|finanzier|terms|funding",
    "advice": r"übertrag|empf[eoa]hl|tipps?$|rat$|ratschl|nachnutz|nachmach|nachahm|fazit|recommend|advice|transfer",
    "lessons": r"erfahr|lehren?$|erkenntnis|gelernt|stolper|hindernis|hürde|schwierig|lessons|experience",
    "cautions": r"worauf|acht|risik|risiken|fallstrick|vorsicht|grenzen|datenschutz|pitfall|caution",
    "result": r"ergebnis|wirkung|nutzen|erfolg|bilanz|resultat|gebracht|erreicht|result|outcome",
    "steps": r"schritt|anleitung|checklist|fahrplan|steps?$|guide$",
    "background": r"ausgang|hintergrund|anlass|problem|herausforder|worum|einleit|einführung|background|introduction",
    "approach": r"vorgeh|umsetz|verlauf|ablauf|lösung|maßnahm|konzept|vorhaben|projekt|approach|method",
}
_ROLES = {role: re.compile(rf"\b(?:{words})", re.IGNORECASE) for role, words in _HEADINGS.items()}

# What a section's role adds to the worth of its sentences, by the style of the question; 0 where nothing stands.
_AFFINITIES: dict[Style, dict[Role, float]] = {
    "situation": {
        "application": 0.45, "advice": 0.15, "approach": -0.1, "terms": -0.1, "background": -0.3, "cautions": -0.2,
        "result": -0.25,
    },
    "keywords": {"terms": 0.05, "background": -0.1, "lessons": -0.15, "cautions": -0.15, "advice": -0.2},
    "question": {"result": 0.05, "terms": 0.05, "background": -0.1, "cautions": -0.1, "advice": -0.1, "lessons": -0.2},
}  # fmt: skip
OPENING = 0.12  # more for the sentence that opens a section, where somebody tells the own situation


@lru_cache(maxsize=1024)
def role_of(headings: tuple[str, ...]) -> Role | None:
    """Return the role of a section by its innermost heading that tells one; None when none does.

    >>> role_of(("Rufbus", "Unsere Empfehlungen")), role_of(("Wie man den Antrag stellt",)), role_of(("Etteln",))
    ('advice', 'application', None)
    """
    for heading in reversed(headings):
        for role, named in _ROLES.items():
            if named.search(heading):
                return role
    return None


def affinity(style: Style, headings: tuple[str, ...]) -> float:
    """Return what a section's role adds to the worth of its sentences, in shares of a sentence's own coverage.

    >>> affinity("situation", ("Übertragbarkeit",)) > 0 > affinity("situation", ("Ausgangslage",))
    True
    """
    role = role_of(headings)
    return _AFFINITIES[style].get(role, 0.0) if role else 0.0
