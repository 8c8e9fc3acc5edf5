"""Asks the running Lotse that owns the indexes, instead of opening them a second time."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from knowledge.errors import LotseError

TIMEOUT_S = 130.0


class ServerUnavailable(LotseError):
    """The running Lotse did not answer."""

    code = "server_unavailable"
    retry = True


def post(address: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON answer to a JSON body. Raises ServerUnavailable with the server's own sentence."""
    data = json.dumps(body).encode()
    return _send(urllib.request.Request(address + path, data, {"Content-Type": "application/json"}))


def get(address: str, path: str, **query: Any) -> dict[str, Any]:
    """Return the JSON answer to a query. Raises ServerUnavailable."""
    given = {name: value for name, value in query.items() if value is not None}
    return _send(urllib.request.Request(f"{address}{path}?{urllib.parse.urlencode(given)}"))


def _send(request: urllib.request.Request) -> dict[str, Any]:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no business on loopback
    try:
        with direct.open(request, timeout=TIMEOUT_S) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except urllib.error.HTTPError as error:
        try:
            detail = str(json.load(error)["detail"])
        except (ValueError, KeyError, TypeError):
            detail = f"Der laufende Lotse antwortet mit Status {error.code}."
        raise ServerUnavailable(detail) from error
    except (OSError, ValueError) as error:
        raise ServerUnavailable("Der laufende Lotse antwortet nicht. Prüfen Sie ihn mit: lotse doctor.") from error
