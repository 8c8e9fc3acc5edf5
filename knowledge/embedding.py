"""Embedders: text in, unit vectors out. The built-in one is knowledge/lsa.py; one in this process, local_model.py.

Here is the one that asks a server, and the one door to `openai` for vectors. Knows nothing of documents and indexes.
"""

import hashlib
import json
import re
import time
import weakref
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from knowledge.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from openai import OpenAI, OpenAIError

Vectors = NDArray[np.float32]  # shape (texts, dimensions)

_BATCH = 64  # texts in one request
_CHARS = 6_000  # of a text at most: 8,192 tokens even of dense text; nothing is downloaded to count them exactly
_SHORTER = (1_200, 400)  # tried next when the server refuses a request: its model may take 512 tokens only
_RETRIES = 2  # after 429, 5xx, a timeout or a broken connection, with growing pauses
_CONNECT_S = 5.0
_QUESTION_S = 8.0  # somebody waits for a single text: it is asked for once, and no longer than this
_REST_S = 15.0  # a server that failed is left alone for this long; every search would wait for it otherwise
_REFUSED = (400, 413, 422)  # the request is at fault, not the server


class Embedder(Protocol):
    """Turns texts into vectors of length 1 (or 0 where nothing is known of a text)."""

    @property
    def fingerprint(self) -> str:
        """Equal fingerprints mean comparable vectors; letters, digits and hyphens, part of the collection's name."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. Raises EmbedderUnavailable."""
        ...


class Rest:
    """Why a part failed last, and until when it is therefore not asked again."""

    def __init__(self, rest_s: float) -> None:
        self._rest_s, self._until, self._reason = rest_s, 0.0, ""

    def check(self) -> None:
        """Raise EmbedderUnavailable with the last reason while resting."""
        if time.monotonic() < self._until:
            raise EmbedderUnavailable(self._reason)

    def begin(self, reason: str) -> EmbedderUnavailable:
        """Rest from now on, and return the error to raise."""
        self._reason, self._until = reason, time.monotonic() + self._rest_s
        return EmbedderUnavailable(reason)


