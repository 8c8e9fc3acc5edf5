"""A `lotse serve` process for measurements, in a data directory and on a port of its own, and what it takes.

Standard library only, and Linux: what a process takes is read from /proc.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY_S = 300.0  # the first start takes the starter knowledge in
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process takes: processor seconds since it began, resident memory and its peak in MB, descriptors."""

    cpu_s: float
    rss_mb: float
    peak_mb: float
    descriptors: int


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers questions."""

    pid: int
    port: int

    def taken(self) -> Taken:
        """Return what the server takes at this moment."""
        folder = Path(f"/proc/{self.pid}")
        # The name in parentheses may hold blanks; what follows it has a fixed order.
        after = (folder / "stat").read_text().rpartition(")")[2].split()
        told = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        rss, peak = (int(told[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        cpu_s = (int(after[11]) + int(after[12])) / _TICKS
        return Taken(cpu_s, round(rss, 1), round(peak, 1), len(list((folder / "fd").iterdir())))


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Run `lotse serve` over a data directory while inside, without settings of yours. Raises RuntimeError."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    env = {name: value for name, value in os.environ.items() if not name.upper().startswith("LOTSE_")}
    lotse = Path(sys.executable).parent / "lotse"
    command = [lotse, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=env | {"LOTSE_DATA_DIR": str(data)}, cwd=data, stdout=sys.stderr)  # noqa: S603
    try:
        _wait_until_ready(process, port)
        yield Served(process.pid, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended while it started")
        try:
            direct.open(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server was not ready after {READY_S:.0f} s")
