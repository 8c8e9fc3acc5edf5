"""Releases an answer: only when nothing stops it, the warnings are confirmed, and another person agreed if wanted."""

import hashlib
from collections.abc import Sequence

from api.desk import Desk
from assistant.people.advisors import Advisor
from assistant.people.cited import renumbered
from assistant.people.drafts import DraftVersion, seen_by_two
from assistant.people.errors import HandoffTaken, NotAllowed
from assistant.people.findings import Finding

STOPPED = "Die Antwort ist noch nicht hinausgegangen: Beheben Sie erst, was unter „Prüfung“ als Fehler steht."
UNCONFIRMED = (
    "Die Antwort ist noch nicht hinausgegangen: Lesen Sie die Hinweise unter „Prüfung“, und bestätigen Sie sie."
)
UNAPPROVED = "Die Antwort ist noch nicht hinausgegangen: Eine zweite Person muss dieser Fassung erst zustimmen."


def confirmation(findings: Sequence[Finding]) -> str:
    """Return what confirms exactly these warnings, empty when there are none."""
    warnings = [f"{one.rule}{one.text}" for one in findings if not one.stops]
    return hashlib.sha256("\n".join(warnings).encode()).hexdigest()[:16] if warnings else ""


def refusal(version: DraftVersion, findings: Sequence[Finding], confirmed: str, by: Advisor, desk: Desk) -> str:
    """Return why a version cannot be released, empty when it can."""
    if any(one.stops for one in findings):
        return STOPPED
    if confirmed != confirmation(findings):
        return UNCONFIRMED
    return UNAPPROVED if desk.four_eyes and not seen_by_two(version, by.login) else ""


def release(version: DraftVersion, seen: int, by: Advisor, desk: Desk) -> str:
    """Give the asker the answer and return an empty text, or why it was not possible.

    `seen` is the version of the handoff that the page showed: whoever answers has read what the asker wrote last.
    Raises HandoffGone, StoreUnavailable.
    """
    try:
        desk.handoffs.release(version.handoff, by, renumbered(version.answer), seen)
    except (HandoffTaken, NotAllowed) as error:
        return f"Die Antwort ist noch nicht hinausgegangen, Ihr Entwurf ist gespeichert. {error}"
    desk.drafts.note_released(version.handoff, version.version)
    return ""
