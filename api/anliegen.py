"""The pages of a handoff for its asker: enter the code, read and write, be notified, close, delete."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

from api.askers import TheAsker
from api.contact_form import read_contact
from api.handoffs import UNKNOWN, opened_by, shown, write
from api.problems import Refused
from api.schema import QuestionText, what_to_do
from api.site import go_to, lotse_of, page
from api.wiring import Lotse
from assistant.people.errors import HandoffGone, HandoffTaken, NotAllowed
from assistant.people.handed import HandedOver
from assistant.people.kinds import KIND_NAMES
from assistant.people.progress import STATUS_NAMES
from knowledge.errors import LotseError

router = APIRouter(prefix="/anliegen", include_in_schema=False)
DELETED = "Ihr Anliegen, alle Nachrichten, Kontaktdaten und das Gespräch sind gelöscht."
_message = TypeAdapter(QuestionText)


def _enter(request: Request, status: int = 200, typed: str = "", error: str = "") -> Response:
    return page(request, "anliegen_code.html", status, typed=typed, error=error)


def _opened(code: str, request: Request) -> tuple[Lotse, HandedOver] | Response:
    """Return the handoff of a code, or the page that says why not, with the code as it was typed."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return _enter(request, 503, code, waiting)
    try:
        return lotse, opened_by(code, request, lotse)
    except Refused as refused:
        answer = _enter(request, refused.status, code, str(refused))
        if refused.retry_after_s:
            answer.headers["Retry-After"] = str(refused.retry_after_s)
        return answer
    except LotseError as error:
        return _enter(request, 503, code, str(error))


def _shown(request: Request, lotse: Lotse, handed: HandedOver, status: int = 200, **values: Any) -> Response:
    try:
        out = shown(handed, lotse)
    except LotseError as error:
        return _enter(request, 503, handed.code, str(error))
    values = {"typed": {}, "errors": {}, **values}
    return page(
        request, "anliegen.html", status, handed=out, status_names=STATUS_NAMES,
        kind_names=KIND_NAMES, **values,
    )  # fmt: skip


def _changed(request: Request, lotse: Lotse, handed: HandedOver, change: Callable[[], object]) -> Response:
    """Make a change and show the handoff after it, or say why it could not be made."""
    try:
        change()
    except HandoffGone:
        return _enter(request, 404, handed.code, UNKNOWN)
    except LotseError as error:
        return _shown(request, lotse, handed, 503, error=str(error))
    return go_to(f"/anliegen/{handed.code}")


@router.get("")
def enter(request: Request) -> Response:
    """Ask for the code."""
    return _enter(request)


@router.post("")
def find(request: Request, code: Annotated[str, Form()] = "") -> Response:
    """Go to the handoff of the code that was typed."""
    opened = _opened(code, request)
    return opened if isinstance(opened, Response) else go_to(f"/anliegen/{opened[1].code}")


@router.get("/{code}")
def show(code: str, request: Request) -> Response:
    """Show how it stands and what was said."""
    opened = _opened(code, request)
    return opened if isinstance(opened, Response) else _shown(request, *opened)


@router.post("/{code}")
def say(code: str, request: Request, message: Annotated[str, Form()] = "") -> Response:
    """Write to the person who has it."""
    opened = _opened(code, request)
    if isinstance(opened, Response):
        return opened
    lotse, handed = opened
    typed = {"message": message}
    try:
        write(handed, _message.validate_python(message), lotse)
    except ValidationError as error:
        return _shown(request, lotse, handed, 422, typed=typed, error=what_to_do(error))
    except Refused as refused:
        return _shown(request, lotse, handed, refused.status, typed=typed, error=str(refused))
    except LotseError as error:
        return _shown(request, lotse, handed, 503, typed=typed, error=str(error))
    return go_to(f"/anliegen/{handed.code}")


@router.post("/{code}/erledigt")
def done(code: str, request: Request) -> Response:
    """Close it; what is closed already stays so."""
    opened = _opened(code, request)
    if isinstance(opened, Response):
        return opened
    lotse, handed = opened
    try:
        lotse.askers.advised.close(handed.number, TheAsker(), "")
    except (NotAllowed, HandoffTaken, HandoffGone):
        pass  # somebody else ended it this moment: the page shows how it stands
    except LotseError as error:
        return _shown(request, lotse, handed, 503, error=str(error))
    return go_to(f"/anliegen/{handed.code}")


@router.post("/{code}/kontakt")
def reach(
    code: str,
    request: Request,
    name: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
    consent: Annotated[str, Form()] = "",
) -> Response:
    """Keep how the asker wants to be notified, with consent."""
    opened = _opened(code, request)
    if isinstance(opened, Response):
        return opened
    lotse, handed = opened
    typed = {"name": name, "email": email, "consent": consent}
    contact, errors = read_contact(typed)
    if contact is None:
        return _shown(request, lotse, handed, 422, typed=typed, errors=errors or read_contact({"name": "?"})[1])
    return _changed(request, lotse, handed, lambda: lotse.askers.reached(handed.number, contact.contact()))


@router.post("/{code}/kontakt/entfernen")
def unreach(code: str, request: Request) -> Response:
    """Delete how the asker can be reached."""
    opened = _opened(code, request)
    if isinstance(opened, Response):
        return opened
    lotse, handed = opened
    return _changed(request, lotse, handed, lambda: lotse.askers.handoffs.remove_contact(handed.number))


@router.post("/{code}/entfernen")
def delete(code: str, request: Request, sure: Annotated[str, Form()] = "") -> Response:
    """Delete it with its conversation."""
    opened = _opened(code, request)
    if isinstance(opened, Response):
        return opened
    lotse, handed = opened
    if sure != "yes":
        return _shown(request, lotse, handed, 422, error="Bitte bestätigen Sie unten, dass alles gelöscht werden soll.")
    try:
        lotse.erase(handed)
    except LotseError as error:
        return _shown(request, lotse, handed, 503, error=str(error))
    return page(request, "said.html", heading="Gelöscht", said=DELETED)
