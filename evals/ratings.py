"""Reads the sheets that people filled, in Excel or as text: points by code, and every cell that is empty or wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from evals.cells import text_of
from evals.headings import plain
from evals.sheet import CITATION, CITATION_POINTS, CODE, STATEMENT, STATEMENT_POINTS, SheetKey
from evals.table_files import BOUNDS, is_workbook, read_bounded
from ingest.read.grids import Grid, TableUnreadable, Value, place_name
from ingest.read.text_tables import read_text
from ingest.read.workbooks import read_workbook
from knowledge.errors import LotseError, Problem

_POINTS = {STATEMENT: STATEMENT_POINTS, CITATION: CITATION_POINTS}
_NEEDED = (CODE, STATEMENT, CITATION)


class SheetInvalid(LotseError):
    """A filled sheet or its key cannot be read."""

    code = "sheet_invalid"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Ratings:
    """What one person gave: points by code for statements and for citations, and which cells are missing or wrong."""

    rater: str
    statements: Mapping[str, int]
    citations: Mapping[str, int]
    problems: tuple[Problem, ...]


def read_key(path: Path) -> SheetKey:
    """Return the key of some sheets. Raises SheetInvalid."""
    try:
        return SheetKey.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SheetInvalid(f"Der Schlüssel {path} lässt sich nicht lesen ({error.strerror}).") from error
    except ValidationError as error:
        raise SheetInvalid(f"{path} ist kein Schlüssel von lotse eval sheet.") from error


def read_ratings(file: Path, codes: Collection[str], rater: str) -> Ratings:
    """Return what a rater's sheet says of some codes, each missing or wrong cell named. Raises SheetInvalid."""
    try:
        data = read_bounded(file)
        grids = read_workbook(data, BOUNDS) if is_workbook(data) else (read_text(data, _fitness, BOUNDS),)
    except TableUnreadable as error:
        raise SheetInvalid(f"{file}: Die Datei {error}.") from error
    grid = max(grids, key=_fitness, default=None)
    columns = _columns(grid.rows[0]) if grid and grid.rows else {}
    if grid is None or len(columns) < len(_NEEDED):
        lacking = ", ".join(f"„{name}“" for name in _NEEDED if name not in columns)
        raise SheetInvalid(f"{file} ist kein Bogen von lotse eval sheet: In der ersten Zeile fehlt {lacking}.")
    statements, citations, problems = _read(file, grid, columns, codes)
    return Ratings(rater, statements, citations, tuple(problems))


def _columns(row: Sequence[Value]) -> dict[str, int]:
    titles = {plain(str(cell)): n for n, cell in enumerate(row, start=1) if cell is not None}
    return {name: titles[plain(name)] for name in _NEEDED if plain(name) in titles}


def _fitness(grid: Grid) -> float:
    return len(_columns(grid.rows[0])) if grid.rows else 0


def _read(
    file: Path, grid: Grid, columns: Mapping[str, int], codes: Collection[str]
) -> tuple[dict[str, int], dict[str, int], list[Problem]]:
    points: dict[str, dict[str, int]] = {name: {} for name in _POINTS}
    problems: list[Problem] = []
    seen: set[str] = set()
    for n in range(2, len(grid.rows) + 1):
        code = str(grid.at(n, columns[CODE]) or "").strip()
        if code not in codes or code in seen:
            if code or any(grid.at(n, columns[name]) is not None for name in _POINTS):
                why = "steht schon weiter oben" if code in seen else "gehört nicht zu diesem Schlüssel"
                problems.append(_problem(file, n, columns[CODE], CODE, f"„{code}“ {why}"))
            continue
        seen.add(code)
        for name, allowed in _POINTS.items():
            try:
                points[name][code] = _points(grid.at(n, columns[name]), allowed)
            except ValueError as error:
                problems.append(_problem(file, n, columns[name], name, str(error)))
    problems += [Problem(str(file), CODE, f"{code} fehlt auf dem Bogen") for code in codes if code not in seen]
    return points[STATEMENT], points[CITATION], problems


def _problem(file: Path, row: int, column: int, name: str, reason: str) -> Problem:
    return Problem(f"{file}, Zelle {place_name(row, column)}", name, reason)


def _points(value: Value, allowed: tuple[int, ...]) -> int:
    """Return the points of a cell. Raises ValueError, German, when it is empty or says something else."""
    text = text_of(value)
    if text is None:
        raise ValueError("ist leer")
    if text not in map(str, allowed):
        raise ValueError(f"„{text}“ ist nicht vorgesehen: {', '.join(map(str, allowed[:-1]))} oder {allowed[-1]}")
    return int(text)
