"""All pages that need no account: for askers, and for those who put Lotse on a website."""

from api import anliegen, asking, beratung, gespraech, gespraech_doing

ROUTERS = (asking.router, gespraech.router, gespraech_doing.router, anliegen.router, beratung.router)
