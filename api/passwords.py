"""Hashes passwords with argon2id and says which ones are too weak; the door to argon2-cffi."""

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 256  # characters
_AT_ONCE = threading.BoundedSemaphore(4)  # so that many attempts at a time do not take all memory


@cache
def _hasher() -> "PasswordHasher":
    """Return argon2id with 19 MiB, two rounds and one lane, as OWASP's password storage cheat sheet has it."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _of_nobody() -> str:
    return hashed("ein Passwort, das niemand hat")


def hashed(password: str) -> str:
    """Return what may be kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(_same_on_every_keyboard(password))


def fits(password: str, kept: str | None) -> bool:
    """Return whether a password is the kept one; takes as long where nothing is kept as where something is."""
    from argon2.exceptions import InvalidHashError, VerificationError

    text = _same_on_every_keyboard(password[:LONGEST])
    try:
        with _AT_ONCE:
            return _hasher().verify(kept or _of_nobody(), text) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Return whether a kept hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


def too_weak(password: str, login: str) -> str | None:
    """Return a sentence that says why a password is not taken, None where it is.

    >>> too_weak("kurz", "kim")
    'Das Passwort braucht mindestens 12 Zeichen.'
    >>> too_weak("KIM.und.noch.etwas", "kim")
    'Das Passwort darf den Anmeldenamen nicht enthalten.'
    >>> too_weak("vier Worte die bleiben", "kim")
    """
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    if login.casefold() in password.casefold():
        return "Das Passwort darf den Anmeldenamen nicht enthalten."
    if len(set(password)) < 5:
        return "Das Passwort besteht aus zu wenigen verschiedenen Zeichen."
    return None


def _same_on_every_keyboard(password: str) -> bytes:
    """Return one form of text that keyboards and systems send in several, umlauts above all."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
