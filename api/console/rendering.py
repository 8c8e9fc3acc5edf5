"""Turns a template and its values into a page of the console."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.console.access import SignedIn
from api.console.navigation import entries_for
from api.templating import TEMPLATES
from assistant.people.advisors import ROLE_NAMES


def page(request: Request, template: str, signed: SignedIn | None, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page; `signed` fills the navigation and the token of its forms, None leaves both out.

    `?done=NAME` of the address shows the template's sentence of that name after a redirect: see layout.html.
    """
    frame: dict[str, object] = {"signed": signed, "csrf": "", "entries": [], "path": request.url.path}
    if signed:
        frame |= {"csrf": signed.csrf, "entries": entries_for(signed.advisor, request.url.path)}
        frame["role_names"] = ROLE_NAMES
    frame["done"] = request.query_params.get("done", "")
    return HTMLResponse(TEMPLATES.get_template(template).render({**frame, **values}), status)
