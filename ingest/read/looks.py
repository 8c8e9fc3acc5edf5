"""Tells what a person does not see of a text from how it looks: hidden, tiny, or in the colour of what is behind it."""

import re
from dataclasses import dataclass

WHITE = "ffffff"
UNKNOWN = "?"  # a picture, a gradient, the reader's own choice: nobody can say that a text vanishes on it
TINY = 1.0  # points
_ALIKE = 12  # steps of 255 in which two colours differ at most when no eye tells them apart
_HEX = re.compile(r"[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks as far as a file says it, None where it says nothing.

    Colours are six hexadecimal digits in small letters, or UNKNOWN; `size` is in points.
    """

    shown: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: float | None = None
    bold: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, else that of `below`."""
        return Look(
            below.shown if self.shown is None else self.shown,
            self.colour or below.colour,
            self.ground or below.ground,
            below.size if self.size is None else self.size,
            below.bold if self.bold is None else self.bold,
        )

    @property
    def seen(self) -> bool:
        """Whether a person sees a text that looks like this.

        >>> Look(colour="ffffff").seen, Look(colour="ffffff", ground="003366").seen, Look(size=0.5).seen
        (False, True, False)
        """
        if self.shown is False or (self.size is not None and self.size <= TINY):
            return False
        return not (self.colour and alike(self.colour, self.ground or WHITE))


def alike(one: str, other: str) -> bool:
    """Tell whether no eye tells two colours apart; unknown ones are unlike any other.

    >>> alike("ffffff", "fefefe"), alike("000000", "ffffff"), alike("ffffff", UNKNOWN)
    (True, False, False)
    """
    if not (_HEX.fullmatch(one) and _HEX.fullmatch(other)):
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _ALIKE for at in (0, 2, 4))
