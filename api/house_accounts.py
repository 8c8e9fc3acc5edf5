"""Asks the house's own sign-in (OpenID Connect, code flow with PKCE) who a person is; door to authlib and joserfc."""

import secrets
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from pydantic import SecretStr

from api.settings import ApiSettings, SettingsInvalid
from knowledge.errors import LotseError

TIMEOUT_S, LEEWAY_S = 10.0, 60
_SIGNED_WITH = ["RS256", "PS256", "ES256"]
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class HouseSilent(LotseError):
    """The house's sign-in does not answer, or not as OpenID Connect has it."""

    code = "house_silent"
    retry = True


class HouseRefused(LotseError):
    """The house's sign-in does not say who the person is, or says it in a way that cannot be trusted."""

    code = "house_refused"


@dataclass(frozen=True, slots=True)
class Journey:
    """What the browser keeps while its person is at the house's sign-in; nobody else knows it."""

    state: str
    nonce: str
    verifier: str


class HouseAccounts:
    """One provider of OpenID Connect; keys and addresses are asked of it each time, for people seldom sign in."""

    def __init__(self, issuer: str, client: str, secret: SecretStr) -> None:
        self._issuer, self._client, self._secret = issuer, client, secret

    def ask(self, back: str) -> tuple[str, Journey]:
        """Return where to send the browser, and what it must bring back to `back`. Raises HouseSilent."""
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]

        journey = Journey(*(secrets.token_urlsafe(32) for _ in range(3)))
        wish = {
            "response_type": "code", "scope": "openid email", "client_id": self._client, "redirect_uri": back,
            "state": journey.state, "nonce": journey.nonce, "code_challenge_method": "S256",
            "code_challenge": create_s256_code_challenge(journey.verifier),
        }  # fmt: skip
        start = str(self._discovered()["authorization_endpoint"])
        return f"{start}{'&' if urlsplit(start).query else '?'}{urlencode(wish)}", journey

    def email(self, code: str, journey: Journey, back: str) -> str:
        """Return the verified e-mail address of whoever signed in there. Raises HouseSilent, HouseRefused."""
        found = self._discovered()
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
        given["code_verifier"] = journey.verifier
        tokens = self._fetched(str(found["token_endpoint"]), given)
        claims = self._checked(tokens, self._fetched(str(found["jwks_uri"])), journey)
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise HouseRefused("Die Anmeldung des Hauses nennt keine bestätigte E-Mail-Adresse.")
        return str(claims["email"])

    def _checked(self, tokens: dict[str, Any], keys: dict[str, Any], journey: Journey) -> dict[str, Any]:
        """Return what the ID token says once signature, issuer, audience, times and nonce are right."""
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        options = {"iss": {"essential": True, "value": self._issuer}, "aud": {"essential": True, "value": self._client}}
        params = {"nonce": journey.nonce, "client_id": self._client, "access_token": tokens.get("access_token")}
        try:
            token = jwt.decode(str(tokens["id_token"]), KeySet.import_key_set(keys), algorithms=_SIGNED_WITH)  # type: ignore[arg-type]
            claims: dict[str, Any] = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(leeway=LEEWAY_S)  # type: ignore[attr-defined]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise HouseRefused("Die Anmeldung des Hauses ist nicht glaubwürdig. Beginnen Sie noch einmal.") from error
        return claims

    def _discovered(self) -> dict[str, Any]:
        found = self._fetched(self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self._issuer or any(not _safe(str(found.get(name))) for name in needed):
            raise HouseSilent("Die Anmeldung des Hauses ist nicht so eingerichtet, wie LOTSE_OIDC_ISSUER sagt.")
        return found

    def _fetched(self, address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
        import httpx2

        # Name and secret are form-encoded before they become a Basic header: RFC 6749, 2.3.1.
        own = (quote(self._client, safe=""), quote(self._secret.get_secret_value(), safe=""))
        try:
            with httpx2.Client(follow_redirects=False, timeout=TIMEOUT_S) as client:
                answer = client.post(address, data=form, auth=own) if form else client.get(address)
            if form and answer.status_code in (400, 401):
                raise HouseRefused("Die Anmeldung des Hauses hat abgelehnt. Beginnen Sie noch einmal.")
            content = answer.raise_for_status().json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise HouseSilent("Die Anmeldung des Hauses antwortet nicht. Versuchen Sie es später.") from error
        if not isinstance(content, dict):
            raise HouseSilent("Die Anmeldung des Hauses antwortet nicht verständlich.")
        return content


def house_of(settings: ApiSettings) -> HouseAccounts | None:
    """Return the house's own sign-in where one is set up. Raises SettingsInvalid without its libraries."""
    if not settings.oidc_issuer:
        return None
    if find_spec("authlib") is None:
        raise SettingsInvalid("LOTSE_OIDC_ISSUER braucht eine Erweiterung. Installieren Sie lotse[oidc].")
    return HouseAccounts(settings.oidc_issuer, settings.oidc_client, settings.oidc_secret)


def _safe(address: str) -> bool:
    """Return whether an address is encrypted, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
