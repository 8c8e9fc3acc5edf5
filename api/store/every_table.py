"""All tables of the application database, for whoever must see them at once."""

from api.store import (
    tables,
    tables_advisors,
    tables_contacts,
    tables_drafts,
    tables_gaps,
    tables_outbox,
    tables_statements,
    tables_verified,
)
from api.store.metadata import METADATA

MODULES = (
    tables,
    tables_advisors,
    tables_contacts,
    tables_drafts,
    tables_gaps,
    tables_outbox,
    tables_statements,
    tables_verified,
)
__all__ = ["METADATA", "MODULES"]
