"""The groups that figures are given for: by set, class, state, size of the municipality, and whether tuned on. Pure."""

from collections.abc import Callable, Mapping, Sequence

from evals.measured import Measured
from evals.run import Answered

_SIZES = ((5_000, "unter 5.000"), (20_000, "5.000 bis 19.999"), (100_000, "20.000 bis 99.999"))
_LARGEST = "ab 100.000"
_ORDER = {name: n for n, name in enumerate([*(name for _, name in _SIZES), _LARGEST])}


def size_class(population: int) -> str:
    """Return the size class of a municipality, as official statistics cut them.

    >>> size_class(4_999), size_class(5_000), size_class(2_000_000)
    ('unter 5.000', '5.000 bis 19.999', 'ab 100.000')
    """
    return next((name for below, name in _SIZES if population < below), _LARGEST)


GROUPS: Mapping[str, Callable[[Answered], str | None]] = {
    "per_set": lambda a: a.set_name,
    "per_class": lambda a: a.question.kind or a.question.style,
    "per_state": lambda a: a.question.asker.state,
    "per_size": lambda a: size_class(a.question.asker.population) if a.question.asker.population else None,
    "per_tuned": lambda a: None if a.question.tuned is None else "tuned" if a.question.tuned else "untuned",
}


def grouped(cases: Sequence[Measured], name: str) -> dict[str, list[Measured]]:
    """Return the cases of each group of one kind, by size, then by name; cases without a group are left out."""
    members: dict[str, list[Measured]] = {}
    for case in cases:
        key = GROUPS[name](case.answered)
        if key is not None:
            members.setdefault(key, []).append(case)
    return {key: members[key] for key in sorted(members, key=lambda key: (_ORDER.get(key, 0), key))}
