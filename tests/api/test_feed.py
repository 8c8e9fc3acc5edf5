"""All who listen share one look; each hears of what it follows, the newest only, and nothing else."""

import asyncio
from collections.abc import Callable, Iterator, Mapping

import pytest

from api.feed import Feed, FeedFull
from api.store.upgrading import StoreUnavailable
from tests.api.loops import in_a_loop

Look = Callable[[frozenset[str]], Mapping[str, int]]


def feed_over(look: Look, *, most: int = 9, unchanged_too: bool = False, every_s: float = 0.01) -> Feed[int]:
    return Feed("test feed", look, most, "Voll.", every_s, unchanged_too)


def following(*sights: Mapping[str, int] | None) -> Look:
    """Return a look that sees one after the other, the last one for ever; None is a database that fails."""
    coming: Iterator[Mapping[str, int] | None] = iter(sights)

    def look(_: frozenset[str]) -> Mapping[str, int]:
        seen = next(coming, sights[-1])
        if seen is None:
            raise StoreUnavailable("weg")
        return seen

    return look


async def next_of(sights: asyncio.Queue[int | None]) -> int | None:
    return await asyncio.wait_for(sights.get(), 20)


def test_a_database_that_fails_once_does_not_end_the_feed() -> None:
    async def listen() -> int | None:
        async with feed_over(following(None, {"": 1})).listening() as heard:
            return await next_of(heard)

    assert in_a_loop(listen()) == 1


def test_all_listeners_share_one_look_and_none_is_left_when_they_go() -> None:
    looks: list[frozenset[str]] = []

    def look(keys: frozenset[str]) -> Mapping[str, int]:
        looks.append(keys)
        return {key: len(looks) for key in keys}

    async def listen() -> list[int | None]:
        feed = feed_over(look, most=2, every_s=60)
        async with feed.listening("a") as one, feed.listening("b") as two:
            with pytest.raises(FeedFull):
                await feed.listening("c").__aenter__()
            heard = [await next_of(queue) for queue in (one, two)]
        await asyncio.sleep(0)
        assert [task for task in asyncio.all_tasks() if task.get_name() == "test feed"] == []
        return heard

    assert in_a_loop(listen()) == [1, 1]
    assert looks == [frozenset("ab")]


def test_only_what_differs_is_told_and_what_is_gone_as_none() -> None:
    async def listen(feed: Feed[int]) -> list[int | None]:
        async with feed.listening("a") as heard:
            return [await next_of(heard) for _ in range(3)]

    sights = [{"a": 1}, {"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 2}, {}]
    assert in_a_loop(listen(feed_over(following(*sights)))) == [1, 2, None]
    assert in_a_loop(listen(feed_over(following(*sights), unchanged_too=True))) == [1, 1, 2]


def test_who_is_slow_gets_the_newest_and_keeps_no_more_than_that() -> None:
    numbers = iter(range(1, 10_000))

    async def listen() -> tuple[int, bool]:
        feed = feed_over(lambda _: {"": next(numbers)}, every_s=0)
        async with feed.listening() as slow, feed.listening() as quick:
            heard = [await next_of(quick) for _ in range(50)]
            size, kept = slow.qsize(), slow.get_nowait()
        return size, (kept or 0) >= (heard[-1] or 0) >= 50

    assert in_a_loop(listen()) == (1, True)


def test_who_comes_during_a_look_is_not_told_by_it() -> None:
    async def listen() -> int | None:
        begun, late = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def look(keys: frozenset[str]) -> Mapping[str, int]:
            loop.call_soon_threadsafe(begun.set)
            if "late" not in keys:
                asyncio.run_coroutine_threadsafe(late.wait(), loop).result(timeout=120)
            return dict.fromkeys(keys, 7)

        feed = feed_over(look)
        async with feed.listening("early") as early:
            await begun.wait()
            async with feed.listening("late") as heard:
                late.set()
                await next_of(early)
                return await next_of(heard)

    assert in_a_loop(listen()) == 7
