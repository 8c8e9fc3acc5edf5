"""The language model behind an address: asking it, its limits, its failures. Start at chat.py."""
