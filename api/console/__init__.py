"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import (
    account,
    home,
    letters,
    login,
    people,
    totp,
)

ROUTERS = tuple(page.router for page in (login, home, account, totp, people, letters))
