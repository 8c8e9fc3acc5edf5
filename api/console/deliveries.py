"""Mails and webhooks that wait, failed or were given up, with the reason, and the button to try them again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.access import AdminSigned, AtDesk, Csrf
from api.console.rendering import page
from api.outbox.states import State
from api.ready import Ready
from api.store.audit import record
from api.store.outbox import replay
from api.store.transaction import transaction

PATH, SHOWN = "/console/deliveries", 200
router = APIRouter(prefix="/console", include_in_schema=False)
Typed = Annotated[str, Form()]


@router.get("/deliveries")
def show(request: Request, signed: AdminSigned, lotse: Ready) -> Response:
    """Show what is not delivered yet, what was given up first."""
    outbox, set_up = lotse.desk.outbox, lotse.worker.channels
    lists = {state: outbox.listed(state, SHOWN) for state in (State.DEAD, State.FAILED, State.WAITING)}
    idle = [channel for channel in ("mail", "webhook") if channel not in set_up]
    counts = outbox.counts()
    return page(request, "console/deliveries.html", signed, lists=lists, counts=counts, idle=idle, shown=SHOWN)


@router.post("/deliveries/replay")
def try_again(signed: AdminSigned, desk: AtDesk, _: Csrf, key: Typed = "", every: Typed = "") -> Response:
    """Let one delivery, or with `every` all that were given up, be tried at once."""
    tried = 0
    if key or every:
        with transaction(desk.engine) as connection:
            tried = replay(connection, key or None, desk.now())
            if tried:
                detail = "" if key else f"{tried}"
                record(connection, desk.now(), signed.advisor.login, "delivery.replayed", key or "alle", detail)
    return RedirectResponse(f"{PATH}?done={'replayed' if tried else 'nothing'}", 303)
