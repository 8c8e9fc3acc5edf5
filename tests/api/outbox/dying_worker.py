"""A worker in a process of its own that is killed after it has sent its n-th message and before that is noted."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from api.outbox.endpoints import read_endpoints
from api.outbox.entry import Entry
from api.outbox.mail import Mailer
from api.outbox.settings import OutboxSettings
from api.outbox.webhook import Hooks
from api.outbox.worker import Deliver, Worker
from api.store.outbox import StoredOutbox
from knowledge.registry_tables import open_engine


class Dying:
    """Delivers for real, counts what was taken, and ends the process the hard way."""

    def __init__(self, sends: int) -> None:
        self.left = sends

    def after(self, deliver: Deliver) -> Deliver:
        def delivered(entry: Entry) -> None:
            deliver(entry)
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        return delivered


def main(url: str, smtp_port: str, endpoints: str, now: str, sends: str) -> None:
    settings = OutboxSettings(
        smtp_host="127.0.0.1", smtp_port=int(smtp_port), smtp_security="none", mail_from="lotse@example.org"
    )
    dying, moment = Dying(int(sends)), datetime.fromisoformat(now)
    mails = dying.after(Mailer(settings, lambda: datetime.now(UTC)))
    hooks = dying.after(Hooks(read_endpoints(Path(endpoints)), lambda: datetime.now(UTC)))
    outbox = StoredOutbox(open_engine(url), lambda: moment)
    Worker(outbox, {"mail": mails, "webhook": hooks}, lambda: moment, lambda: 1.0).drain()


if __name__ == "__main__":
    main(*sys.argv[1:])
