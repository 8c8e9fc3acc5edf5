"""Keeps this Python process off the network: loopback only, and every other attempt is written to OUTBOUND_LOG.

Python imports it by its name in any process that has this folder in PYTHONPATH; tests/conftest.py runs it for pytest.
Sees what goes through Python's socket module, not what compiled libraries do on their own.
"""

import ipaddress
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

_NAMED = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})  # the first argument is a host
_ADDRESSED = frozenset({"socket.connect", "socket.sendto"})  # a socket and an address
_LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost"})


def forbid_outbound(record: Callable[[str], object]) -> None:
    """Refuse every way off this machine from now on, for good, and tell `record` of each attempt."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") and (host := _outside(event, arguments)):
            record(f"{event} {host}")
            raise AssertionError(f"a test tried to reach {host} ({event})")

    sys.addaudithook(refuse)


def _outside(event: str, arguments: tuple[object, ...]) -> str:
    """Return the host an event wants to reach, "" when it stays on this machine."""
    host: object = None
    if event in _NAMED:
        host = arguments[0]
    elif event in _ADDRESSED:
        opened, address = arguments
        if isinstance(opened, socket.socket) and opened.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return "" if name in _LOCAL_NAMES or _is_here(name) else name


def _is_here(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _write(line: str) -> None:
    with Path(os.environ["OUTBOUND_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")


if "OUTBOUND_LOG" in os.environ:
    forbid_outbound(_write)
