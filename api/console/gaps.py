"""Gaps: what the assistant could not answer, as tasks for editors, from taking one to closing it with proof."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, EditorSigned, SignedIn
from api.console.rendering import page
from api.desk import Desk
from api.store.gaps import GapTaken
from assistant.masking import masked
from assistant.people.gap_tasks import Task
from assistant.people.gaps import LEFT_NAMES, Key, Left
from evals.gap_cases import cases_of
from evals.report.wording import outcome_text

PATH = "/console/gaps"
NOT_YET = "Noch sind nicht alle Fragen beantwortet. Stellen Sie sie neu, oder nehmen Sie sie mit Grund aus."
router = APIRouter(prefix=PATH, include_in_schema=False)
Typed = Annotated[str, Form(max_length=64)]


@router.get("")
def show(request: Request, signed: EditorSigned, desk: AtDesk) -> Response:
    """Show the groups that nobody works on, and the tasks."""
    return _list(request, signed, desk)


@router.post("/take")
def take(
    request: Request,
    signed: EditorSigned,
    desk: AtDesk,
    _: Csrf,
    topic: Typed = "",
    state: Typed = "",
    size: Typed = "",
) -> Response:
    """Make a task of a group."""
    try:
        number = desk.gaps.take(Key(topic, state, size), signed.advisor.login)
    except GapTaken as error:
        return _list(request, signed, desk, 409, error=str(error))
    return RedirectResponse(f"{PATH}/{number}?done=taken", 303)


@router.get("/{number}")
def show_task(request: Request, number: int, signed: EditorSigned, desk: AtDesk) -> Response:
    """Show the questions of a task, how each was answered, and how it is answered now."""
    return _task_page(request, signed, _task(desk, number))


@router.post("/{number}/again")
def ask_again(number: int, signed: EditorSigned, desk: AtDesk, _: Csrf) -> Response:
    """Have the questions asked again."""
    desk.gaps.ask_again(_task(desk, number).number, signed.advisor.login)
    return RedirectResponse(f"{PATH}/{number}?done=again", 303)


@router.post("/{number}/questions/{message_id}")
def leave_out(number: int, message_id: str, signed: EditorSigned, desk: AtDesk, _: Csrf, why: Typed = "") -> Response:
    """Leave a question out for a reason, or take it in again."""
    reason = Left(why) if why in LEFT_NAMES else None
    if not desk.gaps.leave_out(number, message_id, reason, signed.advisor.login):
        raise HTTPException(404)
    return RedirectResponse(f"{PATH}/{number}?done={'left' if reason else 'kept'}", 303)


@router.post("/{number}/back")
def give_back(number: int, signed: EditorSigned, desk: AtDesk, _: Csrf) -> Response:
    """Let the questions of a task be open again."""
    if not desk.gaps.give_back(number, signed.advisor.login):
        raise HTTPException(404)
    return RedirectResponse(f"{PATH}?done=back", 303)


@router.post("/{number}/close")
def close(request: Request, number: int, signed: EditorSigned, desk: AtDesk, _: Csrf) -> Response:
    """Close a task whose questions are all answered now, or left out."""
    task = _task(desk, number)
    if not task.can_close or not desk.gaps.close(task, cases_of(task), signed.advisor.login):
        return _task_page(request, signed, _task(desk, number), 409, error=NOT_YET)
    return RedirectResponse(f"{PATH}/{number}?done=closed", 303)


@router.get("/{number}/cases.jsonl")
def cases(number: int, _: EditorSigned, desk: AtDesk) -> Response:
    """Give the evaluation cases of a closed task, a question set for `lotse eval run`."""
    task = _task(desk, number)
    if not task.cases:
        raise HTTPException(404)
    name = {"Content-Disposition": f'attachment; filename="luecke-{number}.jsonl"'}
    return Response(task.cases, media_type="application/jsonl", headers=name)


def _task(desk: Desk, number: int) -> Task:
    task = desk.gaps.task(number)
    if task is None:
        raise HTTPException(404)
    return task


def _list(request: Request, signed: SignedIn, desk: Desk, status: int = 200, error: str = "") -> Response:
    tasks = desk.gaps.tasks()
    shown = {"gaps": desk.gaps.open(), "masked": masked, "error": error}
    shown["working"] = [task for task in tasks if task.closed_at is None]
    shown["closed"] = [task for task in tasks if task.closed_at is not None]
    return page(request, "console/gaps.html", signed, status, **shown)


def _task_page(request: Request, signed: SignedIn, task: Task, status: int = 200, error: str = "") -> Response:
    shown = {"task": task, "masked": masked, "error": error, "reasons": LEFT_NAMES, "outcome": outcome_text}
    return page(request, "console/gap.html", signed, status, **shown)
