"""Measure Lotse and its peers on the same data on this machine, in one run, and write docs/benchmarks.md.

    python bench/peers.py [--only NAME] [--dir DIR] [--json]

Every peer runs in an environment of its own (bench/peers.toml), one query after the other on one core where the system
lets us pin it; all figures are computed by bench/scoring.py from the ranked ids.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from beir import documents, qrels
from environments import NotInstallable, install, installed, prepare_cache, python_of
from reporting import Measured, table, write_page
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from scoring import percentiles, scores
from starter_to_beir import QUESTIONS, convert

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
LIMIT_S = 3600
QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
} | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
console = Console(stderr=True)
Peer = Mapping[str, Any]


def main(
    only: Annotated[list[str] | None, typer.Option(help="Only this peer, repeatable; the page stays as it is")] = None,
    folders: Annotated[list[Path] | None, typer.Option("--dir", help="A folder in BEIR form, repeatable")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON")] = False,
    cache: Annotated[Path, typer.Option(help="Where environments and data are kept")] = ROOT / ".bench",
) -> None:
    """Measure the peers and print a table; without --only, write it to docs/benchmarks.md too."""
    peers = tomllib.loads((HERE / "peers.toml").read_text())
    check = peers.pop("check")
    if unknown := set(only or ()) - set(peers):
        raise typer.BadParameter(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(peers)}")
    prepare_cache(cache)
    sets = list(folders or _data_sets(cache))
    if not sets:
        console.print("No data set in BEIR form found; name one with --dir.")
        raise typer.Exit(2)
    chosen = {name: peer for name, peer in peers.items() if not only or name in only}
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    measured = list(_all(chosen, sets, cache))
    checked = _check(check, measured, cache)
    if as_json:
        sys.stdout.write(json.dumps([one.as_json() for one in measured], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(table(measured) + "\n")
    console.print(checked)
    if not only:
        write_page(PAGE, measured, checked, load, [_shown(folder, cache) for folder in folders or ()])
        console.print(f"Written: {PAGE.relative_to(ROOT)}")


def _data_sets(cache: Path) -> Iterator[Path]:
    """Yield the data sets at hand; say which are not."""
    for folder in sorted(SHARED.glob("*/")) if SHARED.is_dir() else ():
        if (folder / "queries.jsonl").exists():
            yield folder
        else:
            console.print(f"{folder.name}: left out, it has no queries.jsonl.")
    if QUESTIONS.exists():
        convert(cache / "data" / "starter-dev")
        yield cache / "data" / "starter-dev"
    else:
        console.print("starter-dev: left out, there is no shared/questions/dev.jsonl.")


def _all(peers: Mapping[str, Peer], sets: list[Path], cache: Path) -> Iterator[Measured]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[state]}"))
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        tasks = {
            (name, folder): bars.add_task(f"{name} on {folder.name}", state="waits", start=False, total=1)
            for folder in sets
            for name in peers
        }
        for (name, folder), task in tasks.items():
            bars.start_task(task)
            bars.update(task, state="runs")
            one = _measure(name, peers[name], folder, cache)
            bars.update(task, completed=1, state=one.unavailable or f"nDCG@10 {one.figures['ndcg@10']:.3f}")
            yield one


def _measure(name: str, peer: Peer, folder: Path, cache: Path) -> Measured:
    """Return what `peer` reaches on `folder`, or why it reaches nothing."""
    one = Measured(name, peer["title"], peer["setup"], folder.name, len(documents(folder)), tuple(peer["requires"]))
    try:
        python = python_of(cache, name, peer["requires"])
        said = _run(python, name, folder)
        if "unavailable" in said and "otherwise" in peer:
            install(python, peer["otherwise"])
            said = _run(python, name, folder)
        one.pins = installed(python, [*peer["requires"], *peer.get("otherwise", ())])
    except NotInstallable as reason:
        said = {"unavailable": str(reason)}
    one.take(said)
    if one.unavailable or not one.runs:
        return one
    one.relevant = qrels(folder)
    one.figures = scores(one.ranked(), one.relevant) | percentiles([run["ms"] for run in one.runs.values()])
    one.figures["queries"] = len(one.relevant)
    return one


def _run(python: Path, name: str, folder: Path) -> dict[str, Any]:
    """Return what the peer's script prints. What it says on standard error is shown only if it fails."""
    command = [str(python), str(HERE / f"peer_{name}.py"), str(folder.resolve())]
    with _one_core():
        try:
            done = subprocess.run(  # noqa: S603 - our own scripts
                command, capture_output=True, text=True, check=False, env=os.environ | QUIET, timeout=LIMIT_S
            )
        except subprocess.TimeoutExpired:
            return {"unavailable": f"not done after {LIMIT_S} s"}
    if done.returncode != 0:
        console.print(done.stderr[-2000:], markup=False, highlight=False)
        return {"unavailable": f"its script ended with code {done.returncode}"}
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@contextmanager
def _one_core() -> Iterator[None]:
    """Let children of this process inherit one core, where the system can pin."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _check(check: Peer, measured: list[Measured], cache: Path) -> str:
    """Return a sentence on how the figures compare with those of trec_eval."""
    scored = [one for one in measured if one.relevant]
    furthest = 0.0
    try:
        command = [str(python_of(cache, "check", check["requires"])), str(HERE / "check_scoring.py")]
        for one in scored:
            given = {"ranked": one.ranked(), "relevant": {query: sorted(ids) for query, ids in one.relevant.items()}}
            done = subprocess.run(  # noqa: S603 - our own script
                command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True
            )
            theirs = json.loads(done.stdout)
            furthest = max(furthest, *(abs(one.figures[name] - value) for name, value in theirs.items()))
    except (NotInstallable, subprocess.CalledProcessError):
        return "The figures were not compared with another implementation in this run."
    verdict = "agree" if furthest < 1e-6 else f"differ by up to {furthest:.2g}"
    return f"Figures of {len(scored)} rows compared with {' and '.join(check['requires'])} (trec_eval): they {verdict}."


def _shown(folder: Path, cache: Path) -> str:
    """Return the folder as it may stand in the page, without the paths of this machine."""
    resolved = folder.resolve()
    for base, prefix in ((cache.resolve(), ".bench/"), (ROOT, ""), (ROOT.parent, "../")):
        if resolved.is_relative_to(base):
            return prefix + resolved.relative_to(base).as_posix()
    return folder.name


if __name__ == "__main__":
    typer.run(main)
