"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import (
    account,
    deliveries,
    home,
    letters,
    login,
    people,
    totp,
    verified,
)

ROUTERS = tuple(page.router for page in (login, home, account, totp, people, deliveries, verified, letters))
