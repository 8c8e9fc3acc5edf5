"""What `lotse doctor` says of one thing it looked at."""

from dataclasses import dataclass

OK, WARN, MISSING = "gut", "Hinweis", "fehlt"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    state: str
    what: str
    found: str
    mend: str = ""
