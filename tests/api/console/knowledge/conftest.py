"""The Lotse behind the console, and its worker that reads sources."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from api.wiring import Lotse


@pytest.fixture
def lotse(console_app: FastAPI) -> Lotse:
    found: Lotse = console_app.state.serving.lotse
    return found


@pytest.fixture
def read(lotse: Lotse, wait_for: Callable[..., bool]) -> Callable[[], int]:
    """Wait until what was asked for since the last time is read, and return the number of that run.

    The application's own chores read what is due, too, and may be faster than we are.
    """
    runs = lotse.ingestion.runs
    seen = runs.listed(limit=1)[0].id

    def ended() -> bool:
        lotse.due.look()
        return runs.listed(limit=1)[0].id > seen and not runs.running()

    def work() -> int:
        nonlocal seen
        assert wait_for(ended, 90), (lotse.ingestion.origins.listed(), runs.listed(limit=3))
        seen = runs.listed(limit=1)[0].id
        return seen

    return work
