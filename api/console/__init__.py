"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import (
    account,
    actions,
    appointments,
    canned,
    contact,
    conversation,
    deliveries,
    draft,
    figures,
    gaps,
    inbox,
    knowledge,
    letters,
    live,
    login,
    oidc,
    people,
    statements,
    totp,
    verified,
)

ROUTERS = (
    tuple(
        page.router
        for page in (
            login,
            account,
            totp,
            people,
            deliveries,
            verified,
            letters,
            draft,
            canned,
            oidc,
            inbox,
            live,
            conversation,
            actions,
            appointments,
            contact,
            statements,
            gaps,
            figures,
        )
    )
    + knowledge.ROUTERS
)
