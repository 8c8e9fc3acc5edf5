"""Stands in for the library that stems, and leaves every word as it is.

A process that has this folder in PYTHONPATH imports it by the library's name: that switches the stemmer off for
indexing and for asking, as a lost library or a wrong language would, without a switch in the product.
"""


class Stemmer:
    """Takes a language as the library does, and makes nothing of it."""

    def __init__(self, language: str) -> None:
        self.language = language

    def stemWord(self, word: str) -> str:
        return word
