"""Verified answers in the console: publish what was released, change it, look at it again, take it back."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, Signed, SignedIn
from api.console.publishing import Typed, filled, proposed, wrong_about
from api.console.rendering import page
from api.desk import Desk
from api.ready import Ready
from api.store.verified import AlreadyVerified, KeptAnswer, due_for_review
from api.verifying import bring_up_verified, digests_of
from api.wiring import Lotse
from assistant.people.cited import CitedSource, CitedText
from assistant.people.errors import HandoffGone
from assistant.people.handed import HandedOver
from assistant.people.verified import STATUS_NAMES, VerifiedStatus, proposed_id
from knowledge.documents import TOPIC_NAMES

PATH = "/console/verified"
router = APIRouter(prefix="/console", include_in_schema=False)
Seen = Annotated[int, Form(ge=0)]


def _typed(
    topics: Annotated[list[str], Form(default_factory=list)],
    question: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    review_on: Annotated[str, Form()] = "",
    confirmed: Annotated[str, Form()] = "",
) -> Typed:
    return Typed(question, text, tuple(topics), review_on, bool(confirmed))


AsTyped = Annotated[Typed, Depends(_typed)]


@router.get("/verified")
def listed(
    request: Request,
    signed: Signed,
    desk: AtDesk,
    lotse: Ready,
    wanted: Annotated[Literal["", "published", "reopened", "withdrawn"], Query(alias="status")] = "",
) -> Response:
    """Show the verified answers, those to be looked at first."""
    every = desk.verified.listed()
    shown = [kept for kept in every if wanted in ("", kept.status)]
    due = {kept.verified.document_id for kept in due_for_review(every, lotse.parts.today())}
    first = sorted(shown, key=lambda kept: _urgency(kept, due))
    return page(request, "console/verified.html", signed, kept=first, due=due, wanted=wanted, names=STATUS_NAMES)


def _urgency(kept: KeptAnswer, due: set[str]) -> tuple[bool, bool, date]:
    return kept.status is not VerifiedStatus.REOPENED, kept.verified.document_id not in due, kept.verified.review_on


@router.get("/handoffs/{number}/publish")
def propose(request: Request, number: str, signed: Signed, desk: AtDesk, lotse: Ready) -> Response:
    """Show the released answer as it would be published: without names, and to be read by a person first."""
    handed, answer = _released(desk, number)
    if desk.verified.of(proposed_id(number)):
        return RedirectResponse(f"{PATH}/{proposed_id(number)}", 303)
    typed = proposed(handed.question, answer, handed.topic, lotse.parts.today())
    return _form(request, signed, typed, answer.sources, number=number)


@router.post("/handoffs/{number}/publish")
def publish(
    request: Request, number: str, signed: Signed, desk: AtDesk, lotse: Ready, typed: AsTyped, _: Csrf
) -> Response:
    """Publish the answer; it is evidence from now on."""
    _handed, answer = _released(desk, number)
    today = lotse.parts.today()
    if errors := wrong_about(typed, answer.sources, today):
        return _form(request, signed, typed, answer.sources, errors=errors, status=422, number=number)
    digests = _cited_digests(lotse, answer.sources)
    made = filled(typed, answer.sources, proposed_id(number), signed.advisor.login, today, digests)
    try:
        desk.verified.publish(made, signed.advisor.login, number=number)
    except AlreadyVerified as error:
        return _form(request, signed, typed, answer.sources, error=str(error), status=409, number=number)
    bring_up_verified(desk.verified, lotse.registry)
    return RedirectResponse(f"{PATH}/{made.document_id}?done=published", 303)


@router.get("/verified/{document_id}")
def show(request: Request, document_id: str, signed: Signed, desk: AtDesk) -> Response:
    """Show a verified answer, why it was reopened, and the form to publish it anew."""
    kept = _kept(desk, document_id)
    one = kept.verified
    typed = Typed(one.question, one.answer.text, one.topics, one.review_on.isoformat())
    return _form(request, signed, typed, one.answer.sources, kept=kept)


@router.post("/verified/{document_id}")
def change(
    request: Request, document_id: str, signed: Signed, desk: AtDesk, lotse: Ready, typed: AsTyped, _: Csrf,
    seen: Seen = 0,
) -> Response:  # fmt: skip
    """Publish a changed or looked-through answer, with its sources as they are today."""
    kept = _kept(desk, document_id)
    today = lotse.parts.today()
    sources = kept.verified.answer.sources
    errors = wrong_about(typed, sources, today)
    present = digests_of(lotse.registry, [one.document_id for one in sources])
    made = None if errors else filled(typed, sources, document_id, signed.advisor.login, today, present)
    if made and (gone := [one.title for one in made.answer.sources if one.document_id not in present]):
        errors["text"] = f"Die Quelle „{gone[0]}“ gibt es nicht mehr. Entfernen Sie ihre Marken und was sie belegen."
    if errors or not made:
        return _form(request, signed, typed, sources, errors=errors, status=422, kept=kept)
    try:
        desk.verified.publish(made, signed.advisor.login, seen=seen)
    except AlreadyVerified as error:
        return _form(request, signed, typed, sources, error=str(error), status=409, kept=kept)
    bring_up_verified(desk.verified, lotse.registry)
    return RedirectResponse(f"{PATH}/{document_id}?done=published", 303)


@router.post("/verified/{document_id}/withdraw")
def withdraw(
    request: Request, document_id: str, signed: Signed, desk: AtDesk, lotse: Ready, _: Csrf,
    why: Annotated[str, Form()] = "", seen: Seen = 0,
) -> Response:  # fmt: skip
    """Take the answer out of the knowledge at once."""
    kept = _kept(desk, document_id)
    one = kept.verified
    typed = Typed(one.question, one.answer.text, one.topics, one.review_on.isoformat())
    if not why.strip():
        errors = {"why": "Sagen Sie kurz, warum die Antwort nicht mehr gelten soll."}
        return _form(request, signed, typed, one.answer.sources, errors=errors, status=422, kept=kept)
    try:
        desk.verified.withdraw(document_id, signed.advisor.login, why.strip()[:1_000], seen)
    except AlreadyVerified as error:
        return _form(request, signed, typed, one.answer.sources, error=str(error), status=409, kept=kept, why=why)
    bring_up_verified(desk.verified, lotse.registry)
    return RedirectResponse(f"{PATH}/{document_id}?done=withdrawn", 303)


def _released(desk: Desk, number: str) -> tuple[HandedOver, CitedText]:
    """Return a handoff and the answer that was released last. Raises HTTPException 404 without one."""
    try:
        handed = desk.inbox.of_number(number)
    except HandoffGone as error:
        raise HTTPException(404) from error
    said = [one for one in desk.threads.of_handoff(number) if one.author == "advisor"]
    if handed.answered_at is None or not said:
        raise HTTPException(404)
    return handed, CitedText(said[-1].text, said[-1].sources)


def _cited_digests(lotse: Lotse, sources: tuple[CitedSource, ...]) -> dict[str, str]:
    """Return the digests that the sources had when they were cited: what changed since then counts as changed."""
    now = digests_of(lotse.registry, [one.document_id for one in sources])
    return now | {one.document_id: one.digest for one in sources if one.digest}


def _kept(desk: Desk, document_id: str) -> KeptAnswer:
    kept = desk.verified.of(document_id)
    if kept is None:
        raise HTTPException(404)
    return kept


def _form(
    request: Request,
    signed: SignedIn,
    typed: Typed,
    sources: tuple[CitedSource, ...],
    status: int = 200,
    **more: object,
) -> Response:
    shown = {"typed": typed, "sources": sources, "topic_names": TOPIC_NAMES, "status_names": STATUS_NAMES}
    empty = {"errors": {}, "error": "", "why": ""}
    return page(request, "console/publish.html", signed, status, **{**empty, **shown, **more})
