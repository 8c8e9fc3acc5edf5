"""What can go wrong with a delivery, as one tree.

DeliveryFailed               a sentence for the console, without what the message says
├── TryLater                 the recipient could not take it now; `after` is what it asked for
│   └── Unreachable          the other side does not answer at all: nothing else for it is tried meanwhile
└── Refused                  it will never be taken: given up at once
"""

from datetime import timedelta

from knowledge.errors import LotseError


class DeliveryFailed(LotseError):
    """A message was not delivered; `str()` is one German sentence for the people who look after it."""

    code = "delivery_failed"


class TryLater(DeliveryFailed):
    """It may go better later, not before `after` has passed."""

    code = "delivery_failed_for_now"
    retry = True

    def __init__(self, sentence: str, after: timedelta = timedelta()) -> None:
        super().__init__(sentence)
        self.after = after


class Unreachable(TryLater):
    """The mail server or the endpoint does not answer, or does not let us in."""

    code = "delivery_unreachable"


class Refused(DeliveryFailed):
    """It was refused for good, or cannot be sent as it is."""

    code = "delivery_refused"
