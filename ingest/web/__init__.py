"""Websites as a source: crawled politely, only where the operator said, and so that a crawl goes on where it was."""
