"""How the command line speaks: data on standard output, progress and errors on standard error."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


def say(text: str) -> None:
    """Print a line for people."""
    print(text)


def note(text: str) -> None:
    """Print a line about the work at hand, on standard error at once."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """Print data for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def fail(sentence: str, code: int) -> NoReturn:
    """End the process with one sentence on standard error."""
    print(sentence, file=sys.stderr)
    sys.exit(code)


def write_file(path: Path, data: bytes) -> None:
    """Write a file and say so; where that cannot be done, end the process with one sentence."""
    try:
        path.write_bytes(data)
    except OSError:
        fail(f"Die Datei {path} lässt sich nicht schreiben. Prüfen Sie Ordner und Rechte.", 2)
    say(f"Geschrieben: {path}")


@contextmanager
def progress_bar() -> "Iterator[Callable[[str, int, int], None]]":
    """Give a function that shows how far a piece of work is and how long it will take: bars, or lines for a log."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show


def _lines() -> "Callable[[str, int, int], None]":
    begun: dict[str, tuple[float, int]] = {}

    def show(what: str, done: int, total: int) -> None:
        start, first = begun.setdefault(what, (time.monotonic(), done))
        spent_s = time.monotonic() - start
        left = f", noch etwa {spent_s / (done - first) * (total - done):.0f} s" if first < done < total else ""
        print(f"{what}: {done} von {total}{left}", file=sys.stderr, flush=True)

    return show


def print_reply(reply: dict[str, Any]) -> None:
    """Print a reply for reading: statements with their numbers, then the sources."""
    from knowledge.freshness import dated, doubt
    from knowledge.pages import pages_named

    for text in filter(None, (reply["message"], reply["clarification"])):
        say(text)
    heading = None
    for statement in reply["statements"]:
        if statement["heading"] != heading:
            heading = statement["heading"]
            say(f"\n{heading}")
        say(f"{statement['text']} " + "".join(f"[{n}]" for n in statement["citations"]))
    if reply["plan"]:
        say("\nEinen Fahrplan mit allen Schritten gibt: lotse plan …")
    if reply["sources"]:
        say("\nQuellen")
    for source in reply["sources"]:
        told = ", ".join(filter(None, [dated(source["as_of"]), doubt(source["stale"], source["ended_on"])]))
        place = ", ".join(filter(None, (source["heading"], pages_named(source.get("page"), source.get("last_page")))))
        say(f"[{source['n']}] {source['title']} › {place} (Stand {told})")
        for origin in source["origins"]:
            say(f"    {origin['title']} ({origin['publisher']}): {origin['url']}")


_PARTS = {
    "passage": "Wörter im Abschnitt",
    "document": "Wörter im ganzen Dokument, in Zusammenfassung und Laienfragen",
    "vector": "ähnliche Bedeutung",
    "coverage": "Anteil der Frage, den das Dokument anspricht",
    "closeness": "Wörter der Frage, die im Abschnitt nah beieinander stehen",
    "lift": "Zuschlag oder Abzug, weil es zur Kommune, zum Thema oder zur Art der Frage passt oder nicht",
}


def print_hits(found: dict[str, Any], *, explain: bool) -> None:
    """Print hits for reading, on wish with what their scores are made of."""
    from knowledge.pages import pages_named

    if not found["hits"]:
        say("Kein Treffer.")
    for n, hit in enumerate(found["hits"], start=1):
        place = ", ".join(filter(None, (hit["heading"], pages_named(hit.get("page"), hit.get("last_page")))))
        say(f"{n:>2}  {hit['score']:>6.1f}  {hit['title']} › {place}  ({hit['document_id']})")
        for name, part in sorted(hit["parts"].items(), key=lambda item: -abs(item[1])) if explain else ():
            say(f"    {part:>6.1f}  {_PARTS[name]}")
        for reason in hit["reasons"] if explain else ():
            say(f"            {reason}")


def print_findings(findings: Sequence[dict[str, str]]) -> None:
    """Print what `lotse doctor` found, with what to do about it."""
    for finding in findings:
        say(f"{finding['state']:<9} {finding['what']}: {finding['found']}")
        if finding["mend"]:
            say(f"{'':<10}→ {finding['mend']}")
