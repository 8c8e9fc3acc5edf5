"""Lotse, through its public command `lotse eval retrieval DIR --json`, passed on in the form of a peer.

That command measures itself; a key `runs` (query id -> `ids`, `ms`) in its output is scored here like any peer's,
without it its own figures are taken over.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

FIGURES = ("hit@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "ms_p50", "ms_p95")


def measure(folder: str) -> dict[str, Any]:
    """Return what the command says, or why it says nothing."""
    command = shutil.which("lotse", path=str(Path(sys.executable).parent)) or shutil.which("lotse")
    if command is None:
        return {"unavailable": "the command `lotse` is not installed"}
    done = subprocess.run(  # noqa: S603 - our own command
        [command, "eval", "retrieval", folder, "--json"], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        return {"unavailable": f"`lotse eval retrieval` ended with code {done.returncode}"}
    said = json.loads(done.stdout)
    found = {"index_seconds": said.get("index_seconds"), "note": said.get("note", "")}
    if "runs" in said:
        return found | {"runs": said["runs"]}
    figures = {name: float(said[name]) for name in FIGURES}
    return found | {"figures": figures | {"queries": int(said["queries"])}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1])))
