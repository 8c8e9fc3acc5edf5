"""Streams end when the server begins to stop, in whichever event loop they run, and close what they read from."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.stopping import Stopping
from tests.api.loops import in_a_loop


class Numbers:
    """Numbers from 0 on; after the last one it waits for ever, and it says how it ended."""

    def __init__(self, last: int) -> None:
        self.last, self.waits, self.closed = last, threading.Event(), False

    async def __call__(self) -> AsyncGenerator[int]:
        try:
            for number in range(self.last + 1):
                yield number
            self.waits.set()
            await asyncio.Event().wait()
        finally:
            self.closed = True


async def heard(stopping: Stopping, numbers: Numbers) -> list[int]:
    return [number async for number in stopping.until(numbers())]


def test_a_stream_that_waits_ends_when_the_server_stops_and_closes_what_it_read() -> None:
    stopping, numbers = Stopping(), Numbers(2)
    with ThreadPoolExecutor(1) as other_loop:
        listening = other_loop.submit(asyncio.run, heard(stopping, numbers))
        assert numbers.waits.wait(timeout=120)
        stopping.begin()
        assert listening.result(timeout=120) == [0, 1, 2]
    assert numbers.closed


def test_streams_of_several_loops_end_together() -> None:
    stopping, both = Stopping(), [Numbers(0), Numbers(1)]
    with ThreadPoolExecutor(2) as loops:
        listening = [loops.submit(asyncio.run, heard(stopping, numbers)) for numbers in both]
        assert all(numbers.waits.wait(timeout=120) for numbers in both)
        stopping.begin()
        assert [one.result(timeout=120) for one in listening] == [[0], [0, 1]]


def test_a_stream_that_begins_after_the_stop_is_empty() -> None:
    stopping = Stopping()
    stopping.begin()
    assert in_a_loop(heard(stopping, Numbers(3))) == []


def test_a_stream_ends_by_itself_and_leaves_nothing_behind() -> None:
    async def short() -> AsyncGenerator[int]:
        yield 1

    async def listen() -> tuple[list[int], int]:
        stopping = Stopping()
        said = [number async for number in stopping.until(short())]
        return said, len(asyncio.all_tasks())

    assert in_a_loop(listen()) == ([1], 1)


def test_what_breaks_in_a_stream_is_not_hidden() -> None:
    async def broken() -> AsyncGenerator[int]:
        yield 1
        raise LookupError("weg")

    async def listen() -> None:
        async for _ in Stopping().until(broken()):
            pass

    with pytest.raises(LookupError, match="weg"):
        in_a_loop(listen())


def test_who_leaves_closes_the_stream() -> None:
    async def leave(numbers: Numbers) -> bool:
        stream = Stopping().until(numbers())
        assert await anext(stream) == 0
        await stream.aclose()
        return numbers.closed

    assert in_a_loop(leave(Numbers(5)))
