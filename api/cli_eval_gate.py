"""The command `lotse eval gate`: ask the fixed subset, or take a kept run, and fail where the answers fell short."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.terminal import print_json, progress_bar

if TYPE_CHECKING:
    from evals.gate.rules import Gate
    from evals.run import Answered


def gate(
    run: Annotated[
        Path | None, typer.Argument(help="Ordner eines Laufs von lotse eval run --out; sonst wird hier gefragt")
    ] = None,
    thresholds: Annotated[Path | None, typer.Option(help="Eigene Schwellen statt der mitgelieferten (TOML)")] = None,
    hold: Annotated[
        bool, typer.Option("--hold", help="Festhalten, was jede Frage jetzt erreicht, und die Unterschiede zeigen")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Prüfen, ob die Antworten gut genug sind; wenn nicht, endet der Befehl mit 1 und nennt Maße und Fragen."""
    from api.gate_tables import as_data, print_changes, print_results
    from evals.gate.held import changes, reached, read_held, write_held
    from evals.gate.judging import fell_short, judged
    from evals.gate.rules import SHIPPED, read_gate

    rules = read_gate(thresholds or SHIPPED)
    before = {} if hold and not rules.held_file.exists() else read_held(rules.held_file)
    answered = _kept(run, rules) if run else _asked(rules)
    held = reached(answered, rules.holds) if hold else before
    changed = changes(before, held)
    results = judged(answered, rules, held)
    if hold:
        write_held(rules.held_file, held)
    if as_json:
        print_json(as_data(results, len(answered), changed))
    else:
        if hold:
            print_changes(changed)
        print_results(results, len(answered))
    if fell_short(results):
        raise typer.Exit(1)


def _asked(rules: "Gate") -> "Sequence[Answered]":
    """Return the replies of the Lotse of this data directory to the questions of the gate."""
    from api.examinees import opened_here
    from api.settings import read_settings
    from evals.run import run_sets

    with progress_bar() as progress, opened_here(read_settings(), progress) as examinee:
        return tuple(run_sets(rules.sets, examinee, progress))


def _kept(run: Path, rules: "Gate") -> "Sequence[Answered]":
    """Return the replies of a kept run to the questions of the gate."""
    from evals.gate.subset import picked
    from evals.kept import read_run

    return picked(read_run(run).answered, rules)
