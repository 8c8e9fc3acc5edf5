"""Lotse, through its public command `lotse eval retrieval DIR --json --runs`, passed on in the form of a peer."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


def measure(folder: str) -> dict[str, Any]:
    """Return what the command says, or why it says nothing."""
    command = shutil.which("lotse", path=str(Path(sys.executable).parent)) or shutil.which("lotse")
    if command is None:
        return {"unavailable": "the command `lotse` is not installed"}
    done = subprocess.run(  # noqa: S603 - our own command
        [command, "eval", "retrieval", folder, "--json", "--runs"], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        return {"unavailable": f"`lotse eval retrieval` ended with code {done.returncode}"}
    said = json.loads(done.stdout)
    return {"index_seconds": said["index_seconds"], "note": "", "runs": said["runs"]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1])))
