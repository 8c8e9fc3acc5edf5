"""Sets text in columns on the pages of a PDF, with hyphens, heads and tables, and keeps what it drew on which page."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
MARGIN, GUTTER = 60.0, 18.0
BODY, BOLD = "Helvetica", "Helvetica-Bold"
PLACES = ("Soest", "Lemgo", "Bad Belzig", "Herrenberg", "Zwönitz", "Eichenzell", "Haßfurt", "Menden", "Grevesmühlen")
TOPICS = (
    "die Smart-City-Strategie der Verwaltungsgemeinschaft",
    "eine Beteiligungsplattform für alle Bürgerinnen und Bürger",
    "den Ein- und Ausgang der elektronischen Rechnungen",
    "Feuchtigkeitssensoren in den Straßenbaumgruben",
    "das Mobilitätskonzept mit Rufbus und Mitfahrbänken",
    "die Fachkräfte in der Datenschutzfolgenabschätzung",
    "Open-Data-Angebote und ein Informationssicherheitskonzept",
)
GIVERS = ("das Land", "der Zweckverband", "die Kreisverwaltung", "das Bundesförderprogramm")


def sentences(count: int, start: int) -> Iterator[str]:
    """Yield sentences that each begin with an amount found nowhere else."""
    rng = Random(start)
    for n in range(start, start + count):
        amount = f"{10 + n // 1000}.{n % 1000:03d}"
        yield f"Mit {amount} Euro fördert {rng.choice(GIVERS)} in {rng.choice(PLACES)} {rng.choice(TOPICS)}."


def amounts_in(text: str) -> list[str]:
    """Return the amounts in a text: each belongs to one sentence or one row of a table."""
    return re.findall(r"\b(\d\d\.\d{3}) Euro", text)


def rows(start: int) -> tuple[tuple[str, str], ...]:
    """Return a table whose amounts are found nowhere else."""
    amounts = (f"{50 + n // 1000}.{n % 1000:03d} Euro" for n in (2 * start, 2 * start + 1))
    return (("Ort", "Betrag"), *zip(("Soest", "Lemgo"), amounts, strict=True))


@dataclass
class Typeset:
    """A PDF in the making; `pages` tells on which page the sentence with an amount began."""

    columns: int = 2
    size: float = 10.0
    running: str = "Handbuch Digitale Kommune"
    hyphenate: bool = True
    pages: dict[str, int] = field(default_factory=dict)
    headings: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4)
        self._page, self._column = 0, self.columns
        self._y = 0.0
        self._width = (WIDTH - 2 * MARGIN - (self.columns - 1) * GUTTER) / self.columns

    def heading(self, text: str, size: float = 15) -> None:
        """Draw a heading in the column; it never stands alone at the end of one."""
        if self._column == self.columns or self._y < 3 * size + 40 + MARGIN:
            self._next_column()
        self._y -= size
        self.headings.append((text, self._page))
        for line in self._broken(text, BOLD, size):
            self._draw(line, BOLD, size)
        self._y -= size * 0.3

    def paragraph(self, *said: str, mark: str = "") -> None:
        """Draw sentences as a paragraph or list item."""
        indent = 12.0 if mark else 0.0
        starts = {" ".join(said[:n]).count(" ") + (n > 0): one for n, one in enumerate(said)}
        at = 0
        for n, line in enumerate(self._broken(" ".join(said), BODY, self.size, indent)):
            if self._y < MARGIN + self.size:
                self._next_column()
            if mark and n == 0:
                self._canvas.setFont(BODY, self.size)
                self._canvas.drawString(self._x, self._y - self.size * 1.3, mark)
            self._draw(line, BODY, self.size, indent)
            for place in range(at, at + line.count(" ") + 1):
                if place in starts and (found := amounts_in(starts[place])):
                    self.pages[found[0]] = self._page
            at += line.count(" ") + (not _is_cut(line, said))
        self._y -= self.size * 0.6

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Draw a table with rules around all cells."""
        high, wide = self.size * 1.8, self._width / len(rows[0])
        if self._y < MARGIN + high * len(rows) + self.size:
            self._next_column()
        self._y -= self.size * 0.5
        top = self._y
        self.pages |= dict.fromkeys(amounts_in("\n".join(map(" ".join, rows))), self._page)
        for n, row in enumerate(rows):
            self._canvas.setFont(BOLD if n == 0 else BODY, self.size)
            for place, cell in enumerate(row):
                self._canvas.rect(self._x + place * wide, top - (n + 1) * high, wide, high)
                self._canvas.drawString(self._x + place * wide + 3, top - (n + 1) * high + self.size * 0.6, cell)
        self._y = top - high * len(rows) - self.size

    def data(self) -> bytes:
        """Return the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    @property
    def _x(self) -> float:
        return float(MARGIN + self._column * (self._width + GUTTER))

    def _next_column(self) -> None:
        self._column += 1
        if self._column >= self.columns:
            if self._page:
                self._canvas.showPage()
            self._page, self._column = self._page + 1, 0
            self._canvas.setFont(BODY, 8)
            self._canvas.drawString(MARGIN, HEIGHT - 30, self.running)
            self._canvas.drawRightString(WIDTH - MARGIN, 30, f"Seite {self._page}")
        self._y = HEIGHT - MARGIN

    def _draw(self, line: str, font: str, size: float, indent: float = 0.0) -> None:
        if self._column == self.columns or self._y < MARGIN + size:
            self._next_column()
        self._y -= size * 1.3
        self._canvas.setFont(font, size)
        self._canvas.drawString(self._x + indent, self._y, line)

    def _broken(self, text: str, font: str, size: float, indent: float = 0.0) -> list[str]:
        """Return a text in lines, long words cut with a hyphen where they do not fit."""
        lines = [""]
        for word in text.split(" "):
            rest = word
            while rest:
                room = self._width - indent - stringWidth(f"{lines[-1]} " if lines[-1] else "", font, size)
                part = self._fitting(rest, room, font, size, alone=not lines[-1])
                if part:
                    lines[-1] += (" " if lines[-1] else "") + part
                    rest = rest[
                        len(part.rstrip("-")) + (part.endswith("-") and rest[len(part) - 1 : len(part)] == "-") :
                    ]
                if rest:
                    lines.append("")
        return lines

    def _fitting(self, word: str, room: float, font: str, size: float, *, alone: bool) -> str:
        """Return as much of a word as fits: all of it, up to one of its own hyphens, or a part with a hyphen."""
        if stringWidth(word, font, size) <= room:
            return word
        own = [found.end() for found in re.finditer(r"(?<=\w\w)-(?=\w)", word)]
        cuts = [n for n in range(4, len(word) - 3) if word[n - 2 : n + 2].isalpha() and word[n:].islower()]
        tried = [word[:n] for n in own] + ([f"{word[:n]}-" for n in cuts] if self.hyphenate else [])
        fitting = [part for part in tried if stringWidth(part, font, size) <= room]
        return max(fitting, key=len, default=word if alone else "")


def _is_cut(line: str, said: Sequence[str]) -> bool:
    """Tell whether the last word of a line goes on in the next one."""
    return line.endswith("-") and f"{line.rsplit(' ', 1)[-1]} " not in " ".join(said)
