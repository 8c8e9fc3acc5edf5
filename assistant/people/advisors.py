"""The people who work in the console, and what their role lets them do."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["advisor", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do all that the ones before it may
ROLE_NAMES: dict[Role, str] = {"advisor": "Beratung", "editor": "Redaktion", "admin": "Verwaltung"}


@dataclass(frozen=True, slots=True)
class Advisor:
    """A person with an account; `login` names them in the audit, `name` is what askers read."""

    id: int
    login: str
    name: str
    email: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether this person may do what needs that role.

        >>> editor = Advisor(1, "kim", "Kim Muster", "kim@example.org", "editor")
        >>> [editor.may(role) for role in ROLES]
        [True, True, False]
        """
        return ROLES.index(self.role) >= ROLES.index(role)


def wrong_about(login: str, name: str, email: str) -> dict[str, str]:
    """Return a sentence for each field that cannot stay so; empty where all is right.

    >>> wrong_about("kim", "Kim Muster", "kim@example.org")
    {}
    >>> sorted(wrong_about("K i m", " ", "kim"))
    ['email', 'login', 'name']
    """
    wrong = {}
    if not _LOGIN.fullmatch(login):
        wrong["login"] = "Der Anmeldename besteht aus 2 bis 60 Buchstaben a bis z, Ziffern, Punkt, Strich und _."
    if not 1 <= len(name.strip()) <= 200 or not name.isprintable():
        wrong["name"] = "Bitte geben Sie einen Namen mit höchstens 200 Zeichen an."
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        wrong["email"] = "Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel kim@example.org."
    return wrong


_LOGIN = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,59}")
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")
