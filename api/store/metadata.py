"""What all tables of the application database belong to; each `tables_*.py` beside this adds its own."""

from sqlalchemy import MetaData

METADATA = MetaData()
