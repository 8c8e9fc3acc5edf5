"""Who gets webhooks: the endpoints of the file LOTSE_WEBHOOKS, and the entries that tell them of an event."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from api.outbox.entry import Entry
from knowledge.errors import LotseError

ALL = "*"
# What an event may tell. Never what someone asked or how to reach them: receivers fetch that with their own rights.
TOLD = frozenset({"number", "kind", "status", "state", "topic", "team", "reason", "due", "language"})
_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)*|\*")
_SECRET_BYTES = range(24, 65)  # Standard Webhooks 1.0.0


class WebhooksInvalid(LotseError):
    """The file of endpoints cannot be used; the sentence names place and reason."""

    code = "webhooks_invalid"
    exit_code = 2


class Endpoint(BaseModel):
    """One receiver of webhooks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
    url: str
    secret: SecretStr
    events: Annotated[frozenset[str], Field(min_length=1)]
    allow_private: bool = False

    @field_validator("secret")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        try:
            key = base64.b64decode(value.get_secret_value().removeprefix("whsec_"), validate=True)
        except binascii.Error:
            key = b""
        if len(key) not in _SECRET_BYTES:
            raise ValueError("gebraucht werden 24 bis 64 Bytes in Base64, davor whsec_")
        return value

    @field_validator("events")
    @classmethod
    def _are_events(cls, value: frozenset[str]) -> frozenset[str]:
        if wrong := sorted(one for one in value if not _EVENT.fullmatch(one)):
            raise ValueError(f"„{wrong[0]}“ ist kein Ereignis; möglich ist zum Beispiel handoff.created oder *")
        return value

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        try:
            parts = urlsplit(self.url)
            complete = bool(parts.hostname) and (parts.port is None or parts.port > 0) and parts.username is None
        except ValueError:
            complete = False
        if not complete or parts.scheme not in {"https", "http"}:
            raise ValueError("url: gebraucht wird eine Adresse mit https:// ohne Anmeldedaten")
        if parts.scheme == "http" and not self.allow_private:
            raise ValueError("url: ohne Verschlüsselung (http://) geht es nur im eigenen Netz, mit allow_private: true")
        return self

    def wants(self, event: str) -> bool:
        """Return whether it is told of such events."""
        return ALL in self.events or event in self.events


def read_endpoints(path: Path | None) -> dict[str, Endpoint]:
    """Return the endpoints of a file by name, none without a file. Raises WebhooksInvalid."""
    if path is None:
        return {}
    try:
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WebhooksInvalid(f"LOTSE_WEBHOOKS: {path} lässt sich nicht lesen. Prüfen Sie Pfad und Rechte.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WebhooksInvalid(f"LOTSE_WEBHOOKS: {path} ist kein gültiges YAML.") from error
    if not isinstance(items, list) or not items:
        raise WebhooksInvalid(
            f"LOTSE_WEBHOOKS: {path} braucht eine Liste von Empfängern mit name, url, secret, events."
        )
    endpoints = [_endpoint(n, item) for n, item in enumerate(items, start=1)]
    found = {one.name: one for one in endpoints}
    if len(found) < len(endpoints):
        raise WebhooksInvalid(
            f"LOTSE_WEBHOOKS: {path} nennt einen Namen zweimal. Jeder Empfänger braucht einen eigenen."
        )
    return found


def events_to(
    endpoints: Iterable[Endpoint], event: str, data: Mapping[str, str | int | None], *, key: str, at: datetime
) -> list[Entry]:
    """Return one entry for each endpoint that wants to know of an event that happened at that moment.

    `key` names what happened, once and for all, for example "handoff.created:L-ABCD2345". Raises ValueError when `data`
    holds more than `TOLD`, so that neither questions nor contact data ever leave the house.
    """
    if more := data.keys() - TOLD:
        raise ValueError(f"an event does not tell {sorted(more)}")
    payload = {"type": event, "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"), "data": dict(data)}
    return [
        Entry(f"{key}:{one.name}", "webhook", one.name, event, data=payload) for one in endpoints if one.wants(event)
    ]


def _endpoint(n: int, item: Any) -> Endpoint:
    try:
        return Endpoint.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise WebhooksInvalid(f"LOTSE_WEBHOOKS, Empfänger {n}: {_said(place, first['type'], first['msg'])}") from error


def _said(place: str, kind: str, reason: str) -> str:
    """Return one German sentence; the sentences of our own checks come through."""
    if kind == "value_error":
        said = reason.removeprefix("Value error, ")
        return f"{place}: {said}." if place else f"{said}."
    what = {"missing": "fehlt", "extra_forbidden": "ist unbekannt", "string_pattern_mismatch": "passt nicht"}
    expected = " Erlaubt sind kleine Buchstaben, Ziffern und Bindestriche." if place == "name" else ""
    return f"{place or 'Eintrag'} {what.get(kind, 'hat keinen gültigen Wert')}.{expected}"
