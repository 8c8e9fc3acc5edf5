"""What a reader would do that wants to use the network."""

import socket

from ingest.read import limits
from ingest.read.reading_process import confine
from knowledge.process import Line


def reach_out(line: Line) -> None:
    """Try to make a socket as a reader, and tell what came of it."""
    confine(limits.ADDRESS_SPACE_BYTES)
    try:
        socket.socket().close()
    except OSError as error:
        line.send(type(error).__name__)
    else:
        line.send("reached")
