"""The console's cookies: who is signed in, whose sign-in form it is, and who is at the house's sign-in."""

from ipaddress import ip_address
from typing import Literal

from fastapi import Request, Response

Purpose = Literal["session", "form", "journey"]
_NAMES: dict[Purpose, str] = {"session": "lotse", "form": "lotse-form", "journey": "lotse-journey"}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def loopback(request: Request) -> bool:
    """Return whether a browser on this machine asks over plain http: the one exception from encrypted transport.

    A proxy that passes the name people typed is never taken for it.
    """
    if request.url.scheme != "http" or request.url.hostname not in _LOOPBACK or "forwarded" in request.headers:
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def name(request: Request, purpose: Purpose) -> str:
    """Return the cookie's name; browsers take one that starts with __Host- only over https, for one host and path /."""
    return f"{_NAMES[purpose]}-loopback" if loopback(request) else f"__Host-{_NAMES[purpose]}"


def read(request: Request, purpose: Purpose) -> str:
    """Return what the browser sent, empty without a cookie."""
    return request.cookies.get(name(request, purpose), "")


def give(response: Response, request: Request, purpose: Purpose, value: str) -> None:
    """Set a cookie that ends with the browser, out of reach of scripts and of other sites' forms."""
    secure = not loopback(request)
    response.set_cookie(name(request, purpose), value, path="/", secure=secure, httponly=True, samesite="lax")


def take(response: Response, request: Request, purpose: Purpose) -> None:
    """Delete a cookie."""
    secure = not loopback(request)
    response.delete_cookie(name(request, purpose), path="/", secure=secure, httponly=True, samesite="lax")
