"""Which messages end before any search: one file for each kind of message. Start at routes.py."""