class OpenAIEmbedder:
    """Asks a server that speaks OpenAI's /v1/embeddings: Ollama, vLLM, LocalAI, OpenAI. Silent until the first text."""

    def __init__(
        self, url: str, model: str, key: SecretStr, dimensions: int | None = None,
        *, timeout_s: float = 30.0, retries: int = _RETRIES, rest_s: float = _REST_S,
    ) -> None:  # fmt: skip
        """`url` is the base address up to /v1; `dimensions` is asked of the model and checked, None takes any."""
        self._url, self._model, self._key = url.rstrip("/"), model, key
        self._asked_dimensions, self._dimensions, self._timeout_s = dimensions, dimensions, timeout_s
        self._server = urlsplit(url).netloc.rpartition("@")[2]
        self._fingerprint = fingerprint_of("openai", model, dimensions, self._url)
        self._retries, self._rest = retries, Rest(rest_s)

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._rest.check()
        plain = [text.encode("utf-8", "replace").decode() for text in texts]  # a lone surrogate is no JSON
        spoken = [at for at, text in enumerate(plain) if text.strip()]  # an empty text is refused by most servers
        parts = [spoken[start : start + _BATCH] for start in range(0, len(spoken), _BATCH)]
        found = [self._ask([plain[at] for at in part], alone=len(texts) == 1) for part in parts]
        vectors = np.zeros((len(plain), self._dimensions or 0), dtype=np.float32)
        if found:
            vectors[spoken] = np.concatenate(found)
        return vectors

    def _ask(self, texts: Sequence[str], *, alone: bool) -> Vectors:
        """Return the vectors of one request's texts, cut shorter where the server refuses them."""
        import openai

        timeout_s = min(self._timeout_s, _QUESTION_S) if alone else self._timeout_s
        client = self._client.with_options(
            max_retries=0 if alone else self._retries,
            timeout=openai.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S)),
        )
        longest = max(map(len, texts))
        cuts = [_CHARS, *(chars for chars in _SHORTER if longest > chars)]
        for chars in cuts:
            try:
                # Raw: the library's own parsing takes ten times as long (190 ms for 64 vectors of 1,024 values).
                answer = client.embeddings.with_raw_response.create(
                    model=self._model,
                    input=[text[:chars] for text in texts],
                    dimensions=self._asked_dimensions or openai.omit,
                    encoding_format="float",  # base64, the library's default, is unknown to some servers
                )
            except openai.OpenAIError as error:
                if getattr(error, "status_code", 0) in _REFUSED and chars != cuts[-1]:
                    continue
                raise self._failed(error) from error
            except ValueError as error:  # a key that no HTTP header can hold
                raise self._unavailable("lässt sich so nicht fragen: Prüfen Sie LOTSE_EMBEDDING_KEY.") from error
            return self._vectors(answer.content, len(texts))
        raise AssertionError("the last cut returns or raises")

    @cached_property
    def _client(self) -> "OpenAI":
        import openai

        # Redirects are not followed: the texts go where the operator has said, and nowhere else.
        http = openai.DefaultHttpxClient(follow_redirects=False)
        weakref.finalize(self, http.close)
        key = self._key.get_secret_value() or "none"
        return openai.OpenAI(api_key=key, base_url=self._url, http_client=http)

    def _vectors(self, body: bytes, count: int) -> Vectors:
        """Return the unit vectors of an answer, in the order of the texts."""
        try:
            rows = json.loads(body)["data"]
            by_text = {int(row.get("index", at)): list(row["embedding"]) for at, row in enumerate(rows)}
            if sorted(by_text) != list(range(count)):
                raise self._unavailable(f"liefert nicht genau {count} Vektoren zu {count} Texten: {_LOOK}")
            lengths = {len(vector) for vector in by_text.values()}
            if lengths != {self._dimensions or min(lengths)}:
                raise self._unavailable(self._wrong(lengths))
            vectors = unit([by_text[at] for at in range(count)])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._unavailable(f"liefert keine brauchbaren Vektoren: {_LOOK}") from error
        self._dimensions = vectors.shape[1]
        return vectors

    def _wrong(self, lengths: set[int]) -> str:
        found = " und ".join(map(str, sorted(lengths)))
        wanted = f" statt {self._dimensions}" if self._dimensions else ""
        return (
            f"liefert Vektoren mit {found} Werten{wanted}: "
            "Prüfen Sie LOTSE_EMBEDDING_MODEL und LOTSE_EMBEDDING_DIMENSIONS."
        )

    def _failed(self, error: "OpenAIError") -> EmbedderUnavailable:
        """Return what a foreign error means, and rest unless only this request is at fault."""
        import openai

        status = getattr(error, "status_code", 0)
        if isinstance(error, openai.APITimeoutError):
            reason = (
                "antwortet nicht rechtzeitig: Prüfen Sie seine Auslastung oder erhöhen Sie LOTSE_EMBEDDING_TIMEOUT_S."
            )
        elif isinstance(error, openai.APIConnectionError):
            reason = "ist nicht erreichbar: Starten Sie ihn oder prüfen Sie LOTSE_EMBEDDING_URL."
        elif status == 404:
            reason = (
                f"kennt das Modell {self._model} oder die Adresse nicht (404): Prüfen Sie beides in den Einstellungen."
            )
        else:
            reason = _STATUS.get(status, f"antwortet mit Status {status}: Prüfen Sie sein Protokoll.")
        unavailable = self._unavailable(reason)
        return unavailable if status in _REFUSED else self._rest.begin(str(unavailable))

    def _unavailable(self, reason: str) -> EmbedderUnavailable:
        return EmbedderUnavailable(f"Der Einbettungsdienst {self._server} {reason}")


_LOOK = "Prüfen Sie LOTSE_EMBEDDING_URL und das Modell."
_KEY = "Prüfen Sie LOTSE_EMBEDDING_KEY."
_REQUEST = "Prüfen Sie LOTSE_EMBEDDING_MODEL und LOTSE_EMBEDDING_DIMENSIONS."
_STATUS = {
    401: f"lehnt den Schlüssel ab (401): {_KEY}",
    403: f"verweigert den Zugriff (403): {_KEY}",
    429: "nimmt gerade keine weiteren Anfragen an (429): Prüfen Sie Ihr Kontingent.",
    **{status: f"nimmt die Anfrage nicht an ({status}): {_REQUEST}" for status in _REFUSED},
}


def fingerprint_of(kind: str, model: str, dimensions: int | None, place: str) -> str:
    """Return a fingerprint that tells models, sizes and places apart and holds no secret in clear.

    >>> fingerprint_of("openai", "BAAI/bge-m3", None, "http://localhost:11434/v1")
    'openai-baai-bge-m3-auto-479446ad'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:60].strip("-") or "model"
    digest = hashlib.sha256(f"{place}\0{model}".encode()).hexdigest()[:8]
    return f"{kind}-{slug}-{dimensions or 'auto'}-{digest}"


def unit(rows: Any) -> Vectors:
    """Return `rows` scaled to length 1, a row of zeros as it is. Raises ValueError for anything but finite numbers."""
    with np.errstate(over="ignore", invalid="ignore"):
        vectors = np.asarray(rows, dtype=np.float64)
        if vectors.ndim != 2 or not vectors.shape[1]:
            raise ValueError("not one row of numbers per text")
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(norms).all():
        raise ValueError("not finite")
    scaled: Vectors = (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)
    return scaled
