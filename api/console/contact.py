"""Passes on the contact of a municipality, but only of a person whose recorded consent holds now."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, Signed
from api.console.actions import Typed, Version, written, wrong
from api.console.conversation import act, view
from api.desk import Desk
from api.ready import Ready
from assistant.people.errors import HandoffGone
from assistant.people.kinds import Kind

router = APIRouter(prefix="/console/handoffs", include_in_schema=False)


@router.post("/{number}/contact")
def pass_on(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    version: Version,
    contact: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
    passing: Typed = "",
) -> Response:
    """Name a person of the municipality to the asker, if that person's consent still holds."""
    typed = {"contact": str(contact), "passing": passing}
    found = next((one for one in desk.appointments.contacts(_asked_about(number, desk)) if one.id == contact), None)
    errors = {} if found else {"contact": "Für diese Person liegt keine gültige Einwilligung mehr vor."}
    if said := wrong(written(passing), "die Nachricht") if passing.strip() else "":
        errors["passing"] = said
    if errors or found is None:
        return view(request, number, signed, lotse, 422, typed=typed, errors=errors)
    reached = ", ".join(filter(None, [found.person, found.municipality, found.email, found.phone]))
    text = "\n\n".join(
        filter(None, [f"Diese Person ist einverstanden, dass Sie sich melden: {reached}", written(passing)])
    )
    return act(
        request, number, signed, lotse,
        lambda: desk.appointments.answer(
            number, signed.advisor, text, "handoff.contact_passed", version, desk.tell_asker
        ),
        "contact", typed,
    )  # fmt: skip


def _asked_about(number: str, desk: Desk) -> str:
    """Return the document whose municipality the asker wants to speak to. Raises HTTPException 404."""
    try:
        handed = desk.inbox.of_number(number)
    except HandoffGone as error:
        raise HTTPException(404) from error
    document_id = handed.form.get("document_id") if Kind(handed.kind) is Kind.CONTACT else None
    if not isinstance(document_id, str):
        raise HTTPException(404)
    return document_id
