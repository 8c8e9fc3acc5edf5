"""Runs `lotse` in processes of their own that need not import everything first: each is forked from one that has.

What a command does is the same as when it is started by its name: own process, own environment and folder, own output,
the same `main`. Only the interpreter's start and the imports, two thirds of a short command and half of a server's
start, happen once. Commands that change how the interpreter starts are started by their name.
"""

import atexit
import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

READY = b"ready"
NUMBER = 8  # bytes
PREPARED = ("api.cli", "api.server", "api.wiring", "api.upkeep", "api.cli_eval_run", "evals.run", "chromadb", "tantivy")


class Process:
    """A command in a process of its own, which may be killed; of `subprocess.Popen`, what the tests ask of it."""

    def __init__(self, door: socket.socket, stderr: IO[str] | None) -> None:
        self._door = door
        self.stderr = stderr
        self.returncode: int | None = None
        self.pid = self._told()

    def wait(self, timeout: float) -> int:
        """Return how it has ended: its code, or the signal below zero. Raises TimeoutError after so many seconds."""
        if self.returncode is None:
            if not select.select([self._door], [], [], timeout)[0]:
                raise TimeoutError(f"{self.pid} runs after {timeout} seconds")
            self.returncode = self._told()
        return self.returncode

    def poll(self) -> int | None:
        """Return how it has ended, None while it runs."""
        with contextlib.suppress(TimeoutError):
            return self.wait(0)
        return None

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Kill it if it still runs."""
        self.kill()
        self.wait(60)
        self._door.close()
        if self.stderr:
            self.stderr.close()

    def _told(self) -> int:
        told = self._door.recv(NUMBER)
        assert len(told) == NUMBER, "the process that forks has ended"
        return int.from_bytes(told, "big", signed=True)


class Zygote:
    """A process that forks commands; made once for all tests of a worker."""

    def __init__(self, env: Mapping[str, str], place: Path) -> None:
        self._address = str(place / "zygote")
        self._process = subprocess.Popen([sys.executable, __file__, self._address], env=env, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == READY

    def run(self, args: Sequence[str], env: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Return what a command has said and how it has ended."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            with contextlib.closing(self._forked(args, env, cwd, (out.fileno(), err.fileno()))) as process:
                status = process.wait(300)
            out.seek(0), err.seek(0)
            said, complained = out.read().decode(), err.read().decode()
        return subprocess.CompletedProcess(["lotse", *args], status, said, complained)

    def start(self, args: Sequence[str], env: Mapping[str, str], cwd: Path, log: Path | None) -> Process:
        """Return a command that has begun; its messages are in the log, or else to be read as they come."""
        with Path(os.devnull).open("wb") as nothing:
            if log:
                with log.open("wb") as messages:
                    return self._forked(args, env, cwd, (nothing.fileno(), messages.fileno()))
            end, messages_to = os.pipe()
            try:
                return self._forked(args, env, cwd, (nothing.fileno(), messages_to), os.fdopen(end, encoding="utf-8"))
            finally:
                os.close(messages_to)

    def _forked(
        self,
        args: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        outputs: tuple[int, int],
        stderr: IO[str] | None = None,
    ) -> Process:
        told = json.dumps({"args": list(args), "env": dict(env), "cwd": str(cwd)}).encode()
        door = socket.socket(socket.AF_UNIX)
        door.connect(self._address)
        with Path(os.devnull).open() as nothing:
            socket.send_fds(door, [len(told).to_bytes(NUMBER, "big")], [nothing.fileno(), *outputs])
        door.sendall(told)
        return Process(door, stderr)

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
    head, fds, _, _ = socket.recv_fds(door, NUMBER, 3)
    told = b""
    while len(told) < int.from_bytes(head, "big"):
        told += door.recv(1 << 20)
    child = os.fork()
    if child == 0:
        door.close()
        _become(json.loads(told), fds)
    for fd in fds:
        os.close(fd)
    door.sendall(child.to_bytes(NUMBER, "big"))
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        door.sendall(os.waitstatus_to_exitcode(status).to_bytes(NUMBER, "big", signed=True))
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
