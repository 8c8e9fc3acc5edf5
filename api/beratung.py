"""The page by which people are asked, whatever the assistant answered: a form for each kind of wish."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

from api.contact_form import read_contact
from api.handoff_schema import HandoffIn
from api.handoffs import asked_of_people
from api.schema import ConversationId, QuestionText, what_to_do
from api.site import go_to, lotse_of, page, sending
from api.wiring import Lotse
from assistant.people.fields import fields_of
from assistant.people.filled import FormInvalid, read_form
from assistant.people.forms import ConsultationForm
from assistant.people.kinds import KIND_NAMES, Kind
from knowledge.errors import LotseError

router = APIRouter(include_in_schema=False)
PHONE_NEEDS_CONSENT = "Für einen Anruf brauchen wir unten Ihre Einwilligung und eine E-Mail-Adresse."
_message = TypeAdapter(QuestionText)
_conversation = TypeAdapter(ConversationId)


async def _typed(request: Request) -> Mapping[str, str]:
    """Return the fields of a form; which there are depends on the kind."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _page(request: Request, lotse: Lotse, typed: Mapping[str, str], status: int = 200, **values: object) -> Response:
    kind = _kind(typed)
    offered = {
        one.value: name for one, name in KIND_NAMES.items() if one is not Kind.CONTACT or typed.get("document_id")
    }
    values = {"errors": {}, "error": "", **values}
    return page(
        request, "beratung.html", status, kind=kind.value, kind_names=KIND_NAMES, offered=offered, typed=typed,
        fields=fields_of(kind, lotse.parts.today()), talk=_talk(typed), **values,
    )  # fmt: skip


def _kind(typed: Mapping[str, str]) -> Kind:
    try:
        kind = Kind(typed.get("kind") or Kind.ANSWER)
    except ValueError:
        return Kind.ANSWER
    return Kind.ANSWER if kind is Kind.CONTACT and not typed.get("document_id") else kind


def _talk(typed: Mapping[str, str]) -> str | None:
    try:
        return _conversation.validate_python(typed.get("conversation"))
    except ValidationError:
        return None


@router.get("/beratung")
def show(request: Request) -> Response:
    """Show the form of a kind, with the last question of the conversation in it."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return page(request, "said.html", 503, heading="Mit einem Menschen sprechen", said=waiting, alert=True)
    typed = dict(request.query_params)
    return _page(request, lotse, {"message": _last_question(typed, lotse), **typed})


def _last_question(typed: Mapping[str, str], lotse: Lotse) -> str:
    talk = _talk(typed)
    try:
        thread = lotse.askers.threads.thread(talk) if talk else ()
    except LotseError:  # the form is there all the same
        return ""
    return next((said.text for said in reversed(thread) if said.author == "asker"), "")


@router.post("/beratung")
def ask(request: Request, typed: Annotated[Mapping[str, str], Depends(_typed)]) -> Response:
    """Take the form and show what is confirmed; whatever is wrong with it, what was typed stays."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return page(request, "said.html", 503, heading="Mit einem Menschen sprechen", said=waiting, alert=True)
    wish, errors = _wish(typed, lotse)
    if wish is None:
        return _page(request, lotse, typed, 422, errors=errors)
    try:
        entry = asked_of_people(wish, lotse, sending(typed.get("key", ""), wish.model_dump_json()))
    except LotseError as error:
        return _page(request, lotse, typed, 503, error=str(error))
    return go_to(f"/anliegen/{entry.code}")


def _wish(typed: Mapping[str, str], lotse: Lotse) -> tuple[HandoffIn | None, dict[str, str]]:
    """Return what is wanted, or None and what is wrong with each field."""
    kind, errors = _kind(typed), {}
    try:
        _message.validate_python(typed.get("message", ""))
    except ValidationError as error:
        errors["message"] = what_to_do(error)
    form = None
    try:
        form = read_form(kind, typed, lotse.parts.today())
    except FormInvalid as error:
        errors |= error.errors
    contact, wrong = read_contact(typed)
    errors |= wrong
    if isinstance(form, ConsultationForm) and form.phone and contact is None:
        errors.setdefault("phone", PHONE_NEEDS_CONSENT)
    if errors or form is None:
        return None, errors
    values = {"kind": kind, "message": typed["message"], "form": form.model_dump(), "contact": contact}
    return HandoffIn.model_validate({**values, "conversation_id": _talk(typed)}), {}
