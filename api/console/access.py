"""Who asks for a console page, and whether they may: what every route of the console takes as an argument."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.console import cookies
from api.desk import Desk
from api.ready import Ready
from api.store.sessions import Session
from assistant.people.advisors import Advisor, Role


class SignInFirst(Exception):
    """Nobody is signed in, or not any more."""


class NotAllowed(Exception):
    """The person's role does not reach so far; the message says what to do."""


class NotFromOurForm(Exception):
    """A request that changes something did not come from a form that this person was shown."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person at work; `csrf` stands in every form that is shown to them."""

    advisor: Advisor
    csrf: str
    session: Session


def desk(lotse: Ready) -> Desk:
    """Return what the console works with. Raises Unready while Lotse opens."""
    return lotse.desk


AtDesk = Annotated[Desk, Depends(desk)]


def signed_in(request: Request, desk: AtDesk) -> SignedIn:
    """Return who is signed in. Raises SignInFirst, StoreUnavailable."""
    session = desk.sessions.find(cookies.read(request, "session"), active=_by_hand(request))
    if session is None or not session.complete:
        raise SignInFirst
    return SignedIn(session.advisor, session.csrf, session)


Signed = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Lets people of a role, or one above it, pass."""

    role: Role

    def __call__(self, signed: Signed) -> SignedIn:
        """Return who is signed in. Raises NotAllowed."""
        if not signed.advisor.may(self.role):
            raise NotAllowed("Ihre Rolle reicht für diese Seite nicht. Fragen Sie eine Person aus der Verwaltung.")
        return signed


EditorSigned = Annotated[SignedIn, Depends(AtLeast("editor"))]
AdminSigned = Annotated[SignedIn, Depends(AtLeast("admin"))]


async def from_our_form(request: Request, signed: Signed) -> AsyncIterator[None]:
    """Let a request pass that carries the token of this session; files in its form are closed afterwards.

    Raises NotFromOurForm.
    """
    async with request.form() as form:
        check_token(request, str(form.get("csrf", "")), signed.csrf)
        yield


Csrf = Annotated[None, Depends(from_our_form)]


def check_token(request: Request, sent: str, wanted: str) -> None:
    """Let a request pass that comes from our own page with the token it was given. Raises NotFromOurForm."""
    same = secrets.compare_digest(sent.encode(errors="replace"), wanted.encode())
    if not (wanted and same and from_our_site(request)):
        raise NotFromOurForm


def from_our_site(request: Request) -> bool:
    """Return whether the browser says that our own page sent this; one too old to say so is not refused.

    Our pages send no referrer, and then browsers write "null" as the origin of a form.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host")


def _by_hand(request: Request) -> bool:
    """Return whether a person did something; a script that looks for news must not keep a session alive."""
    return request.method != "GET" or request.headers.get("sec-fetch-dest") != "empty"
