"""Writes the marks of list items: bullets by depth, letters and Roman numbers."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_READABLE = 4_000  # beyond it, letters and Roman numbers are plain ones


def bullet(depth: int) -> str:
    """Return the mark of an item without a number; an inner list is told from the outer one by a longer dash."""
    return "– " if depth else "- "


def letters(count: int) -> str:
    """Return a number as letters.

    >>> letters(1), letters(26), letters(27)
    ('a', 'z', 'aa')
    """
    if not 0 < count < _READABLE:
        return str(count)
    text = ""
    while count:
        count, place = divmod(count - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def roman(count: int) -> str:
    """Return a number as small Roman digits.

    >>> roman(4), roman(19), roman(0)
    ('iv', 'xix', '0')
    """
    if not 0 < count < _READABLE:
        return str(count)
    text = ""
    for value, digits in _ROMAN:
        times, count = divmod(count, value)
        text += digits * times
    return text
