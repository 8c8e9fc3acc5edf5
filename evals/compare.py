"""Compares two runs question by question: which measures differ, and what became of each question. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.about import differences
from evals.changes import Change, change
from evals.kept import Run
from evals.measure_changes import Difference, measure_changes
from evals.measured import measured
from evals.run import Answered, Key


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the `n` questions that both answered; those in one run only, or put otherwise, are named apart.

    `setup` says what sets the runs apart before any question is asked; `changes` are the questions whose reply or
    ranking is another.
    """

    n: int
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    put_otherwise: tuple[str, ...]
    setup: tuple[str, ...]
    measures: Mapping[str, Difference]
    changes: tuple[Change, ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """The measures that differ by more than chance explains."""
        return tuple(name for name, one in self.measures.items() if one.differs)


def compare(a: Run, b: Run, seed: int = 0) -> Comparison:
    """Return how run B differs from run A; ids and times count for nothing."""
    before, after = ({answer.key: answer for answer in run.answered} for run in (a, b))
    common = [(before[key], after[key]) for key in before if key in after]
    same = [(one, other) for one, other in common if _asked(one) == _asked(other)]
    pairs = [(measured(one, None), measured(other, None)) for one, other in same]
    return Comparison(
        n=len(pairs),
        only_a=_named(key for key in before if key not in after),
        only_b=_named(key for key in after if key not in before),
        put_otherwise=_named(one.key for one, other in common if _asked(one) != _asked(other)),
        setup=tuple(differences(a.about, b.about)),
        measures=measure_changes(pairs, seed),
        changes=tuple(found for one, other in pairs if (found := change(one, other))),
    )


def _asked(answer: Answered) -> dict[str, object]:
    """Return what was asked and expected; a remark, and whether it was tuned on, change neither."""
    return answer.question.model_dump(exclude={"note", "tuned"})


def _named(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(" ".join(key) for key in keys)
