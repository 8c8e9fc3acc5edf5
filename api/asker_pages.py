"""All pages that need no account: for askers, and for those who put Lotse on a website."""

from api import anliegen, asking, beratung, einbinden, gespraech, gespraech_doing, musterstadt
from api.reader import page as reader

ROUTERS = tuple(
    page.router for page in (musterstadt, einbinden, asking, gespraech, gespraech_doing, anliegen, beratung, reader)
)
