"""How much a sentence looks like an order, a lure or words put into our mouth. Start at scoring.py."""
