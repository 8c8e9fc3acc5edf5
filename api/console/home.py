"""The console's first page: the ways to everything a person may open."""

from fastapi import APIRouter, Request, Response

from api.console.access import Signed
from api.console.rendering import page

router = APIRouter(prefix="/console", include_in_schema=False)


@router.get("")
def home(request: Request, signed: Signed) -> Response:
    """Show where to go."""
    return page(request, "console/home.html", signed)
