"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import account, home, login, oidc, people, totp

ROUTERS = (login.router, oidc.router, home.router, account.router, totp.router, people.router)
