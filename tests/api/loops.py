"""Runs coroutines of a test in a thread with an event loop of its own; the browser of other tests has one in this."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; it may take thirty seconds."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, work).result(timeout=120)
