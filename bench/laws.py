# ruff: noqa: S603, T201 - it runs our own command, and its output is what it is for
"""Brings a large corpus in, killed five times and in another order, and compares what is there at the end.

    python -m bench.laws corpus.jsonl.gz [--documents N] [--kills 5]

Compared are the registry (every column of documents and passages but revisions, rows in order of ids) and what
`lotse index digest` covers: the ids of both keyword indexes, ids and vectors of the vector index.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOTSE = Path(sys.executable).parent / "lotse"
SEED = 20_261_127
_ROWS = (
    "SELECT id, source, path, digest, meta FROM documents ORDER BY id",
    "SELECT id, document_id, position, headings, text, sentences, place FROM passages ORDER BY id",
)


def main() -> None:
    """Print a line for each run, and end with 1 when the ends differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--kills", type=int, default=5)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lotse-laws-") as place:
        ends = compared(told.corpus, Path(place), told.documents, told.kills)
    sys.exit(0 if len(set(ends)) == 1 else 1)


def compared(corpus: Path, place: Path, documents: int | None, kills: int) -> list[tuple[str, str]]:
    """Return the digests of registry and indexes after a run in peace, a killed one, and one in another order."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = list(itertools.islice(lines, documents))
    chance = random.Random(SEED)  # noqa: S311 - drawn to measure, not to hide
    file = place / "corpus.jsonl"  # one path for all: ids depend on it
    file.write_text("".join(rows), encoding="utf-8")
    said = _measured("in Ruhe", file, place / "in-ruhe", len(rows))
    for line in sorted(chance.sample(range(1, said), k=kills)):
        _killed(file, place / "abgebrochen", line)
    _measured("nach Abbrüchen", file, place / "abgebrochen", len(rows))
    chance.shuffle(rows)
    file.write_text("".join(rows), encoding="utf-8")
    _measured("andere Reihenfolge", file, place / "anders", len(rows))
    return [_end(place / name) for name in ("in-ruhe", "abgebrochen", "anders")]


def _started(file: Path, data: Path) -> "subprocess.Popen[str]":
    env = {**os.environ, "LOTSE_DATA_DIR": str(data)}
    command = [LOTSE, "ingest", file, "--json"]
    out = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=data.parent, env=env, stdout=out, stderr=subprocess.PIPE, text=True)


def _measured(what: str, file: Path, data: Path, documents: int) -> int:
    """Return how many lines of progress a whole run has said."""
    begun = time.monotonic()
    process = _started(file, data)
    said = sum(1 for _ in process.stderr or ())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took_s, peak = time.monotonic() - begun, used.ru_maxrss / 1_024
    rate = documents / took_s
    print(
        f"{what}: {took_s:.0f} s, {rate:.0f} Dokumente je Sekunde, {peak:.0f} MB, Ende {process.returncode}", flush=True
    )
    return said


def _killed(file: Path, data: Path, line: int) -> None:
    """Kill a run once it has said so many lines, in whatever it is doing by then."""
    with _started(file, data) as process:
        last = "".join(itertools.islice(process.stderr or (), line)).splitlines()[-1:]
        process.send_signal(signal.SIGKILL)
    print(f"abgebrochen nach Zeile {line}: {''.join(last)}", flush=True)


def _end(data: Path) -> tuple[str, str]:
    digest = hashlib.sha256()
    database = sqlite3.connect(data / "lotse.db")
    for query in _ROWS:
        for row in database.execute(query):
            digest.update(json.dumps(row).encode())
    database.close()
    env = {**os.environ, "LOTSE_DATA_DIR": str(data)}
    said = subprocess.run(
        [LOTSE, "index", "digest"], cwd=data.parent, env=env, capture_output=True, text=True, check=True
    )
    shutil.rmtree(data)
    print(f"{data.name}: Registry {digest.hexdigest()[:16]}, Indexe {said.stdout.strip()[:16]}")
    return digest.hexdigest(), said.stdout.strip()


if __name__ == "__main__":
    main()
