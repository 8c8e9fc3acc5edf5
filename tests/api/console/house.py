"""A small real provider of OpenID Connect on this machine; what it says in its tokens can be bent."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "lotse", "geheim:mit/Zeichen"


class House:
    """People are "at" it with `email`; `claims` overrides what the next ID token says, `key` who signs it."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.own_key = RSAKey.generate_key(2048, {"kid": "1"})
        self.key, self.email, self.claims = self.own_key, "editor@example.org", dict[str, Any]()
        self.asked: dict[str, dict[str, str]] = {}

    def authorize(self, address: str) -> str:
        """Sign the person in, as the page of the provider does, and return where it sends the browser."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        """Return tokens for a code, once, to whoever knows verifier and secret."""
        asked = self.asked.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:geheim%3Amit%2FZeichen".encode()).decode()
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        if asked is None or authorization != f"Basic {basic}" or challenge != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= {"email": self.email, "email_verified": True, **self.claims}
        return {"access_token": "x", "id_token": jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)}


@contextmanager
def opened_house() -> Iterator[House]:
    """Serve a provider on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/keys":
                self._answer({"keys": [house.own_key.as_dict(private=False)]})
            else:
                ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
                self._answer({"issuer": house.issuer, **{k: f"{house.issuer}/{v}" for k, v in ends.items()}})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            given = house.token(form, self.headers.get("authorization", ""))
            self._answer(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _answer(self, content: dict[str, Any], status: int = 200) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    house = House(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield house
    server.shutdown()
    server.server_close()
    thread.join()
