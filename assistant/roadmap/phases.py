"""Gives each step of a plan its phase, by order and by cue words; deterministic, and never out of order. Pure.

The phases are those that the guidance names in its head, or all six. Among all ways to cut the steps into consecutive
phases, the one is taken that agrees best with the cue words of the lead-ins and with an even spread (dynamic
programming over phases in order, as for a left-to-right hidden Markov model).
"""

import re
from collections.abc import Sequence
from functools import cache

from assistant.roadmap.values import PHASES

TITLE, DETAIL = 1.0, 0.25  # worth of a cue word in the lead-in, and in the explanation
DRIFT = 0.5  # cost of standing one phase away from an even spread
_CUES: dict[str, str] = {
    "orientierung": "bedarf|zweck|nutzen |bestand|ausgangslage|frage|gefahr|versteh|stimmung|spielraum|versorgungslage"
    "|vermeiden|beratung|ansehen|sondier|orientier|erheben|vergleich|idee",
    "strategie": "strategie|zielbild|ziel|leitlini|kriteri|variante|rechtsform|betriebsmodell|kosten|wirtschaftlich"
    "|finanzier|förder|zuschüss|beschließ|beschluss|standard|konzept|handlungsfeld|anspruch|wählen",
    "organisation": "zuständig|rolle|team|projektleitung|personal|mandat|auftrag|verantwort|befugnis|partner|nachbar"
    "|gemeinsam|netzwerk|datenschutz|benennen|vertrag|kompetenz|rechte ",
    "umsetzung": "beschaff|ausschreib|aufbauen|einbau|test|pilot|einführ|umstell|umrüst|install|veröffentlich|schul"
    "|klein |proben|probebetrieb|standort|umsetz|anbind|starten|bauen|erfassen|durchführ|entwickel",
    "betrieb": "betrieb|betreib|wartung|pfleg|verstetig|laufend|weiterführ|übertrag|dauer|ausbauen",
    "evaluation": "auswert|evalu|überprüf|nachsteuer|wirkung|monitoring|berichten|verbesser|lernen|wieder messen",
}


def phases_of(steps: Sequence[tuple[str, str]], declared: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the phase of each step, given as (lead-in, explanation); `declared` phases are the only ones used.

    >>> phases_of([("Bedarf prüfen", ""), ("Klein testen", ""), ("Betrieb regeln", "")])
    ('orientierung', 'umsetzung', 'betrieb')
    """
    allowed = [phase for phase in PHASES if phase in declared] or list(PHASES)
    paths: list[tuple[float, tuple[str, ...]]] = [(0.0, ())] * len(allowed)
    for i, (title, detail) in enumerate(steps):
        even = (i + 0.5) / len(steps) * len(allowed) - 0.5
        fits = [_fit(phase, title, detail) - DRIFT * abs(at - even) for at, phase in enumerate(allowed)]
        best: list[tuple[float, tuple[str, ...]]] = []
        for at, phase in enumerate(allowed):
            worth, path = max(paths[: at + 1], key=lambda before: before[0])
            best.append((worth + fits[at], (*path, phase)))
        paths = best
    return max(paths, key=lambda path: path[0])[1]


def _fit(phase: str, title: str, detail: str) -> float:
    cues = _pattern(phase)
    return TITLE * len(set(cues.findall(title.lower()))) + DETAIL * bool(cues.search(detail.lower()))


@cache
def _pattern(phase: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_CUES[phase]})")
