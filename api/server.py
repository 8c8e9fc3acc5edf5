"""Starts the HTTP service: owns the data directory, binds the port, opens the knowledge in the background."""

import logging
import socket
import sys

import uvicorn

from api.app import create_app
from api.serving import Serving
from api.settings import Settings
from api.stopping import Stopping
from api.terminal import progress_bar
from api.wiring import opened
from knowledge.errors import LotseError
from knowledge.owner import ownership


class PortTaken(LotseError):
    """Nothing can listen at this address."""

    code = "port_taken"


class StoppingServer(uvicorn.Server):
    """Tells the application that it stops before it waits for the connections that are open."""

    def __init__(self, config: uvicorn.Config, stopping: Stopping) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: first the streams, then everything else."""
        self._stopping.begin()
        await super().shutdown(sockets)


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped. Raises IndexOwned, IndexUnavailable, PortTaken."""
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with (
        ownership(settings.knowledge.data_dir, address, timeout_s=2.0),
        _bound(host, port) as listening,
        progress_bar() as progress,
    ):
        app = create_app(
            Serving(lambda: opened(settings, progress)), settings.api.origins, settings.knowledge.data_dir / "widget"
        )
        print(f"Lotse startet: {address}", file=sys.stderr)
        # No access log: a query string would put the asker's words into the log.
        config = uvicorn.Config(app, access_log=False, log_level="warning", timeout_graceful_shutdown=10)
        StoppingServer(config, app.state.stopping).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(
            f"Unter {host}:{port} kann Lotse nicht lauschen ({error.strerror}). "
            "Beenden Sie das andere Programm oder setzen Sie LOTSE_PORT."
        ) from error
