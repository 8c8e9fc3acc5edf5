"""What every peer script does around its library: read, index, warm up, ask one by one, print JSON.

Standard library only: it runs in each peer's own environment.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from beir import Document, documents, queries

TOP = 10
WARM_UP = 10
Search = Callable[[str], Sequence[str]]  # question -> ids, best first
Build = Callable[[Sequence[Document]], Search]


class Unavailable(Exception):
    """The peer cannot run here; the message says why."""


def run(build: Build, note: Callable[[], str] = lambda: "") -> None:
    """Measure the peer that `build` makes on the folder named on the command line and print the result.

    Printed: `index_seconds`, `note` and, per query, `ids` (best first) and `ms`; or `unavailable`, the reason.
    Whatever the library itself prints goes to standard error.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        result = _measure(build, Path(sys.argv[1])) | {"note": note()}
    except Unavailable as reason:
        result = {"unavailable": str(reason)}
    with out:
        out.write(json.dumps(result))


def _measure(build: Build, folder: Path) -> dict[str, Any]:
    corpus, asked = documents(folder), queries(folder)
    start = time.perf_counter()
    search = build(corpus)
    index_seconds = time.perf_counter() - start
    for text in list(asked.values())[:WARM_UP]:
        search(text)
    runs = {}
    for query, text in asked.items():
        start = time.perf_counter()
        ids = search(text)
        runs[query] = {"ids": list(ids)[:TOP], "ms": (time.perf_counter() - start) * 1000}
    return {"index_seconds": index_seconds, "runs": runs}
