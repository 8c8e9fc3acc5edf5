"""Every route of the console, read from the application itself and not from a list someone keeps."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi.routing import APIRoute, iter_route_contexts

from api.app import create_app
from api.console.access import AtLeast
from api.serving import Serving
from api.wiring import Lotse
from assistant.people.advisors import ROLES, Role

OPEN = {
    "/console/login",
    "/console/login/code",
    "/console/login/oidc",
    "/console/login/oidc/back",
}  # what one must reach to sign in


@dataclass(frozen=True)
class Way:
    """One method of one route; `path` still has its parameters in braces."""

    method: str
    path: str
    role: Role

    @property
    def address(self) -> str:
        """Return the path with a 1 for every parameter."""
        return re.sub(r"\{[^}]+\}", "1", self.path)

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@contextmanager
def _unopened() -> Iterator[Lotse]:
    raise AssertionError("only its routes are looked at")
    yield


def _ways() -> Iterator[Way]:
    for found in iter_route_contexts(create_app(Serving(_unopened)).routes):
        if (found.path or "").split("/")[1:2] == ["console"]:
            assert isinstance(found.original_route, APIRoute), found.path
            for method in sorted(found.methods or ()):
                yield Way(method, str(found.path), _role(found.original_route))


def _role(route: APIRoute) -> Role:
    """Return the role that a route declares to need."""
    waiting, needed = list(route.dependant.dependencies), ROLES[0]
    while waiting:
        one = waiting.pop()
        waiting += one.dependencies
        if isinstance(one.call, AtLeast):
            needed = max(needed, one.call.role, key=ROLES.index)
    return needed


WAYS = {way.name: way for way in _ways()}
CLOSED = [name for name, way in WAYS.items() if way.path not in OPEN]
READING = [name for name in CLOSED if WAYS[name].method == "GET"]
CHANGING = [name for name in CLOSED if WAYS[name].method != "GET"]
