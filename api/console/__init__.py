"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import (
    account,
    actions,
    appointments,
    contact,
    conversation,
    deliveries,
    inbox,
    letters,
    live,
    login,
    people,
    statements,
    totp,
    verified,
)

ROUTERS = tuple(
    page.router
    for page in (
        login, inbox, live, conversation, actions, appointments, contact, statements, account, totp, people, deliveries,
        verified, letters,
    )
)  # fmt: skip
