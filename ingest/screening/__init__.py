"""Screening: what must not be found is held back, with a reason, until an editor decides. Knows no database."""
