"""What was measured, as a Markdown table and as a part of docs/benchmarks.md."""

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import Any

START, END = "<!-- peers: start -->", "<!-- peers: end -->"
COLUMNS = ("ndcg@10", "mrr@10", "hit@1", "recall@5", "recall@10")
NOTES = {
    "starter-dev": "Starter knowledge of this repository (title, summary, body) and the questions Lotse was developed "
    "against: Lotse has been tuned on them, its peers have not.",
    "xquad-de": "XQuAD German (CC BY-SA 4.0): Wikipedia paragraphs, questions written with the paragraph in view, one "
    "relevant paragraph each.",
}
INTRO = f"""# Benchmarks

Retrieval of Lotse beside common open-source libraries. `python bench/peers.py` measures all rows in one run on one
machine and rewrites the part between the two marks; how a figure is computed stands in `bench/scoring.py`.

{START}
{END}
"""


@dataclass(slots=True)
class Measured:
    """One peer on one data set. Without figures, `unavailable` says why."""

    name: str
    title: str
    setup: str
    data: str
    documents: int
    pins: tuple[str, ...]
    note: str = ""
    unavailable: str = ""
    index_seconds: float | None = None
    figures: dict[str, float] = field(default_factory=dict)
    runs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    relevant: Mapping[str, Set[str]] = field(default_factory=dict)

    def take(self, said: Mapping[str, Any]) -> None:
        """Take over what the peer's script printed."""
        self.unavailable, self.note = said.get("unavailable", ""), said.get("note", "")
        self.index_seconds = said.get("index_seconds")
        self.runs, self.figures = said.get("runs", {}), dict(said.get("figures", {}))

    def ranked(self) -> dict[str, list[str]]:
        """Return the ids found for each query, best first."""
        return {query: list(run["ids"]) for query, run in self.runs.items()}

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        kept = ("name", "title", "setup", "data", "documents", "pins", "note", "unavailable", "index_seconds")
        return {name: getattr(self, name) for name in kept} | {"figures": self.figures, "runs": dict(self.runs)}


def table(measured: Sequence[Measured]) -> str:
    """Return one Markdown table per data set, best nDCG@10 first, peers without figures last."""
    return "\n\n".join(_of_data([one for one in measured if one.data == data]) for data in _names(measured))


def write_page(
    page: Path, measured: Sequence[Measured], checked: str, load: float | None, folders: Sequence[str]
) -> None:
    """Replace the part of the page between the two marks; make the page if there is none."""
    text = page.read_text(encoding="utf-8") if page.exists() else INTRO
    if START not in text or END not in text:
        text = f"{text.rstrip()}\n\n{START}\n{END}\n"
    command = " ".join(["python bench/peers.py", *(f"--dir {folder}" for folder in folders)])
    about = [
        f"- Measured on {date.today().isoformat()} with `{command}`",
        f"- Machine: {_machine()}" + (f", load {load:.1f} at the start" if load is not None else ""),
        f"- Versions: {_versions(measured)}",
        f"- {checked}",
        *(f"- {one}" for one in _own_figures(measured)),
        "- Every peer gets whole documents, title and text joined. `ms` is the time for one question, asked one after "
        "another after 10 for warming up, on one core where the system can pin one; `index s` is the time to build the "
        "index in the same way, without starting Python and loading libraries.",
    ]
    part = "\n".join([START, "", *about, "", table(measured), "", END])
    before, after = text.split(START, 1)[0], text.split(END, 1)[1]
    page.write_text(before + part + after, encoding="utf-8")


def _of_data(rows: Sequence[Measured]) -> str:
    queries = max((int(one.figures.get("queries", 0)) for one in rows), default=0)
    lines = [f"### {rows[0].data}: {rows[0].documents} documents, {queries} questions", ""]
    if rows[0].data in NOTES:
        lines += [NOTES[rows[0].data], ""]
    lines += [
        "| | set up | nDCG@10 | MRR@10 | hit@1 | recall@5 | recall@10 | ms p50 | ms p95 | index s |",
        "|---|---|" + "---:|" * 8,
        *(_row(one) for one in sorted(rows, key=lambda one: -one.figures.get("ndcg@10", -1.0))),
    ]
    return "\n".join(lines)


def _row(one: Measured) -> str:
    setup = "; ".join(filter(None, (one.setup, one.note)))
    if one.unavailable:
        return f"| {one.title} | {setup}; not measurable here: {one.unavailable} |" + " – |" * 8
    cells = [f"{one.figures[name]:.3f}" for name in COLUMNS]
    cells += [f"{one.figures[name]:.2f}" for name in ("ms_p50", "ms_p95")]
    cells.append("–" if one.index_seconds is None else f"{one.index_seconds:.2f}")
    return f"| {one.title} | {setup} | " + " | ".join(cells) + " |"


def _own_figures(measured: Sequence[Measured]) -> list[str]:
    titles = sorted({one.title for one in measured if one.figures and not one.runs})
    return [f"{title} gives no ranked ids: its row shows the figures it computed itself" for title in titles]


def _names(measured: Sequence[Measured]) -> list[str]:
    return list(dict.fromkeys(one.data for one in measured))


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _versions(measured: Sequence[Measured]) -> str:
    pins = dict.fromkeys(pin.replace("==", " ") for one in measured for pin in one.pins)
    return ", ".join([*pins, _own_version()])


def _own_version() -> str:
    """Return Lotse's version and commit, as far as they are known."""
    try:
        own = f"lotse {version('lotse')}"
    except PackageNotFoundError:
        own = "lotse"
    git = which("git")
    if git is None:
        return own
    command = [git, "-C", str(Path(__file__).parent), "describe", "--always", "--dirty", "--exclude", "*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - git with fixed words
    return f"{own} ({done.stdout.strip()})" if done.returncode == 0 else own
