"""Decides whether an answer contains a nugget: a short statement of what a good answer has to say. Pure."""

from knowledge.matching import words_of

SHARE = 0.7  # of a nugget's content words must stand in the answer


def nugget_found(nugget: str, text: str) -> bool:
    """Return whether the text says what the nugget says, judged by the stems they share.

    >>> nugget_found("17,5 Millionen Euro Förderung", "Aalen erhielt 17,5 Millionen Euro an Förderung.")
    True
    >>> nugget_found("17,5 Millionen Euro Förderung", "Aalen erhielt 3 Millionen.")
    False
    """
    wanted = words_of(nugget).stems
    return bool(wanted) and len(wanted & words_of(text).stems) >= SHARE * len(wanted)
