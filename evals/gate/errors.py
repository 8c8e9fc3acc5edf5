"""What can be wrong with the gate itself, as opposed to the answers that it judges.

LotseError
├── GateInvalid       rules, held shares and answers are unreadable or do not fit together
└── HeldNotWritten    the file of held shares cannot be written to
"""

from collections.abc import Sequence

from knowledge.errors import LotseError, Problem

_SHOWN = 3  # questions named as examples


class GateInvalid(LotseError):
    """Nothing can be judged by these rules; each problem is named."""

    code = "gate_invalid"
    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class HeldNotWritten(LotseError):
    """The file of held shares cannot be written to."""

    code = "held_not_written"


def counted(keys: Sequence[tuple[str, str]]) -> str:
    """Return how many questions there are, with some examples.

    >>> counted([("short", "k-001")]), counted([("a", str(n)) for n in range(5)])
    ('1 Frage (short k-001)', '5 Fragen (a 0, a 1, a 2 …)')
    """
    named = ", ".join(map(" ".join, keys[:_SHOWN])) + (" …" if len(keys) > _SHOWN else "")
    return f"{len(keys)} {'Frage' if len(keys) == 1 else 'Fragen'} ({named})"
