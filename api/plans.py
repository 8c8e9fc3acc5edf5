"""Step plans over HTTP: `POST /api/v1/plans` gives the plan that a message asks for, in the format it wants."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.export.formats import FORMATS, FormatName
from api.problems import NOT_FOUND, RESPONSES, problem
from api.ready import Ready
from api.schema import ProfileIn, QuestionText
from api.wiring import Lotse
from assistant.roadmap.planning import plan_for
from assistant.roadmap.values import Plan

NO_PLAN = (
    "Dazu liegt kein Leitfaden mit Schritten vor. Nennen Sie das Vorhaben genauer, oder stellen Sie Ihre Frage dem "
    "Beratungsteam."
)
router = APIRouter(prefix="/api/v1")


def _day(value: object) -> date:
    """Take a day as it is written, 2027-01-11; pydantic alone would read a number as seconds."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "string_type")
    return date.fromisoformat(value)


Start = Annotated[date, BeforeValidator(_day), Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
_AS_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.media_type.partition(";")[0]: {} for name, form in FORMATS.items() if name != "json"}}
}


class PlanIn(BaseModel):
    """What is to be planned; `start` dates the tasks of the calendar."""

    model_config = ConfigDict(extra="forbid")

    message: QuestionText
    profile: ProfileIn | None = None
    format: FormatName = "json"
    start: Start | None = None


def planned(wish: PlanIn, lotse: Lotse) -> Plan | None:
    """Return the plan that is wished for, or None where no guidance fits. Raises KnowledgeError."""
    profile = (wish.profile or ProfileIn()).profile()
    return plan_for(
        wish.message, profile, lotse.search, lotse.registry.passages_of, lotse.parts.answer_from, lotse.parts.today()
    )


def written(found: Plan, name: FormatName, start: date | None) -> Response:
    """Return a plan in a format; all but JSON as a file to save."""
    form = FORMATS[name]
    named = {"Content-Disposition": f'attachment; filename="fahrplan.{form.ending}"'} if name != "json" else {}
    return Response(form.write(found, start), media_type=form.media_type, headers=named)


@router.post("/plans", response_model=Plan, responses=_AS_FILES | RESPONSES | NOT_FOUND)
def plan(wish: PlanIn, lotse: Ready) -> Response:
    """Return the steps of a fitting guidance as a plan; 404 where no guidance fits."""
    found = planned(wish, lotse)
    if found is None:
        return problem(404, NO_PLAN)
    return written(found, wish.format, wish.start)
