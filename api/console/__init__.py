"""The console: where people take over questions, answer them and keep the knowledge right."""

from api.console import account, home, login, people

ROUTERS = (login.router, home.router, account.router, people.router)
