"""Replies that mean harm: a whole reply with every field filled, and the same with every text replaced."""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from assistant.messages import (
    CaseEntry,
    FundingEntry,
    HandoffEntry,
    Origin,
    Outcome,
    PlaceEntry,
    Reply,
    SourceEntry,
    Statement,
)
from assistant.roadmap.values import Plan, PlanNote, PlanPhase, PlanSource, PlanStep, PlanSupport, PlanText
from knowledge.profile import Profile

SCRIPT = "<script>window.harmed = 'script'</script><img src=x onerror=\"window.harmed = 'img'\">"
TEXTS: dict[str, str] = {
    "markup": f"{SCRIPT}<b>fett</b><svg onload=\"window.harmed = 'svg'\"></div><style>*{{display:none}}</style>",
    "script address": "javascript:window.harmed='address'",
    "data address": "data:text/html,<script>window.harmed='data'</script>",
    "other addresses": 'https://x" onmouseover="window.harmed=1 java\tscript:alert(1) //example.org/x file:///etc/passwd',
    "long word": "Donaudampfschifffahrt" * 480,
    "bidi": "Frist \u202e5202.12.13\u202c \u2066\u202bאבג\u2069 \u202dEnde ohne Schluss",
    "invisible": "\u200bK\u200co\u200ds\u2060t\ufeffe\u00adn " * 30,
    "marks": "Z" + "\u0300\u0301\u0302\u0303" * 60 + " [1][99][1] {{7*7}} ${7*7} %s &lt;b&gt; \\u003cscript\\u003e",
    "nothing": "",
}
# Fields whose values are chosen from a list or made by Lotse itself; they keep the reply a reply.
KEPT = {"conversation_id", "message_id", "outcome", "kind", "status", "language", "mode", "id", "author", "said_at"}
KEPT |= {"code", "due", "created_at", "state", "type", "phase", "key"}


def whole_reply(statements: int = 3) -> dict[str, Any]:
    """Return a reply as JSON with every field of every part filled."""
    notes = (PlanNote("Achtung", "Die Frist ist kurz.", (1,), 1),)
    step = PlanStep(
        1, "Bedarf klären", (PlanText("Fragen Sie die Fachämter.", (1,)),), (1,), "Projektleitung", "Gemeinderat",
        "zwei Wochen", PlanSupport("rufbus", "rufbus~1", "Vorgehen"), False, notes,
    )  # fmt: skip
    source = PlanSource(1, "Leitfaden", "Musterkreis", "https://example.org/plan", "rufbus", "Rufbus", "2025-05", True)
    reply = Reply(
        conversation_id="conversation-1",
        message_id="message-1",
        outcome=Outcome.ANSWERED,
        message="Das habe ich gefunden.",
        statements=tuple(
            Statement(f"Ein Rufbus kostet {n} Euro.", (n,), "step" if n % 2 else "fact", "Kosten")
            for n in range(1, statements + 1)
        ),
        sources=tuple(_source(n) for n in range(1, statements + 1)),
        cases=(CaseEntry("case", "Rufbus in Musterdorf", PlaceEntry("Musterdorf", "HE", 8000), ("ähnlich groß",)),),
        funding=(FundingEntry("fund", "Förderung für Busse", "laufend", "2027-01-31", "2025-05-01"),),
        plan=Plan(
            "Plan", "2026-11-27", ("rufbus",), (PlanPhase("umsetzung", "Umsetzung", (step,)),), notes, notes, (source,)
        ),
        profile=Profile("HE", 8000),
        clarification="Meinen Sie einen Bürgerbus?",
        handoff=HandoffEntry(
            "1", "asked_for", "Wir melden uns.", "ABCD-EFGH-JKLM", "Beratung", "2026-12-01T16:00:00+01:00"
        ),
        confidence=0.9,
    )
    dumped: dict[str, Any] = TypeAdapter(Reply).dump_python(reply, mode="json")
    return dumped


def _source(n: int) -> SourceEntry:
    origin = Origin(f"Bericht {n}", "Musterkreis", f"https://example.org/bericht/{n}")
    return SourceEntry(
        n, "rufbus", f"rufbus~{n}", "page", "Rufbus", "Kosten", f"https://example.org/{n}", "Musterkreis",
        "2025-05-01", True, f"Ein Rufbus kostet {n} Euro.", (origin,),
    )  # fmt: skip


def poisoned(value: Any, change: Callable[[str], Any], field: str = "") -> Any:
    """Return JSON with every text changed that is not one of the KEPT fields.

    >>> poisoned({"title": "Bus", "kind": "page", "n": 1, "texts": ["a", None]}, str.upper)
    {'title': 'BUS', 'kind': 'page', 'n': 1, 'texts': ['A', None]}
    """
    if isinstance(value, dict):
        return {name: poisoned(part, change, name) for name, part in value.items()}
    if isinstance(value, list):
        return [poisoned(part, change, field) for part in value]
    return change(value) if isinstance(value, str) and field not in KEPT else value
