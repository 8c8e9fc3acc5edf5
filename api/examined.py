"""What a Lotse tells of itself to the run that examines it: opened here everything, over HTTP what the service says."""

from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlsplit

from api import remote
from api.settings import Settings
from api.wiring import Lotse
from assistant.composing.model_task import PROMPTS
from assistant.prompts import version
from evals.about import Product, Setting
from evals.code import code_digest
from knowledge.registry import Registry


def product_here(settings: Settings, lotse: Lotse) -> Product:
    """Return all that answers of an open Lotse depend on; no key of any service."""
    from api.app import VERSION

    with_model = bool(settings.assistant.model_url)
    state = lotse.indexes.state
    return Product(
        version=VERSION,
        code=code_digest(),
        composer="model" if with_model else "extractive",
        model=settings.assistant.model or None if with_model else None,
        prompts=version(*PROMPTS),
        settings=_settings(settings),
        corpus=_digest(_known(lotse.registry)),
        index=f"{state.layout} {state.embedder or 'ohne Vektoren'}",
    )


def product_at(base: str) -> Product:
    """Return what the service at an address says: its version, and which revision it has indexed.

    Raises ServerUnavailable.
    """
    try:
        said = remote.get(base, "/api/v1/openapi.json")["info"]["version"]
        applied = remote.get(base, "/readyz")["applied"]
    except (KeyError, TypeError) as error:
        raise remote.ServerUnavailable("Unter der Adresse antwortet kein Lotse, oder einer anderer Version.") from error
    return Product(version=str(said), index=f"Revision {applied}")


def _settings(settings: Settings) -> dict[str, Setting]:
    """Return the settings of answering; of the model's address only what tells servers apart."""
    told: dict[str, Setting] = settings.assistant.model_dump(mode="json", exclude={"model_key", "model"})
    address = urlsplit(settings.assistant.model_url)
    return {**told, "model_url": f"{address.hostname}:{address.port}{address.path}" if address.hostname else ""}


def _known(registry: Registry) -> Iterable[str]:
    """Return the digests of all documents, and the ids of all passages: equal ids mean equal content."""
    return [*(f"{key} {one.digest}" for key, one in registry.known().items()), *registry.passage_ids()]


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]
