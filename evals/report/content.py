"""All that the report of a run says, in the order in which it says it. Knows neither HTML nor Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.about import differences
from evals.compare import compare
from evals.kept import Run
from evals.measure_changes import Difference
from evals.report.confusion import Confusion, confusion, per_outcome
from evals.report.facts import Facts, facts, notes
from evals.report.fairness import Gap, gaps
from evals.report.figures import Change, Figure, change, figures
from evals.report.groups import Table, Weakness, table, weakest
from evals.report.pictures import Picture, pictures
from evals.report.provenance import by_fitting
from evals.report.themes import by_theme
from evals.report.wording import GROUPS
from evals.report.worst import Case, worst
from evals.scores import Scores, scores

_SEARCHED = ("per_set", "per_class", "per_state", "per_size")  # groups among which the weakest are named


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the main table, and what became of it since the baseline."""

    figure: Figure
    change: Change | None


@dataclass(frozen=True, slots=True)
class Content:
    """The report of a run. `differs` says what sets the run apart from its baseline, None without one."""

    n: int
    facts: Facts
    notes: tuple[str, ...]
    baseline: Facts | None
    differs: tuple[str, ...]
    themes: Mapping[str, tuple[Line, ...]]
    weak: Mapping[str, tuple[Weakness, ...]]  # by what the groups are
    pictures: tuple[Picture, ...]
    confusion: Confusion | None
    outcomes: tuple[tuple[str, str, str, str, int], ...]
    tables: tuple[Table, ...]
    gaps: tuple[Gap, ...]
    worst: tuple[Case, ...]

    @property
    def lines(self) -> dict[str, Line]:
        """Every line by the name of its measure."""
        return {line.figure.name: line for own in self.themes.values() for line in own}


def content(run: Run, found: Scores, baseline: Run | None = None) -> Content:
    """Return the report of a run and its scores; the baseline is scored here, so that both are measured alike."""
    seed = run.about.seed
    overall = figures(found)
    before = figures(scores(baseline.answered, seed)) if baseline else {}
    paired = compare(baseline, run, seed).measures if baseline else {}
    groups = {**found, "tuned": {key: scores(own, seed) for key, own in by_fitting(run.answered).items()}}
    tables = {kind: shown for kind in GROUPS if (shown := table(kind, groups[kind]))}
    weak = {tables[kind].heading: tuple(weakest(overall, tables[kind])) for kind in _SEARCHED if kind in tables}
    return Content(
        n=len(run.answered),
        facts=facts(run),
        notes=tuple(notes(run)),
        baseline=facts(baseline) if baseline else None,
        differs=tuple(differences(baseline.about, run.about)) if baseline else (),
        themes=_themes(overall, before, paired),
        weak={heading: own for heading, own in weak.items() if own},
        pictures=tuple(pictures(run.answered, found)),
        confusion=confusion(found),
        outcomes=tuple(per_outcome(found)),
        tables=tuple(tables.values()),
        gaps=tuple(gaps(found)),
        worst=tuple(worst(run.answered)),
    )


def _themes(
    overall: Mapping[str, Figure], before: Mapping[str, Figure], paired: Mapping[str, Difference]
) -> dict[str, tuple[Line, ...]]:
    changes = {name: change(now, before[name], paired.get(name)) for name, now in overall.items() if name in before}
    return {
        title: tuple(Line(overall[name], changes.get(name)) for name in names)
        for title, names in by_theme(list(overall)).items()
    }
