"""The command `lotse eval report`: makes of a run what people read, a page for advisors and tables for developers."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal import write_file


def report(
    run: Annotated[Path, typer.Argument(help="Ordner eines Laufs, wie ihn lotse eval run --out schreibt")],
    baseline: Annotated[
        Path | None, typer.Option(help="Ordner eines früheren Laufs; der Bericht zeigt die Änderung")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Datei für den Bericht; ohne Angabe report.html im Ordner des Laufs")
    ] = None,
    markdown: Annotated[Path | None, typer.Option(help="Datei für die Tabellen als Markdown, auf Englisch")] = None,
) -> None:
    """Einen Lauf als Bericht ausgeben: eine HTML-Seite zum Lesen und Drucken, auf Wunsch auch Markdown."""
    from evals.kept import read_run
    from evals.report.content import content
    from evals.report.markdown import markdown as tables
    from evals.report.page import page
    from evals.scores import report as scored

    measured, before = read_run(run), read_run(baseline) if baseline else None
    scores = scored(measured.answered, measured.about.seed)
    if html or not markdown:
        write_file(html or run / "report.html", page(content(measured, scores, before)).encode())
    if markdown:
        write_file(markdown, tables(measured, scores, before).encode())
