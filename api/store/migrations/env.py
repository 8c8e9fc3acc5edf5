"""What alembic runs: the steps, in the transaction that the caller has opened and locked."""

from alembic import context

from api.store.every_table import METADATA
from api.store.upgrading import TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=TABLE,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
