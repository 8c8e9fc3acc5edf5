"""Runs `lotse` in processes of their own that need not import everything first: each is forked from one that has.

What a command does is the same as when it is started by its name: own process, own environment and folder, own output,
the same `main`. Only the interpreter's start and the imports, two thirds of a short command, happen once. Commands that
change how the interpreter starts are started by their name; so are servers, and what is killed.
"""

import atexit
import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

READY = b"ready"
PREPARED = ("api.cli", "api.wiring", "api.upkeep", "api.cli_eval_run", "evals.run", "chromadb", "tantivy")


class Zygote:
    """A process that forks commands; made once for all tests of a worker."""

    def __init__(self, env: Mapping[str, str], place: Path) -> None:
        self._address = str(place / "zygote")
        self._process = subprocess.Popen([sys.executable, __file__, self._address], env=env, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == READY

    def run(self, args: Sequence[str], env: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Return what a command has said and how it has ended."""
        told = json.dumps({"args": list(args), "env": dict(env), "cwd": str(cwd)}).encode()
        with contextlib.ExitStack() as opened:
            door = opened.enter_context(socket.socket(socket.AF_UNIX))
            door.settimeout(300)
            door.connect(self._address)
            out, err = (opened.enter_context(tempfile.TemporaryFile()) for _ in range(2))
            nothing = opened.enter_context(Path(os.devnull).open())
            socket.send_fds(door, [len(told).to_bytes(8, "big")], [nothing.fileno(), out.fileno(), err.fileno()])
            door.sendall(told)
            status = int(door.recv(64))
            out.seek(0), err.seek(0)
            said, complained = out.read().decode(), err.read().decode()
        return subprocess.CompletedProcess(["lotse", *args], status, said, complained)

    def close(self) -> None:
        """End it; no command is running any more."""
        self._process.kill()
        self._process.communicate()


def serve(address: str) -> None:
    """Import everything, then fork a process for each command that comes in."""
    for name in PREPARED:
        __import__(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for commands
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        sys.stdout.buffer.write(READY + b"\n")
        sys.stdout.flush()
        while True:
            door, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _attend(door)
            door.close()


def _attend(door: socket.socket) -> None:
    """Run one command in a process of its own, and tell how it has ended."""
    head, fds, _, _ = socket.recv_fds(door, 8, 3)
    told = b""
    while len(told) < int.from_bytes(head, "big"):
        told += door.recv(1 << 20)
    child = os.fork()
    if child == 0:
        door.close()
        _become(json.loads(told), fds)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        door.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(told: Any, fds: list[int]) -> None:
    """Be the command, to its end."""
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["cwd"])
    sys.argv = ["lotse", *told["args"]]
    code = 1
    try:
        from api.cli import main

        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
