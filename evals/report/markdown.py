"""The main tables of a run as Markdown in English: for docs/quality.md, developers and operators."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.compare import compare
from evals.kept import Run
from evals.measure_changes import Difference
from evals.report.english import FITTED, KINDS, MEANINGS, SIZES
from evals.report.figures import Figure, change, figures
from evals.report.groups import ENOUGH, Row, Table, table, weakest
from evals.report.provenance import by_fitting, fitted_to_set, told_of_sets
from evals.report.themes import GROUPED, by_theme
from evals.scores import Scores, scores

_MADE = (
    "Made by `lotse eval report RUN --markdown FILE` of the run named below; do not edit by hand. Values are given as "
    "value [95 % interval] n, n being the questions behind it."
)
_TAKEN = 15  # routes taken for others that are named
_WHAT_NOT = (
    "Not measured: whether the documents are right, complete and current; whether an answer helped the asker; style; "
    "whether people ask as the sets do (shipped sets have the same authors as the rules unless `evals/sets/README.md` "
    "says otherwise); load. Times are those of the machine and the moment of the run."
)
_FITTED = (
    "Figures on questions that the product was fitted to flatter. The groups hold different sets, so their difference "
    "is not the effect of fitting alone."
)
_GAPS = (
    "How far the highest group lies from the lowest, groups of at least ten questions; beside it the gap that 95 % of "
    "random deals of the same questions to the groups stay below."
)
_WEAK = (
    f"For each measure the group with at least {ENOUGH} questions that lacks most to the best value. Whoever looks for "
    "the weakest of many groups finds one by chance, too; `clear` says that its interval leaves out the value of all "
    "questions."
)


def markdown(run: Run, found: Scores, baseline: Run | None = None) -> str:
    """Return the tables of a run and its scores; the first line says which command made it."""
    overall = figures(found)
    before = figures(scores(baseline.answered, run.about.seed)) if baseline else {}
    paired = compare(baseline, run, run.about.seed).measures if baseline else {}
    parts = [
        f"{_MADE}\n\n# Quality\n\n{_about(run)}",
        f"## All questions\n\n{_measures(overall, before, paired)}" if overall else "No question was answered.",
        *_by_fitting(run),
        *_grouped(found, overall),
        *_gaps(found),
        *_taken(found.get("confusion", {})),
        f"## Limits\n\n{_WHAT_NOT}",
    ]
    return "\n\n".join(parts) + "\n"


def _about(run: Run) -> str:
    about, product = run.about, run.about.product
    told = (
        ("questions", f"{len(run.answered)} of {about.questions}, from {len(about.sets)} sets"),
        ("asked", f"{about.started:%Y-%m-%d}"),
        ("version", product.version),
        ("answers", product.composer),
        ("model", product.model),
        ("corpus", product.corpus and product.corpus[:12]),
        ("index", product.index and product.index[:12]),
        ("seed", str(about.seed)),
    )
    rows = [(name, value) for name, value in told if value]
    return _rows(("run", ""), rows)


def _measures(overall: Mapping[str, Figure], before: Mapping[str, Figure], paired: Mapping[str, Difference]) -> str:
    head = ("measure", "value", "95 % interval", "n", "better", "meaning")
    rows = []
    for name in (name for names in by_theme(list(overall)).values() for name in names):
        own = overall[name]
        changed = (_changed(own, before[name], paired.get(name)) if name in before else "–",) if before else ()
        bounds, meaning = f"{_digits(own.low)} to {_digits(own.high)}", MEANINGS.get(name, "")
        rows.append((f"`{name}`", _digits(own.value), bounds, str(own.n), own.label.better, meaning, *changed))
    return _rows((*head, "change") if before else head, rows)


def _changed(now: Figure, before: Figure, paired: Difference | None) -> str:
    moved = change(now, before, paired)
    bounds = f"from {_digits(before.value)} [{_digits(before.low)}, {_digits(before.high)}]"
    return f"{moved.difference:+.3f} {bounds}{', more than chance' if moved.clear else ''}"


def _by_fitting(run: Run) -> Iterator[str]:
    groups = {key: scores(own, run.about.seed) for key, own in by_fitting(run.answered).items()}
    if shown := table("tuned", groups):
        rows = [_cells(FITTED[row.key], row) for row in shown.rows]
        yield f"## Fitted to, or not\n\n{_FITTED}\n\n{_rows(_head('', shown), rows)}"


def _grouped(found: Mapping[str, Any], overall: Mapping[str, Figure]) -> Iterator[str]:
    tables = {kind: shown for kind in KINDS if (shown := table(kind, found[kind]))}
    weak = [row for kind, shown in tables.items() for row in _weakest(KINDS[kind], overall, shown)]
    if weak:
        yield f"## Weakest\n\n{_WEAK}\n\n{_rows(('by', 'measure', 'weakest', 'value', 'all', ''), weak)}"
    for kind, shown in tables.items():
        if kind == "per_set":
            head, rows = _head("set", shown, "fitted to it?"), [_with_fitting(row) for row in shown.rows]
        else:
            head, rows = _head(KINDS[kind], shown), [_cells(_named(row), row) for row in shown.rows]
        yield f"## By {KINDS[kind]}\n\n{_rows(head, rows)}"


def _weakest(kind: str, overall: Mapping[str, Figure], shown: Table) -> Iterator[tuple[str, ...]]:
    for one in weakest(overall, shown):
        verdict = "clear" if one.clear else "may be chance"
        yield kind, f"`{one.figure.name}`", _named(one.row), _cell(one.figure), _digits(one.overall.value), verdict


def _gaps(found: Mapping[str, Any]) -> Iterator[str]:
    rows = [
        (KINDS[kind], f"`{name}`", _digits(own["value"]), _digits(own["by_chance"]), *_ends(own))
        for kind, measures in found.get("gaps", {}).items()
        for name, own in measures.items()
        if name in GROUPED
    ]
    if rows:
        head = ("between", "measure", "gap", "by chance up to", "highest", "lowest", "")
        yield f"## Gaps between askers\n\n{_GAPS}\n\n{_rows(head, rows)}"


def _ends(own: Mapping[str, Any]) -> tuple[str, str, str]:
    high, low = (
        f"{SIZES.get(end['group'], end['group'])} {_digits(end['value'])} ({end['n']})"
        for end in (own["highest"], own["lowest"])
    )
    return high, low, "beyond chance" if own["value"] > own["by_chance"] else "may be chance"


def _taken(counted: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    taken = [(n, wanted, got) for wanted, row in counted.items() for got, n in row.items() if got != wanted]
    rows = [(wanted, got, str(n)) for n, wanted, got in sorted(taken, key=lambda one: (-one[0], *one[1:]))[:_TAKEN]]
    if rows:
        yield f"## Routes taken for others\n\n{_rows(('expected', 'taken', 'n'), rows)}"


def _head(kind: str, shown: Table, *more: str) -> tuple[str, ...]:
    return (kind, "n", *more, *(f"`{name}`" for name in shown.columns))


def _named(row: Row) -> str:
    return SIZES.get(row.key, row.key)


def _cells(name: str, row: Row) -> tuple[str, ...]:
    return (name, str(row.n), *map(_cell, row.cells))


def _with_fitting(row: Row) -> tuple[str, ...]:
    name, n, *cells = _cells(row.key, row)
    return (name, n, told_of_sets().get(row.key) or FITTED[fitted_to_set(row.key)], *cells)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{_digits(figure.value)} [{_digits(figure.low)}, {_digits(figure.high)}] {figure.n}"


def _digits(value: float) -> str:
    return f"{value:.{3 if abs(value) <= 1 else 1}f}"


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; signs that would end a cell are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").replace("<", "&lt;").split())
