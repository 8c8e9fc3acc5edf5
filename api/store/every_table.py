"""All tables of the application database, for whoever must see them at once."""

from api.store import tables
from api.store.metadata import METADATA

MODULES = (tables,)
__all__ = ["METADATA", "MODULES"]
