"""Measure how long files of each kind take to be read, and what memory that takes, in both processes.

    python bench/files.py

First the files of tests/ingest/many_files.py, then one large file of each kind that people really have. Times are of
the wall, with the reading process started before; memory is the peak of a process (VmHWM).
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.read.apart import Apart
from ingest.read.formats import suffix_of
from knowledge.errors import DocumentInvalid
from tests.ingest import office_files
from tests.ingest.many_files import FILES, html, lines
from tests.ingest.office_files import SENTENCES

PARAGRAPHS = 10_000
ROWS = 20_000
PAGES = 300


def large_docx() -> bytes:
    """Return a report of some 300 pages."""
    from docx import Document

    document = Document()
    for n in range(PARAGRAPHS // 4):
        if n % 10 == 0:
            document.add_heading(f"Abschnitt {n}", 1)
        document.add_paragraph(f"{n}. " + " ".join(SENTENCES))
    return office_files.saved(document.save)


def large_pdf() -> bytes:
    """Return a report of 300 pages in two columns."""

    def draw(canvas: Any) -> None:
        for _ in range(PAGES - 1):
            office_files.in_columns(canvas)
            canvas.showPage()
        office_files.in_columns(canvas)

    return office_files.pdf(draw)


def large_rows() -> list[tuple[int, str, str]]:
    """Return 20,000 rows of a table."""
    return [(n, f"Projekt {n}", SENTENCES[n % 3]) for n in range(ROWS)]


def large_csv() -> bytes:
    """Return a table of 20,000 rows."""
    rows = (f"{n};{title};{text};{n * 7}\n" for n, title, text in large_rows())
    return ("ID;Titel;Text;Einwohner\n" + "".join(rows)).encode()


LARGE: dict[str, Callable[[], bytes]] = {
    "gross.docx": large_docx,
    "gross.pdf": large_pdf,
    "gross.xlsx": lambda: office_files.xlsx([("ID", "Titel", "Text"), *large_rows()]),
    "gross.csv": large_csv,
    "gross.jsonl": lambda: lines(*({"_id": str(n), "title": title, "text": text} for n, title, text in large_rows())),
    "gross.txt": lambda: "\n\n".join(f"{n}. " + " ".join(SENTENCES) for n in range(PARAGRAPHS)).encode(),
    "gross.md": lambda: "\n\n".join(f"## Punkt {n}\n\n" + " ".join(SENTENCES) for n in range(PARAGRAPHS)).encode(),
    "gross.html": lambda: html(hidden="".join(f"<p>{n}. {' '.join(SENTENCES)}</p>" for n in range(PARAGRAPHS // 4))),
}  # fmt: skip


def peak_mb(process: int | str = "self") -> int:
    """Return the peak memory of a process, 0 for one that has ended."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) // 1_000 if found else 0


@contextmanager
def watched() -> Iterator[list[int]]:
    """Give the peaks, in MB, of the processes that this one starts while inside."""
    peaks, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            peaks.extend(peak_mb(int(child)) for child in children)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def read(apart: Apart, name: str, data: bytes) -> tuple[int, float]:
    """Return how many documents a file holds, 0 for one that is refused, and the seconds that took."""
    started = time.perf_counter()
    try:
        found = sum(1 for _ in apart.read(name, data).extracts)
    except DocumentInvalid:
        found = 0
    return found, time.perf_counter() - started


def say(line: str) -> None:
    """Write a line at once: the whole takes some minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Print both tables."""
    with Apart() as apart:
        read(apart, "erste.docx", office_files.docx())
        kinds: dict[str, list[tuple[int, float]]] = {}
        for name, (content, _) in FILES.items():
            kinds.setdefault(suffix_of(name), []).append(read(apart, name, content()))
    say("| kind | files | read | documents | median ms | slowest ms |\n|---|---|---|---|---|---|")
    for kind, found in sorted(kinds.items()):
        times = sorted(seconds * 1_000 for _, seconds in found)
        read_ones = [documents for documents, _ in found if documents]
        middle, most = times[len(times) // 2], times[-1]
        say(f"| {kind or '(none)'} | {len(found)} | {len(read_ones)} | {sum(read_ones)} | {middle:.0f} | {most:.0f} |")
    say("\n| large file | MB | documents | seconds | reading process, MB | this process, MB |\n" + "|---" * 6 + "|")
    for name in LARGE:
        command = [sys.executable, __file__, name]
        measured = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - this file
        size, documents, seconds, apart_mb, here_mb = json.loads(measured)
        say(f"| {name} | {size / 1e6:.1f} | {documents} | {seconds:.1f} | {apart_mb} | {here_mb} |")


def one(name: str) -> None:
    """Read one large file in a fresh process, and print what that took as JSON."""
    data = LARGE[name]()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from now
    with Apart() as apart, watched() as peaks:
        read(apart, "erste.docx", office_files.docx())
        documents, seconds = read(apart, name, data)
    say(json.dumps([len(data), documents, seconds, max(peaks), peak_mb()]))


if __name__ == "__main__":
    one(sys.argv[1]) if len(sys.argv) > 1 else main()
