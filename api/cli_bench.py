"""The command `lotse bench`: how fast, how large, and how that grows with a corpus."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.terminal import fail, print_json, progress_bar, say


def bench(
    corpus: Annotated[
        Path | None,
        typer.Argument(help="corpus.jsonl[.gz], Ordner in BEIR-Form oder mit Markdown; sonst Starterwissen"),
    ] = None,
    seed: Annotated[int, typer.Option(help="Startwert, mit dem Fragen gezogen werden")] = 7,
    plot: Annotated[Path | None, typer.Option(help="Kurven als SVG in diese Datei schreiben")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Tempo, Speicher und Platz messen: bei 1.000, 10.000, 100.000 und allen Abschnitten eines Korpus."""
    from evals.bench import drawn, measure_growth
    from evals.corpora import corpus_at

    place = corpus_at(corpus)
    with progress_bar() as progress:
        found = list(measure_growth(place, seed, progress))
    if plot is not None:
        try:
            plot.write_text(drawn(found), encoding="utf-8")
        except OSError as error:
            fail(f"{plot} lässt sich nicht schreiben ({error.strerror}).", 2)
    rows = [asdict(figures) for figures in found]
    if as_json:
        print_json({"corpus": str(place), "seed": seed, "sizes": rows})
        return
    for name in rows[0]:
        say(f"{name:<20}" + "".join(f"{row[name]:>12}" for row in rows))
