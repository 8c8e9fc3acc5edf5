"""Reads from a text what its head could say; a person confirms it."""
