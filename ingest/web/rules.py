"""How far and how fast a website is crawled."""

from dataclasses import dataclass

LONGEST_DEPTH, MOST_PAGES = 100, 100_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator sets for one website; raises ValueError for values out of range.

    `depth` links away from the start, at most `pages` addresses, only paths that begin with `prefix`, one request in
    `pace_s` seconds, files of at most `max_bytes`.
    """

    depth: int = 10
    pages: int = 5_000
    prefix: str = ""
    pace_s: float = 1.0
    max_bytes: int = 20 * 2**20

    def __post_init__(self) -> None:
        if not (0 <= self.depth <= LONGEST_DEPTH and 1 <= self.pages <= MOST_PAGES):
            raise ValueError(f"depth is 0 to {LONGEST_DEPTH}, pages 1 to {MOST_PAGES}")
        if not 0.1 <= self.pace_s <= 3_600:
            raise ValueError("pace_s is 0.1 to 3600")
        if self.prefix and not self.prefix.startswith("/"):
            raise ValueError("prefix begins with /")
