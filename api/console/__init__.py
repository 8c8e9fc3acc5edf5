"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import (
    account,
    actions,
    appointments,
    contact,
    conversation,
    inbox,
    live,
    login,
    people,
    statements,
    totp,
)

ROUTERS = (
    login.router, inbox.router, live.router, conversation.router, actions.router, appointments.router,
    contact.router, statements.router, account.router, totp.router, people.router,
)  # fmt: skip
