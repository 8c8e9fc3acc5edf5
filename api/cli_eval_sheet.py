"""The commands `lotse eval sheet` and `lotse eval sheet-scores`: people score answers, and their scores come back."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.terminal import fail, print_json, say

if TYPE_CHECKING:
    from evals.ratings import Ratings
    from evals.sheet import SheetKey

_FIGURES = {
    "total": "Gesamtpunkte (0 bis 100)",
    "statement": "Punkte der Aussagen (0 bis 100)",
    "citation": "Punkte der Quellen (0 bis 25)",
    "without_error": "Anteil der Antworten ohne Fehler (keine 0)",
}
_METRICS = {"nominal": "nominal", "ordinal": "ordinal", "interval": "metrisch"}
_AGREED = {"statement": "Aussagen", "citation": "Quellen", "total": "Gesamtpunkte"}
_SHOWN = 10  # cells or statements named on the screen; all are in the JSON form
_KEY = "-key.json"
_WIDTH = 120  # where no terminal says its own


def sheet(
    run: Annotated[Path, typer.Argument(help="Ordner eines Laufs (lotse eval run … --out)")],
    out: Annotated[Path, typer.Option("--out", help="Datei für den Bogen, .xlsx oder .csv; bei mehreren mit Nummer")],
    raters: Annotated[int, typer.Option(min=1, max=20, help="Zahl der Personen; jede bekommt einen Bogen")] = 2,
    n: Annotated[int, typer.Option("--n", min=1, help="Höchstens so viele Antworten, zufällig gezogen")] = 40,
    seed: Annotated[int, typer.Option(min=0, help="Startwert des Zufalls")] = 0,
) -> None:
    """Blinde Bögen schreiben, auf denen Menschen Antworten bewerten, Aussage für Aussage."""
    from evals.kept import read_run
    from evals.sheet import items_of, key_of, sheet_of

    answered = read_run(run).answered
    items = items_of(answered, n, seed)
    if not items:
        fail(f"Im Lauf {run} gibt es keine Antwort mit Aussagen, die sich bewerten ließe.", 2)
    files: dict[Path, bytes] = {}
    for rater in range(1, raters + 1):
        target = out if raters == 1 else out.with_stem(f"{out.stem}-{rater}")
        files |= _written(target, sheet_of(items, rater, seed))
    key = out.with_name(out.stem + _KEY)
    files[key] = key_of(items, run.name, seed).model_dump_json(indent=1).encode()
    _write_new(files)
    say(f"{len(items)} von {len(answered)} Antworten, {sum(map(len, items))} Aussagen. {key} bleibt bei Ihnen.")


def _written(target: Path, table: Any) -> Iterator[tuple[Path, bytes]]:
    from ingest.read.text_tables import write_text
    from ingest.read.workbooks import write_workbook

    if target.suffix.lower() == ".csv":
        yield target, write_text(table)
        yield target.with_name(f"{target.stem}-hinweise.txt"), "\n\n".join(table.notes).encode()
    elif target.suffix.lower() == ".xlsx":
        yield target, write_workbook(table)
    else:
        fail(f"{target} endet nicht auf .xlsx oder .csv.", 2)


def _write_new(files: Mapping[Path, bytes]) -> None:
    """Write files, none over another: a sheet that exists may be filled already."""
    if there := next((path for path in files if path.exists()), None):
        fail(f"{there} gibt es schon und könnte ausgefüllt sein. Wählen Sie einen anderen Namen.", 2)
    for path, data in files.items():
        try:
            path.write_bytes(data)
        except OSError as error:
            fail(f"{path} lässt sich nicht schreiben ({error.strerror}). Prüfen Sie Ordner und Rechte.", 2)
        say(f"Geschrieben: {path}")


def sheet_scores(
    files: Annotated[list[Path], typer.Argument(help="Ausgefüllte Bögen, einer je Person")],
    key: Annotated[Path | None, typer.Option("--key", help="Der Schlüssel, sonst der eine neben dem Bogen")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Startwert der Intervalle")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Ausgefüllte Bögen auswerten: Punkte je Person und Antwort, und wie einig die Personen sind."""
    from evals.points import summary

    found_key, ratings = read_filled(files, key)
    found = summary(found_key, ratings, seed)
    print_json(found) if as_json else _print(found)


def read_filled(files: Sequence[Path], key: Path | None) -> "tuple[SheetKey, list[Ratings]]":
    """Return the key and what each filled sheet says; a person is called by the file. Raises SheetInvalid."""
    from evals.ratings import read_key, read_ratings

    found = read_key(key or _key_beside(files[0]))
    stems = [file.stem for file in files]
    named = [(file, file.stem if stems.count(file.stem) == 1 else str(file)) for file in files]
    return found, [read_ratings(file, found.codes, rater) for file, rater in named]


def _key_beside(file: Path) -> Path:
    keys = sorted(file.parent.glob(f"*{_KEY}"))
    if len(keys) != 1:
        fail(f"Neben {file} liegt nicht genau ein Schlüssel (…{_KEY}). Nennen Sie ihn mit --key.", 2)
    return keys[0]


def _print(found: Mapping[str, Any]) -> None:
    from rich.console import Console

    points = _table("Punkte", ("Person", "Maß"), ("Mittel", "95 %-Intervall", "Antworten"))
    for rater, figures in found["raters"].items():
        for name, label in _FIGURES.items():
            if figure := figures[name]:
                points.add_row(rater, label, _number(figure["value"]), _between(figure), str(figure["n"]))
    agreed = _table("Einigkeit (Krippendorffs Alpha)", ("Was", "Skala"), ("Alpha", "95 %-Intervall", "gleich", "n"))
    for name, label in _AGREED.items():
        one = found["agreement"][name]
        values = (_number(one["alpha"]), _between(one), _number(one["equal"]), str(one["n"]))
        agreed.add_row(label, _METRICS[one["metric"]], *values)
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(points)
    console.print(agreed)
    _list(
        "Verschieden bewertet", [f"{one['code']} ({_each(one['points'])}): {one['text']}" for one in found["differing"]]
    )
    _list("Nicht gezählt", [f"{one['file']}: {one['field']}: {one['reason']}" for one in found["problems"]])


def _table(title: str, names: Sequence[str], figures: Sequence[str]) -> Any:
    from rich.table import Table

    table = Table(title=title)
    for name in names:
        table.add_column(name)
    for figure in figures:
        table.add_column(figure, justify="right")
    return table


def _list(title: str, lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN]:
        say(f"{title}: {line}")
    if len(lines) > _SHOWN:
        say(f"… und {len(lines) - _SHOWN} weitere, alle mit --json.")


def _each(points: Mapping[str, int]) -> str:
    return ", ".join(f"{rater} {given}" for rater, given in points.items())


def _between(figure: Mapping[str, Any]) -> str:
    return "–" if figure["low"] is None else f"{_number(figure['low'])} bis {_number(figure['high'])}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.{1 if abs(value) > 1 else 3}f}".replace(".", ",")
