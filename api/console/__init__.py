"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import account, canned, draft, home, login, people, totp

ROUTERS = (login.router, home.router, account.router, totp.router, draft.router, canned.router, people.router)
