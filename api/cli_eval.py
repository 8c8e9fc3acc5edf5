"""The commands `lotse eval …`: measure retrieval, answers and question sets."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli_eval_compare import compare
from api.cli_eval_gate import gate
from api.cli_eval_harvest import harvest
from api.cli_eval_import import import_table
from api.cli_eval_judge import judge
from api.cli_eval_redteam import redteam
from api.cli_eval_report import report
from api.cli_eval_score import score
from api.cli_eval_sheet import sheet, sheet_scores
from api.terminal import print_json, progress_bar, say

app = typer.Typer(help="Güte messen.")


@app.command("retrieval")
def retrieval(
    folder: Annotated[Path, typer.Argument(help="Ordner in BEIR-Form: corpus.jsonl, queries.jsonl, qrels.tsv")],
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    runs: Annotated[bool, typer.Option(help="Auch die Treffer jeder Frage ausgeben")] = False,
) -> None:
    """Die Suche auf einem eigenen Korpus messen: Treffergüte und Zeit je Frage."""
    from evals.retrieval import measure_retrieval

    with progress_bar() as progress:
        found = measure_retrieval(folder, progress)
    if not runs:
        found.pop("runs")
    if as_json or runs:
        print_json(found)
    else:
        for name, value in found.items():
            say(f"{name:<14} {value}")


@app.command("run")
def run(
    files: Annotated[list[Path], typer.Argument(help="Fragensätze: JSON Lines mit id, question, relevant, expected …")],
    against: Annotated[
        str, typer.Option(help="Adresse eines laufenden Lotse; in-process öffnet ihn hier")
    ] = "in-process",
    out: Annotated[Path | None, typer.Option(help="Ordner des Laufs; ein abgebrochener wird dort fortgesetzt")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="So viele Fragen zugleich")] = 1,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Höchstens so viele Fragen je Satz, zufällig gezogen")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Startwert des Zufalls")] = 0,
    failures: Annotated[bool, typer.Option("--failures", help="Die verfehlten Fragen zeigen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Fragensätze stellen und messen: Suche, Antworten, Ausgänge, Belege und Zeit, mit Intervallen."""
    from api.cli_eval_run import IN_PROCESS, Wish, measure
    from api.score_tables import print_failures, print_scores

    address = None if against == IN_PROCESS else against
    with progress_bar() as progress:
        found = measure(Wish(files, address, out, limit, seed, workers), progress)
    failed = found["failures"] if failures else found.pop("failures")
    if as_json:
        print_json(found)
        return
    print_scores(found)
    if failures:
        print_failures(failed)


@app.command("answers")
def answers(
    folder: Annotated[
        Path, typer.Argument(help="Ordner in BEIR-Form; die Fragen tragen answers, die richtigen Antworten")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    hide: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Anteil der Dokumente, der im Index fehlt; misst die Zuversicht")
    ] = 0.0,
    seed: Annotated[int, typer.Option(help="Startwert der Auswahl, welche Dokumente fehlen")] = 7,
) -> None:
    """Auszugs-Antworten messen: wie oft die richtige Antwort im ersten Satz und in den ersten drei Sätzen steht."""
    from assistant.composing.extractive import compose
    from evals.answers import measure_answers

    with progress_bar() as progress:
        found = measure_answers(folder, compose, progress, hide, seed)
    if as_json:
        print_json(found)
    else:
        for name, value in found.items():
            say(f"{name:<16} {value}")


app.command("score")(score)
app.command("compare")(compare)
app.command("harvest")(harvest)
app.command("redteam")(redteam)
app.command("report")(report)
app.command("import")(import_table)
app.command("sheet")(sheet)
app.command("sheet-scores")(sheet_scores)
app.command("judge")(judge)
app.command("gate")(gate)
