"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import account, deliveries, figures, gaps, home, login, people, totp

ROUTERS = (
    login.router,
    home.router,
    account.router,
    totp.router,
    people.router,
    deliveries.router,
    gaps.router,
    figures.router,
)
