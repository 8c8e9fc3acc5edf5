"""The chat widget as one file: put together at start, served for any website."""
