"""Examples for tests of handoffs: what is asked, who advises, and how a request is sent."""

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from api.serving import Serving
from api.wiring import Lotse
from assistant.people.cited import CitedSource

HANDOFFS, CHAT = "/api/v1/handoffs", "/api/v1/chat"
PERSON = "Ich möchte mit einem Menschen sprechen"
WORKSHOP = {
    "region": "Nordhessen",
    "municipalities": ["Musterdorf", "Beispielstadt"],
    "people": 12,
    "month": "2027-02-01",
    "goals": "Eine gemeinsame Strategie.",
}
SOURCE = CitedSource(1, "bus", "bus~0", "page", "Rufbus", "Kosten", "Kreis", None, None, False, "Er kostet.", "")


@dataclass(frozen=True)
class Anna:
    """Somebody who advises."""

    login: str = "anna"
    name: str = "Anna Muster"


def post(client: TestClient, path: str, status: int = 200, key: str | None = None, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json=body, headers={"Idempotency-Key": key} if key else {})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def lotse_behind(client: TestClient) -> Lotse:
    """Return the Lotse that a client asks."""
    serving: Serving = client.app.state.serving  # type: ignore[attr-defined]
    assert serving.lotse
    return serving.lotse
