"""Makes questions for evaluation of what people have asked: masked, the disappointing ones first. Knows no database."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from assistant.masking import masked
from assistant.messages import Outcome
from evals.outcomes import fits
from knowledge.profile import Profile

_NO_QUESTION = frozenset({Outcome.DECLINED_SMALLTALK, Outcome.DECLINED_ABOUT, Outcome.DECLINED_PROFILE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored turn: what was asked, after what, how it ended, and what people said of the answer (None: nothing)."""

    message_id: str
    question: str
    earlier: tuple[str, ...]
    profile: Profile
    outcome: Outcome
    documents: tuple[str, ...] = ()
    helpful: bool | None = None
    remark: str = ""


def harvested(asked: Sequence[Asked], n: int, seed: int) -> list[dict[str, Any]]:
    """Return up to n turns as rows of a question set, without personal data and without an expected outcome.

    First come answers that did not help, then questions not answered in full, then all others; at random within each.
    """
    questions = [one for one in asked if one.outcome not in _NO_QUESTION]
    order = Random(seed).sample(range(len(questions)), len(questions))  # noqa: S311 - a sample, not a secret
    first = sorted(order, key=lambda at: _rank(questions[at]))[:n]
    return [_row(questions[at]) for at in first]


def _rank(one: Asked) -> int:
    if one.helpful is False:
        return 0
    return 2 if fits(Outcome.ANSWERED, one.outcome) or not fits("not_answered", one.outcome) else 1


def _row(one: Asked) -> dict[str, Any]:
    told = {"state": one.profile.state, "population": one.profile.population}
    told |= {"type": one.profile.type, "phase": one.profile.phase}
    return {
        "id": "h-" + hashlib.sha256(one.message_id.encode()).hexdigest()[:12],
        "question": masked(one.question),
        "dialogue": [masked(text) for text in one.earlier],
        "profile": told if any(told.values()) else None,
        "class": "harvest",
        "note": _note(one),
    }


def _note(one: Asked) -> str:
    judged: Mapping[bool | None, str] = {True: "hilfreich", False: "nicht hilfreich", None: ""}
    parts = [one.outcome.value, judged[one.helpful], masked(one.remark), ", ".join(one.documents)]
    return "; ".join(part for part in parts if part)
