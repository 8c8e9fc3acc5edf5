"""Sends webhooks as Standard Webhooks 1.0.0 describes them; the door to the library that signs them.

The address is resolved and checked before each try, and exactly that address is connected to: a name that changes its
mind in between leads nowhere else. Redirects and proxies are not followed.
"""

import hashlib
import json
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from api.outbox.endpoints import Endpoint
from api.outbox.entry import Entry
from api.outbox.failures import DeliveryFailed, Refused, TryLater, Unreachable
from knowledge.addresses import EVERYTHING, NOTHING, Resolve, checked_address, resolved
from knowledge.errors import AddressPrivate, AddressUnknown
from knowledge.retry_after import asked_wait

TIMEOUT_S = 15.0  # for connecting, and for each part of the answer
LONGEST_WISH = timedelta(days=1)  # a Retry-After beyond is cut to this
_PRIVATE = "Der Empfänger liegt in einem privaten Netz. Ist das gewollt, setzen Sie allow_private in LOTSE_WEBHOOKS."


class Hooks:
    """Delivers entries to the endpoints that are configured."""

    def __init__(
        self,
        endpoints: Mapping[str, Endpoint],
        now: Callable[[], datetime],
        resolve: Resolve = resolved,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`tls` says whom to trust; by default the authorities of this machine."""
        self._endpoints, self._now, self._resolve = endpoints, now, resolve
        self._tls = tls or ssl.create_default_context()

    def __call__(self, entry: Entry) -> None:
        """Post an entry, signed. Raises Refused, TryLater, Unreachable."""
        endpoint = self._endpoints.get(entry.to)
        if endpoint is None:
            raise Refused("Diesen Empfänger gibt es in der Datei LOTSE_WEBHOOKS nicht.")
        url = urlsplit(endpoint.url)
        port = url.port or (443 if url.scheme == "https" else 80)
        host = url.hostname or ""
        address = self._address(host, port, endpoint)
        status, wish = self._post(_pinned(url, address, port), host, url.netloc, entry, endpoint)
        if not 200 <= status < 300:
            raise _failure(status, asked_wait(wish, self._now(), LONGEST_WISH))

    def _address(self, host: str, port: int, endpoint: Endpoint) -> str:
        try:
            return checked_address(host, port, EVERYTHING if endpoint.allow_private else NOTHING, self._resolve)
        except AddressUnknown as error:
            raise Unreachable("Der Name des Empfängers lässt sich nicht auflösen.") from error
        except AddressPrivate as error:
            raise Refused(_PRIVATE) from error

    def _post(self, url: str, host: str, netloc: str, entry: Entry, endpoint: Endpoint) -> tuple[int, str]:
        import httpx2

        body = json.dumps(dict(entry.data), ensure_ascii=False, separators=(",", ":"))
        headers = {"Host": netloc, "Content-Type": "application/json"}
        headers |= signed(entry.key, body, endpoint.secret.get_secret_value(), self._now())
        try:
            with (
                httpx2.Client(verify=self._tls, trust_env=False, follow_redirects=False, timeout=TIMEOUT_S) as client,
                # The body of the answer is of no interest, so nobody has to wait for it.
                client.stream(
                    "POST", url, content=body.encode(), headers=headers, extensions={"sni_hostname": host}
                ) as answer,
            ):
                return answer.status_code, answer.headers.get("Retry-After", "")
        except httpx2.TimeoutException as error:
            raise Unreachable("Der Empfänger antwortet nicht rechtzeitig.") from error
        except httpx2.TransportError as error:
            raise Unreachable("Der Empfänger ist nicht erreichbar, oder sein Zertifikat ist nicht gültig.") from error


def webhook_id(key: str) -> str:
    """Return the same id for the same key; receivers know by it what they have seen."""
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def signed(key: str, body: str, secret: str, now: datetime) -> dict[str, str]:
    """Return the three headers by which a receiver knows who sent a body, and when."""
    from standardwebhooks import Webhook

    at = now.astimezone(UTC)
    signature = Webhook(secret).sign(webhook_id(key), at, body)
    return {
        "webhook-id": webhook_id(key), "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature,
    }  # fmt: skip


def _pinned(url: SplitResult, address: str, port: int) -> str:
    host = f"[{address}]" if ":" in address else address
    return url._replace(netloc=f"{host}:{port}", fragment="").geturl()


def _failure(status: int, wish: timedelta) -> DeliveryFailed:
    if status == 410:
        return Refused("Der Empfänger will diese Nachrichten nicht mehr (Status 410).")
    if 300 <= status < 400:
        return TryLater(f"Der Empfänger leitet um (Status {status}); tragen Sie die neue Adresse ein.")
    return TryLater(f"Der Empfänger hat nicht angenommen (Status {status}).", wish)
