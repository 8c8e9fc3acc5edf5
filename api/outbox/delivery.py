"""Where the parts of the outbox meet; for the wiring of the service, and for commands that need nothing else."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from api.outbox.endpoints import Endpoint, read_endpoints
from api.outbox.entry import Channel
from api.outbox.mail import Mailer
from api.outbox.settings import OutboxSettings
from api.outbox.webhook import Hooks
from api.outbox.worker import Deliver, Pace, Worker
from api.settings import Settings
from api.store.outbox import StoredOutbox
from api.store.upgrading import upgrade
from knowledge.registry_tables import open_engine


@dataclass(frozen=True, slots=True)
class Delivery:
    """What waits, what delivers it, and who is told of events."""

    outbox: StoredOutbox
    worker: Worker
    endpoints: tuple[Endpoint, ...]


def delivery_of(settings: OutboxSettings, engine: Engine, now: Callable[[], datetime]) -> Delivery:
    """Return the parts; a channel that is not set up keeps its entries waiting. Raises WebhooksInvalid."""
    endpoints = read_endpoints(settings.webhooks)
    outbox = StoredOutbox(engine, now)
    channels: dict[Channel, Deliver] = {}
    if settings.sends_mail:
        channels["mail"] = Mailer(settings, now)
    if endpoints:
        channels["webhook"] = Hooks(endpoints, now)
    worker = Worker(outbox, channels, now, random.random, Pace(tries=settings.delivery_tries))
    return Delivery(outbox, worker, tuple(endpoints.values()))


@contextmanager
def opened_delivery(settings: Settings) -> Iterator[Delivery]:
    """Open only the outbox, beside a running server too.

    Raises WebhooksInvalid, RegistryUnavailable, StoreUnavailable, StoreTooNew.
    """
    engine = open_engine(settings.knowledge.registry_url)
    try:
        upgrade(engine)
        yield delivery_of(settings.outbox, engine, lambda: datetime.now(UTC))
    finally:
        engine.dispose()
