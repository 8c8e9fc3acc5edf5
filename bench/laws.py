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
    took_s = _measured("in Ruhe", file, place / "in-ruhe", len(rows))
    for moment in sorted(chance.uniform(0.02, 0.95) for _ in range(kills)):
        _killed(file, place / "abgebrochen", moment * took_s)
    _measured("nach Abbrüchen", file, place / "abgebrochen", len(rows))
    chance.shuffle(rows)
    file.write_text("".join(rows), encoding="utf-8")
    _measured("andere Reihenfolge", file, place / "anders", len(rows))
    return [_end(place / name) for name in ("in-ruhe", "abgebrochen", "anders")]


def _started(file: Path, data: Path) -> "subprocess.Popen[bytes]":
    env = {**os.environ, "LOTSE_DATA_DIR": str(data)}
    with (data.parent / f"{data.name}.log").open("ab") as log:
        return subprocess.Popen([LOTSE, "ingest", file, "--json"], cwd=data.parent, env=env, stdout=log, stderr=log)


def _measured(what: str, file: Path, data: Path, documents: int) -> float:
    begun = time.monotonic()
    process = _started(file, data)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took_s = time.monotonic() - begun
    rate, peak = documents / took_s, used.ru_maxrss / 1_024
    print(
        f"{what}: {took_s:.0f} s, {rate:.0f} Dokumente je Sekunde, höchstens {peak:.0f} MB, Ende {process.returncode}"
    )
    return took_s


def _killed(file: Path, data: Path, after_s: float) -> None:
    process = _started(file, data)
    try:
        process.wait(after_s)
        print(f"fertig vor dem Abbruch nach {after_s:.0f} s")
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"abgebrochen nach {after_s:.0f} s")


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
