"""What the server does beside answering goes on, whatever becomes of one chore."""

import threading
from collections.abc import Callable

from api.chores import Chore, keep_doing
from knowledge.errors import LotseError


class Clock:
    """Gives the next moment each time it is read, and stops the work at the end."""

    def __init__(self, moments: list[float], stop: threading.Event) -> None:
        self._moments, self._stop = iter(moments), stop

    def __call__(self) -> float:
        moment = next(self._moments, None)
        if moment is None:
            self._stop.set()
            return 0.0
        return moment


def done(*chores: tuple[str, float, Callable[[], object]], moments: list[float]) -> list[str]:
    """Return the names of the chores in the order in which they were done."""
    order: list[str] = []

    def noted(name: str, do: Callable[[], object]) -> Callable[[], object]:
        def noting() -> object:
            order.append(name)
            return do()

        return noting

    stop = threading.Event()
    stop.wait = lambda timeout=None: stop.is_set()  # type: ignore[method-assign]  # no test waits a second
    keep_doing([Chore(name, every, noted(name, do)) for name, every, do in chores], stop, Clock(moments, stop))
    return order


def test_each_chore_is_done_at_once_and_then_at_its_own_pace() -> None:
    def nothing() -> None: ...

    assert done(("often", 1, nothing), ("seldom", 10, nothing), moments=[0, 0, 1, 1, 10, 10]) == [
        "often", "seldom", "often", "often", "seldom",
    ]  # fmt: skip


def test_a_chore_that_fails_stops_no_other_and_is_tried_again() -> None:
    def away() -> None:
        raise LotseError("Die Datenbank antwortet nicht.")

    def broken() -> None:
        raise RuntimeError

    order = done(("away", 1, away), ("broken", 1, broken), ("well", 1, lambda: 3), moments=[0, 0, 0, 1, 1, 1])
    assert order == ["away", "broken", "well"] * 2
