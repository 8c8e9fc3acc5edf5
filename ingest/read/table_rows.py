"""Says the rows of a table in words, so that each is understood without the table: "Ort: Soest; Einwohner: 47.000".

Knows no file format: a reader hands over cells, or rows of texts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

COLUMNS = 200  # of a table that people read; what a file claims beyond is cut
NAME_CHARS = 80  # a longer text is no name of a column or of a group of rows
_MEASURED = re.compile(
    r"\d\s*(?:€|euro|eur|%|prozent|uhr|m²|m2|km|liter|kg|einwohner|stunden?|tage?n?|wochen?|monate?n?|jahre?n?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a file states it: over how many columns and rows it reaches, and whether it names what it stands by."""

    text: str
    columns: int = 1
    rows: int = 1
    names: bool = False


def spread(rows: Iterable[Sequence[Cell]]) -> tuple[list[list[str]], int | None]:
    """Return the texts by row and column, and how many leading rows name the columns; None when the file does not say.

    A merged cell is repeated wherever it reaches; one that fills its whole row stays alone, as `rows_said` wants it.

    >>> spread([[Cell("Ort", names=True), Cell("Zeit", names=True)], [Cell("Soest", rows=2), Cell("8")], [Cell("9")]])
    ([['Ort', 'Zeit'], ['Soest', '8'], ['Soest', '9']], 1)
    """
    texts: list[list[str]] = []
    naming: list[bool] = []
    above: dict[int, Cell] = {}
    for cells in rows:
        placed, above = _placed(cells, above)
        if not any(cell.text.strip() for cell in placed):
            continue
        merged = len(cells) == 1 and cells[0].columns > 1 and len(placed) == min(cells[0].columns, COLUMNS)
        texts.append([placed[0].text] if merged else [cell.text for cell in placed])
        naming.append(all(cell.names or not cell.text for cell in placed))
    leading = next((place for place, names in enumerate(naming) if not names), len(naming))
    return texts, leading or None


def _placed(cells: Sequence[Cell], above: dict[int, Cell]) -> tuple[list[Cell], dict[int, Cell]]:
    """Return the cells of one row by column, those that reach down from above among them, and what reaches further."""
    row: list[Cell] = []
    waiting = list(reversed(cells))
    while len(row) < COLUMNS and (waiting or len(row) in above):
        if len(row) in above:
            row.append(above[len(row)])
        else:
            cell = waiting.pop()
            row += [cell] * max(1, min(cell.columns, COLUMNS - len(row)))
    return row, {place: replace(cell, rows=cell.rows - 1) for place, cell in enumerate(row) if cell.rows > 1}


def lines_said(lines: Iterable[str]) -> str:
    """Return the lines of one cell as one text.

    >>> lines_said(["8–12 Uhr", "14–16 Uhr"]), lines_said(["Tel.:", "02921 103-0"])
    ('8–12 Uhr, 14–16 Uhr', 'Tel.: 02921 103-0')
    """
    said = ""
    for line in filter(None, lines):
        gap = "" if not said else " " if said[-1] in ".,;:!?–-" else ", "
        said += gap + line
    return said


def rows_said(rows: Sequence[Sequence[str]], heads: int | None = None) -> list[str]:
    """Return each row that holds something as one text; empty cells are left out.

    `heads` leading rows name the columns; None: judged by what they hold. A row of one cell in a wider table names
    the rows after it.

    >>> rows_said([["Ort", "Einwohner", "Land"], ["Soest", "47.000", "NW"], ["Halle", "", "ST"]])
    ['Ort: Soest; Einwohner: 47.000; Land: NW', 'Ort: Halle; Land: ST']
    >>> rows_said([["Telefon", "02921 103-0"], ["Ort", "Soest"]])
    ['Telefon: 02921 103-0', 'Ort: Soest']
    >>> rows_said([["", "2023", "2024"], ["Kreis Soest"], ["Busse", "12", "14"]])
    ['Kreis Soest – Busse; 2023: 12; 2024: 14']
    """
    told = [tidied for row in rows if any(tidied := [" ".join(cell.split()) for cell in row[:COLUMNS]])]
    width = max((place for row in told for place, cell in enumerate(row, 1) if cell), default=0)
    told = [row[:width] for row in told]
    titles = next((place for place, row in enumerate(told) if len(row) > 1), 0)
    count = _naming(told[titles:]) if heads is None else max(0, heads - titles)
    names = _names(told[titles : titles + count], width)
    body = [*told[:titles], *told[titles + count :]]
    if not any(len(row) > 1 for row in body):
        body = told
        names = [""] * width
    return list(_said(body, names))


def _said(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Iterator[str]:
    group, waits = "", False
    for row in rows:
        if len(row) == 1 < len(names):
            if waits:
                yield group
            group, waits = row[0], True
            if len(group) > NAME_CHARS:
                yield group
                group, waits = "", False
            continue
        waits = False
        yield f"{group} – {_row(row, names)}" if group else _row(row, names)
    if waits:
        yield group


def _row(row: Sequence[str], names: Sequence[str]) -> str:
    if not any(names):
        filled = [cell for cell in row if cell]
        pair = len(names) == len(filled) == 2 and len(filled[0]) <= NAME_CHARS
        return f"{filled[0].rstrip(':')}: {filled[1]}" if pair else "; ".join(filled)
    pairs = [(name.rstrip(": "), cell) for name, cell in zip(names, row, strict=False) if cell]
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs)


def _names(heads: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a name for each column: the different texts above it, from top to bottom."""
    columns = [[row[place] for row in heads if place < len(row) and row[place]] for place in range(width)]
    return [" ".join(dict.fromkeys(texts)) for texts in columns]


def _naming(rows: Sequence[Sequence[str]]) -> int:
    """Return 1 when the first row reads like names of columns, else 0."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    first, body = rows[0], rows[1:]
    named = [cell for cell in first if cell]
    alike = len(set(named)) < len(named) or not all(first[1:])
    if alike or any(len(cell) > NAME_CHARS or cell[-1] in ":.;" or _is_value(cell) for cell in named):
        return 0
    if len(first) > 2:
        return 1
    # Two columns are mostly pairs ("Telefon", "Zimmer"): only fees and other measures in the second speak for names.
    amounts = [row[1] for row in body if len(row) > 1 and row[1]]
    measured = any(map(_MEASURED.search, amounts)) and not any(_is_bare_figure(cell) for cell in amounts)
    return int(measured and not any(" " in cell for cell in first))


def _is_bare_figure(cell: str) -> bool:
    """Tell whether a text holds a figure that measures nothing: the number of a room, of a telephone."""
    return any(map(str.isdigit, cell)) and not _MEASURED.search(cell)


def _is_value(cell: str) -> bool:
    """Tell whether a text is a figure, a date, a number to call or an address rather than a name; a year may be both.

    >>> [_is_value(cell) for cell in ("47.000", "Einwohner", "2024", "ab 31.12.2024", "info@soest.de")]
    [True, False, False, True, True]
    """
    if _YEAR.fullmatch(cell):
        return False
    return "@" in cell or "://" in cell or 2 * sum(map(str.isdigit, cell)) >= sum(map(str.isalnum, cell))
