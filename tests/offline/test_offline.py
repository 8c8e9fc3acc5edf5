"""No test leaves this machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def test_this_process_cannot_ask_for_a_name(outbound: list[str]) -> None:
    with pytest.raises(AssertionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)
    assert outbound.pop() == "socket.getaddrinfo example.org"


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")])
def test_this_process_cannot_connect_to_an_address(family: int, address: str, outbound: list[str]) -> None:
    with socket.socket(family) as opened, pytest.raises(AssertionError, match=address):
        opened.connect((address, 80))
    assert outbound.pop() == f"socket.connect {address}"


def test_loopback_stays_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_an_attempt_is_recorded_even_where_the_error_is_swallowed(outbound: list[str]) -> None:
    try:
        socket.create_connection(("example.org", 443))
    except Exception:
        outcome = "swallowed"
    assert (outcome, outbound.pop()) == ("swallowed", "socket.getaddrinfo example.org")


def test_a_subprocess_cannot_leave_either_and_leaves_a_record(offline_env: dict[str, str], tmp_path: Path) -> None:
    env = {**offline_env, "OUTBOUND_LOG": str(tmp_path / "attempts")}
    code = "import socket; socket.create_connection(('example.org', 443))"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert "a test tried to reach example.org" in done.stderr
    assert (tmp_path / "attempts").read_text() == "socket.getaddrinfo example.org\n"


def test_a_subprocess_knows_no_setting_of_the_machine_it_runs_on(offline_env: dict[str, str]) -> None:
    assert [name for name in offline_env if name.upper().startswith("LOTSE_")] == []
    assert offline_env["PATH"] == os.environ["PATH"]
