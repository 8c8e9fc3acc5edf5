"""Bring documents in and keep them fresh. Knows the registry, not how questions are answered."""
