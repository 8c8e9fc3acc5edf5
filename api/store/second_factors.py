"""Keeps the second factor of an account: its secret, the newest code taken, and recovery codes as digests."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Engine, delete, insert, select, update

from api.store import audit
from api.store.tables_advisors import ADVISORS, RECOVERY_CODES
from api.store.transaction import transaction
from assistant.people.advisors import Advisor


class StoredSecondFactors:
    """Second factors in SQL, SQLite and PostgreSQL alike; a code counts once, also when sent twice at once."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def secret(self, advisor: Advisor) -> str | None:
        """Return the secret, also one that no code has confirmed yet. Raises StoreUnavailable."""
        with transaction(self._engine) as connection:
            return connection.execute(select(ADVISORS.c.totp_secret).where(ADVISORS.c.id == advisor.id)).scalar()

    def propose(self, advisor: Advisor, secret: str) -> bool:
        """Keep a secret that nobody is asked for yet; False where one is confirmed. Raises StoreUnavailable."""
        open_to_it = (ADVISORS.c.id == advisor.id, ~ADVISORS.c.totp_confirmed)
        with transaction(self._engine) as connection:
            kept = connection.execute(update(ADVISORS).where(*open_to_it).values(totp_secret=secret, totp_used=0))
            return kept.rowcount > 0

    def confirm(self, advisor: Advisor, step: int, codes: Iterable[str]) -> bool:
        """Ask for it from now on, with recovery codes; False where that is so already. Raises StoreUnavailable."""
        open_to_it = (ADVISORS.c.id == advisor.id, ~ADVISORS.c.totp_confirmed, ADVISORS.c.totp_secret.is_not(None))
        values = {"totp_confirmed": True, "totp_used": step}
        rows = [{"advisor_id": advisor.id, "digest": _digest(code)} for code in codes]
        with transaction(self._engine) as connection:
            if not connection.execute(update(ADVISORS).where(*open_to_it).values(values)).rowcount:
                return False
            connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.advisor_id == advisor.id))
            connection.execute(insert(RECOVERY_CODES), rows)
            audit.record(connection, self._now().astimezone(UTC), advisor.login, "totp.on", advisor.login)
            return True

    def take_step(self, advisor: Advisor, step: int) -> bool:
        """Return whether the code of a time step is newer than every code taken, and take it.

        Raises StoreUnavailable.
        """
        newer = (ADVISORS.c.id == advisor.id, ADVISORS.c.totp_confirmed, ADVISORS.c.totp_used < step)
        with transaction(self._engine) as connection:
            return connection.execute(update(ADVISORS).where(*newer).values(totp_used=step)).rowcount > 0

    def take_recovery(self, advisor: Advisor, code: str) -> bool:
        """Return whether it is an unused recovery code, and use it up. Raises StoreUnavailable."""
        its = (RECOVERY_CODES.c.advisor_id == advisor.id, RECOVERY_CODES.c.digest == _digest(code))
        with transaction(self._engine) as connection:
            used = connection.execute(delete(RECOVERY_CODES).where(*its)).rowcount > 0
            if used:
                audit.record(connection, self._now().astimezone(UTC), advisor.login, "totp.recovery", advisor.login)
            return used

    def remove(self, advisor: Advisor, by: str) -> None:
        """Ask for the password alone from now on. Raises StoreUnavailable."""
        values = {"totp_secret": None, "totp_confirmed": False, "totp_used": 0}
        with transaction(self._engine) as connection:
            connection.execute(update(ADVISORS).where(ADVISORS.c.id == advisor.id).values(values))
            connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.advisor_id == advisor.id))
            audit.record(connection, self._now().astimezone(UTC), by, "totp.off", advisor.login)


def _digest(code: str) -> str:
    """Return what is kept of a recovery code; a fast digest is enough, for a code holds 80 random bits."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(plain.encode(errors="replace")).hexdigest()
