"""A `lotse serve` of its own for a measurement: an empty folder, no settings of yours, gone afterwards."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOTSE = Path(sys.executable).parent / "lotse"


@contextmanager
def running(**settings: str) -> Iterator[str]:
    """Give the address of a Lotse that is ready. Raises RuntimeError when it ends instead."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("LOTSE_")}
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
        process = subprocess.Popen(  # noqa: S603 - our own command with fixed words
            [LOTSE, "serve", "--port", port],
            env={**kept, "LOTSE_DATA_DIR": f"{folder}/data", **settings},
            cwd=folder,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not _ready(address):
                if process.poll() is not None:
                    raise RuntimeError("lotse serve has ended before it was ready")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _ready(address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
