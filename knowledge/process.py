"""A function of ours in a fresh Python process, with messages to it and back.

Unlike with multiprocessing, the caller's main module is not imported again: a script that uses Lotse needs no guard.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from knowledge.process import serve; serve()"


class Line:
    """Messages to a process and from it; both ends are ours, so pickle is safe."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    def send(self, message: Any) -> None:
        """Send a message; waits while the other end is busy. Raises OSError when the other end is gone."""
        pickle.dump(message, self._outgoing, protocol=5)
        self._outgoing.flush()

    def receive(self) -> Any:
        """Return the next message. Raises EOFError when there will be none."""
        try:
            return pickle.load(self._incoming)  # noqa: S301 - from our own process
        except pickle.UnpicklingError as error:  # cut off in the middle
            raise EOFError from error

    def close(self) -> None:
        """Let the other end know that nobody listens any more."""
        for end in (self._outgoing, self._incoming):
            with suppress(OSError):  # what was still to be flushed has no reader
                end.close()


@contextmanager
def started(function: Callable[..., None], *arguments: Any) -> Iterator[Line]:
    """Run `function(line, *arguments)` in a fresh process while inside; give the other end of its line.

    At the end the process is waited for: it has to return once its line is closed.
    """
    process = subprocess.Popen([sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdin is not None
    assert process.stdout is not None
    line = Line(process.stdout, process.stdin)
    try:
        line.send(sys.path)
        line.send((function, arguments))
        yield line
    finally:
        line.close()
        process.wait()


def serve() -> None:
    """Be the fresh process: do what the first message says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; once it is gone, the line is closed
    line = Line(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # whatever prints must not speak into the line
    function, arguments = line.receive()
    with suppress(BrokenPipeError):
        function(line, *arguments)
        line.close()
