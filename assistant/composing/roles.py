"""What a section of a document is for, told by its heading, and which sections answer which style of question. Pure.

The affinities are those of a logistic regression of "holds a nugget" on development questions: docs/log.md.
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

# What a section's role adds to the worth of its sentences, in shares of a sentence's own coverage; else 0.
_TOLD: dict[Role, float] = {"application": 0.3, "advice": 0.1, "background": -0.25, "result": -0.2, "cautions": -0.2}
_PLAIN: dict[Role, float] = {"background": -0.1, "advice": -0.2, "lessons": -0.2, "cautions": -0.2}
# What a question itself asks a section of a role for, and what that adds.
_WORDINGS: dict[Role, str] = {
    "lessons": r"erfahrung|problem|panne|scheiter|schief|stolper|hürd|hindern|schwierig|fehler|passiert|bewährt"
    r"|gelernt|lernen|lehren|experience|lesson|problem|went wrong",
    "advice": r"sollte|müssen wir|worauf|achten|beachten|empfehl|\braten\b|rät\b|lohnt|taugt|eigne|vorher|übernehm"
    r"|gelernt|lernen|lehren|should|recommend|worth",
    "application": r"bewerb|beantrag|antrag|mitmachen|frist\b|\bmelden|noch möglich|apply|deadline",
    "terms": r"\bwer (darf|kann|bekommt|gilt)\b|antragsberechtigt|förderfähig|voraussetzung|fördersatz|eigenanteil"
    r"|eligible",
}
_ASKS = {role: re.compile(words, re.IGNORECASE) for role, words in _WORDINGS.items()}
ASKED = 0.25


def asked_roles(asking: str) -> frozenset[Role]:
    """Return the roles that the asking part of a question calls for by its wording.

    >>> sorted(asked_roles("Was ist dabei schiefgegangen, und kann man sich noch bewerben?"))
    ['application', 'lessons']
    """
    return frozenset(role for role, words in _ASKS.items() if words.search(asking))


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


def affinity(style: Style, asked: frozenset[Role], headings: tuple[str, ...]) -> float:
    """Return what a section's role adds to the worth of its sentences, in shares of a sentence's own coverage.

    Who tells a situation wants advice and the way to apply; else facts come first. Without a known role it is 0.

    >>> none = frozenset()
    >>> affinity("situation", none, ("Übertragbarkeit",)) > 0 > affinity("situation", none, ("Ausgangslage",))
    True
    """
    role = role_of(headings)
    if role is None:
        return 0.0
    by_role = _TOLD if style == "situation" else _PLAIN
    return by_role.get(role, 0.0) + ASKED * (role in asked)
