"""Whether the product was fitted to a question: told by the question, else by the table of the shipped sets."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from evals.run import Answered

TUNED, UNTUNED, PARTLY, UNKNOWN = "tuned", "untuned", "partly", "unknown"
_TABLE = Path(__file__).parents[1] / "sets" / "README.md"
_ROW = re.compile(r"^\| *([\w./-]+)\.jsonl *\|(?:[^|]*\|){3} *([^|]*?) *\|", re.MULTILINE)


@cache
def told_of_sets() -> Mapping[str, str]:
    """Return what the table of the shipped sets says about fitting, by the name of the set."""
    return dict(_ROW.findall(_TABLE.read_text(encoding="utf-8")))


def fitted(answered: Answered) -> str:
    """Return whether the product was fitted to a question: tuned, untuned, partly, or unknown."""
    if answered.question.tuned is not None:
        return TUNED if answered.question.tuned else UNTUNED
    return fitted_to_set(answered.set_name)


def fitted_to_set(name: str) -> str:
    """Return the same for a whole set: untuned only where the table says no and nothing more.

    >>> fitted_to_set("funding"), fitted_to_set("near-misses"), fitted_to_set("english"), fitted_to_set("foreign")
    ('untuned', 'tuned', 'partly', 'unknown')
    """
    told = told_of_sets().get(Path(name).stem)
    if told is None:
        return UNKNOWN
    return UNTUNED if told == "no" else TUNED if re.match(r"yes\b", told) else PARTLY


def by_fitting(answered: Sequence[Answered]) -> dict[str, list[Answered]]:
    """Return the answers apart by whether the product was fitted to their questions; empty groups are left out."""
    found: dict[str, list[Answered]] = {key: [] for key in (UNTUNED, PARTLY, TUNED, UNKNOWN)}
    for one in answered:
        found[fitted(one)].append(one)
    return {key: own for key, own in found.items() if own}
