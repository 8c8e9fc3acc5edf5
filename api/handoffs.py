"""Handoffs over HTTP: ask people for something, see how it stands, write, and say how to be reached."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Request

from api.handoff_schema import ContactIn, HandoffIn, HandoffOut, MessageIn
from api.once import IdempotencyKey
from api.problems import CONFLICT, NOT_FOUND, RESPONSES, THROTTLED, Refused
from api.ready import Ready
from api.throttle import Throttled
from api.wiring import Lotse
from assistant.asking_people import ask_people
from assistant.messages import HandoffEntry, Question, Reply
from assistant.people.errors import HandoffGone, NotAllowed
from assistant.people.handed import HandedOver

router = APIRouter(prefix="/api/v1")
UNKNOWN = "Zu diesem Code gibt es kein Anliegen. Prüfen Sie, ob er vollständig ist."
TOO_MANY = "Das waren zu viele falsche Codes. Versuchen Sie es in {seconds} Sekunden noch einmal."
CLOSED = "Dieses Anliegen ist abgeschlossen. Stellen Sie Ihre Frage bitte neu."
_OF_A_CODE = RESPONSES | NOT_FOUND | THROTTLED


def opened_by(code: str, request: Request, lotse: Lotse) -> HandedOver:
    """Return the handoff of a code, however it was typed. Raises Refused: 404, or 429 after too many misses."""
    address = request.client.host if request.client else ""
    try:
        with lotse.askers.guesses.try_from(address):
            handed = lotse.askers.handoffs.by_code(code)
            if handed is None:
                raise Refused(404, UNKNOWN)
            return handed
    except Throttled as error:
        waits = error.retry_after_s
        raise Refused(429, TOO_MANY.format(seconds=waits), waits) from error


def write(handed: HandedOver, text: str, lotse: Lotse) -> HandedOver:
    """Add a message of the asker and return the handoff after it. Raises Refused: 404 or 409."""
    try:
        return lotse.askers.handoffs.write(handed.number, text)
    except NotAllowed as error:
        raise Refused(409, CLOSED) from error
    except HandoffGone as error:
        raise Refused(404, UNKNOWN) from error


def shown(handed: HandedOver, lotse: Lotse) -> HandoffOut:
    """Return a handoff with what was said in it."""
    try:
        thread = lotse.askers.threads.of_handoff(handed.number)
    except HandoffGone as error:
        raise Refused(404, UNKNOWN) from error
    return HandoffOut.of(handed, lotse.askers.teams, thread)


def asked_of_people(wish: HandoffIn, lotse: Lotse, key: str | None = None) -> HandoffEntry:
    """Keep what is wanted of people, with how to be reached, and return the confirmation. Raises HandoffNotStored."""
    form = dict(wish.form_values())
    phone = form.pop("phone", None)  # how to be reached is kept, and deleted, in one place

    def computed(question: Question) -> Reply:
        return ask_people(question, wish.kind, form, lotse.parts)

    entry = lotse.askers.once.reply(wish.question(), key, wish.model_dump_json(), computed).handoff
    if entry is None:
        raise Refused(422, "Dieser Idempotency-Key gehört zu einer anderen Nachricht. Nehmen Sie einen neuen.")
    if wish.contact:
        contact = wish.contact.contact()
        lotse.askers.reached(entry.id, replace(contact, phone=contact.phone or (str(phone) if phone else None)))
    return entry


@router.post("/handoffs", responses=RESPONSES)
def ask(wish: HandoffIn, lotse: Ready, key: IdempotencyKey = None) -> HandoffEntry:
    """Ask people for an answer, a consultation, a workshop or a contact, and get number, code and promise."""
    return asked_of_people(wish, lotse, key)


@router.get("/handoffs/{code}", responses=_OF_A_CODE)
def show(code: str, request: Request, lotse: Ready) -> HandoffOut:
    """Return how a handoff stands, what is promised, and what was said in it."""
    return shown(opened_by(code, request, lotse), lotse)


@router.post("/handoffs/{code}/messages", responses=_OF_A_CODE | CONFLICT)
def say(code: str, message: MessageIn, request: Request, lotse: Ready) -> HandoffOut:
    """Write to the person who has the handoff; an answered one is taken up again, a closed one gives 409."""
    return shown(write(opened_by(code, request, lotse), message.message, lotse), lotse)


@router.put("/handoffs/{code}/contact", status_code=204, responses=_OF_A_CODE)
def reach(code: str, contact: Annotated[ContactIn, Body()], request: Request, lotse: Ready) -> None:
    """Say how to be reached, with consent; it replaces what was said before and goes with the handoff."""
    handed = opened_by(code, request, lotse)
    lotse.askers.reached(handed.number, contact.contact())


@router.delete("/handoffs/{code}/contact", status_code=204, responses=_OF_A_CODE)
def unreach(code: str, request: Request, lotse: Ready) -> None:
    """Withdraw the consent: name, address and phone number are deleted."""
    lotse.askers.handoffs.remove_contact(opened_by(code, request, lotse).number)
