"""What is to be delivered: one message to one recipient, under a key that never delivers twice.

Knows neither tables nor networks; whoever has something to tell makes entries and enqueues them in its own transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Channel = Literal["mail", "webhook"]
KEY_LENGTH, TO_LENGTH, EVENT_LENGTH = 200, 320, 60


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One delivery; `to` is a mail address, or the name of a configured webhook endpoint.

    The same `key` is delivered once in the eyes of the recipient: choose it from what happened and to whom, for example
    "handoff.created:L-ABCD2345:team". It is kept for good, so it holds no address. Raises ValueError when key,
    recipient or event is empty or too long.
    """

    key: str
    channel: Channel
    to: str
    event: str
    subject: str = ""
    text: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        for value, longest in ((self.key, KEY_LENGTH), (self.to, TO_LENGTH), (self.event, EVENT_LENGTH)):
            if not 0 < len(value) <= longest:
                raise ValueError(f"key, recipient and event of an entry have 1 to {longest} characters")
