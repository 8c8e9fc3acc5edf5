"""Makes handoffs with drafts, so that there is something to see on the pages of the draft editor."""

import secrets
from functools import partial

from api.desk import Desk
from api.store.handoffs import StoredHandoffs
from assistant.handoff import Handoff
from assistant.messages import Question
from assistant.people.cited import CitedSource, CitedText
from assistant.people.promise import promise_for
from assistant.people.teams import Team, Teams

QUESTION = "Was kostet ein Rufbus auf dem Land?"
TEXT = "Guten Tag,\nein Rufbus kostet 987.654 Euro.\nIn Fulda fährt er täglich. [1]\nMehr dazu gern am Telefon. [7]"
SOURCE = CitedSource(
    1, "weg", "weg~0", "case_study", "Rufbus in Fulda", "Betrieb", "Stadt.Land.Digital", "https://example.org/fulda",
    "2019", True, "In Fulda fährt er täglich.", "anders",
)  # fmt: skip


def handed_to(desk: Desk, login: str, tried: tuple[str, ...] = ()) -> str:
    """Return the number of a new handoff that somebody works on."""
    team = Teams([Team("team", "Beratung", "team@example.org")])
    handoffs = StoredHandoffs(desk.engine, desk.now, partial(promise_for, team), lambda _: ())
    talk, message = secrets.token_hex(8), secrets.token_hex(8)
    question = Question(QUESTION, conversation_id=talk)
    number = handoffs.keep(Handoff("no_evidence", question, talk, message, "de", tried)).number
    account = desk.advisors.by_login(login)
    assert account is not None
    desk.handoffs.claim(number, account.advisor)
    return number


def editor(desk: Desk) -> str:
    """Return the address of an editor with everything it can show: faults, sources, hits, parts, notes, versions."""
    number = handed_to(desk, "admin")
    desk.drafts.propose(number, CitedText("Ein Vorschlag."))
    desk.drafts.save(number, 1, CitedText(TEXT, (SOURCE,)), "advisor")
    account = desk.advisors.by_login("admin")
    assert account is not None
    desk.handoffs.note(number, account.advisor, "Bitte gegenlesen.")
    desk.canned.add(f"Gruß {number}", "Mit freundlichen Grüßen", "editor")
    return f"/console/handoffs/{number}/draft?q=Rufbus+Kosten&done=saved"


def version(desk: Desk) -> str:
    """Return the address of a version that does not count."""
    number = handed_to(desk, "admin")
    desk.drafts.save(number, 0, CitedText("Gilt."), "advisor")
    desk.drafts.save(number, 0, CitedText(TEXT, (SOURCE,)), "editor")
    return f"/console/handoffs/{number}/draft/versions/2"


def released(desk: Desk) -> str:
    """Return the address that says that an answer went out."""
    number = handed_to(desk, "admin")
    saved = desk.drafts.save(number, 0, CitedText(TEXT, (SOURCE,)), "admin")
    desk.drafts.note_released(number, saved.version.version)
    return f"/console/handoffs/{number}/released?done=released"
