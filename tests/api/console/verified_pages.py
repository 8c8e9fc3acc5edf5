"""Makes released and verified answers, so that there is something to see on their pages."""

from dataclasses import replace
from datetime import date

from api.desk import Desk
from assistant.people.cited import CitedText
from assistant.people.verified import VerifiedAnswer, proposed_id
from tests.api.console.draft_pages import QUESTION, SOURCE, TEXT, handed_to

DAY = date(2026, 11, 27)


def publishing(desk: Desk) -> str:
    """Return the address of the form for a released answer."""
    number = handed_to(desk, "admin")
    account = desk.advisors.by_login("admin")
    assert account is not None
    desk.handoffs.release(number, account.advisor, CitedText(TEXT, (SOURCE,)))
    return f"/console/handoffs/{number}/publish"


def verified(desk: Desk) -> str:
    """Return the address of a verified answer that was reopened."""
    key = proposed_id(handed_to(desk, "admin"))
    cited = CitedText("Der Bus fährt täglich. [1]", (replace(SOURCE, n=1),))
    desk.verified.publish(
        VerifiedAnswer(key, QUESTION, cited, ("mobilitaet",), "admin", DAY, DAY, {"weg": "x"}), "admin"
    )
    desk.verified.reopen({key: "Gelöscht: weg"})
    return f"/console/verified/{key}"
