"""Many open conversations on one server: how long until the first statement, what fails, and what the server takes.

    python bench/streams.py --questions evals/sets/answerable.jsonl evals/sets/dialogues.jsonl

Starts a real `lotse serve`. Each conversation holds its stream of events open and asks one question per period, all of
them at moments of their own. A time counts from the moment the question was due, so a client that lags makes the
figures worse, never better; how far it lagged is printed too. Nothing is left out.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from math import ceil
from pathlib import Path
from typing import Any

from asking import Chat, Failed, Question, Times
from served import Served, Taken, served

WARM_UP = 100  # questions before the clock counts
LAG_S = 0.01  # how often the client looks whether it comes to its turn in time
SHARES = (0.5, 0.95, 0.99)
Talk = Sequence[Question]  # what is asked in a row; follow-ups come behind what they follow


@dataclass(frozen=True, slots=True)
class Plan:
    """How many conversations, how many of them never read, how often each asks and for how long, in seconds."""

    conversations: int
    slow: int
    period_s: float
    seconds: float


@dataclass(slots=True)
class Seen:
    """What came of a run."""

    times: list[Times] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    resent: int = 0  # requests whose kept connection the server had just closed
    unread: int = 0  # questions whose answer nobody read
    lags: list[float] = field(default_factory=list)
    took: list[Taken] = field(default_factory=list)
    client_cpu_s: float = 0.0
    seconds: float = 0.0


def talks_of(files: Sequence[Path]) -> list[Talk]:
    """Return what the question sets ask, a dialogue as one talk."""
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    said = [([*row.get("dialogue", []), row["question"]], row.get("profile")) for row in rows]
    return [tuple(Question(text, profile) for text in texts) for texts, profile in said]


async def measure(server: Served, talks: Sequence[Talk], plan: Plan) -> Seen:
    """Return what came of all conversations."""
    seen, rng = Seen(), random.Random(7)  # noqa: S311 - the same questions in each run
    before = time.process_time()
    begin = time.perf_counter() + 1.0
    chats = [Chat(server.port) for _ in range(plan.conversations)]
    asking = []
    for number, chat in enumerate(chats):
        own = cycle(question for talk in rng.sample(talks, len(talks)) for question in talk)
        start = begin + rng.uniform(0.0, plan.period_s)
        work = _never_read if number < plan.slow else _converse
        asking.append(work(chat, own, start, begin + plan.seconds, plan.period_s, seen))
    beside = [asyncio.create_task(_lag(seen)), asyncio.create_task(_watch(server, seen))]
    await asyncio.gather(*asking)
    for task in beside:
        task.cancel()
    seen.resent = sum(chat.resent for chat in chats)
    seen.seconds, seen.client_cpu_s = time.perf_counter() - begin, time.process_time() - before
    seen.took.append(server.taken())
    return seen


async def _converse(
    chat: Chat, questions: Iterator[Question], due: float, until: float, period_s: float, seen: Seen
) -> None:
    """Ask each question when it is due, or as soon as the one before is answered."""
    following: asyncio.Task[None] | None = None
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        try:
            seen.times.append(await chat.ask(next(questions), due))
        except Failed as error:
            seen.errors[str(error)] += 1
        due += period_s
        if following is None:  # a conversation that nobody knows yet has no stream
            following = asyncio.create_task(_follow(chat, seen))
    if following:
        following.cancel()
    chat.close()


async def _follow(chat: Chat, seen: Seen) -> None:
    try:
        await chat.follow()
    except Failed as error:
        seen.errors[str(error)] += 1


async def _never_read(
    chat: Chat, questions: Iterator[Question], due: float, until: float, period_s: float, seen: Seen
) -> None:
    held = []
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        held.append(await chat.ask_without_reading(next(questions)))
        seen.unread += 1
        due += period_s
    for one in held:
        one.close()


async def _lag(seen: Seen) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(LAG_S)
        seen.lags.append(time.perf_counter() - before - LAG_S)


async def _watch(server: Served, seen: Seen) -> None:
    while True:
        seen.took.append(server.taken())
        await asyncio.sleep(1.0)


async def warm_up(server: Served, talks: Sequence[Talk]) -> None:
    """Ask some questions one after the other, and let nothing count."""
    for talk in talks[:WARM_UP]:
        chat = Chat(server.port)
        for question in talk:
            await chat.ask(question, time.perf_counter())
        chat.close()


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Return p50, p95, p99 (nearest rank) and the largest, in milliseconds."""
    order = sorted(seconds)
    named = {f"p{round(share * 100)}": order[ceil(len(order) * share) - 1] for share in SHARES}
    return {name: round(value * 1000, 1) for name, value in (named | {"max": order[-1]}).items()}


def summary(seen: Seen, plan: Plan, load: Sequence[float]) -> dict[str, Any]:
    """Return the figures of a run; `load` is the machine's load average when it ended."""
    first, last = seen.took[0], seen.took[-1]
    asked = len(seen.times) + seen.errors.total() + seen.unread
    return {
        **asdict(plan),
        "questions": asked,
        "questions_per_s": round(asked / seen.seconds, 1),
        "answers_read": len(seen.times),
        "errors": dict(seen.errors),
        "resent": seen.resent,
        "first_event_ms": percentiles([one.first_event for one in seen.times]),
        "first_statement_ms": percentiles([one.first_statement for one in seen.times]),
        "reply_ms": percentiles([one.reply for one in seen.times]),
        "client_lag_ms": percentiles(seen.lags),
        "server_cpu_share": round((last.cpu_s - first.cpu_s) / seen.seconds, 3),
        "server_cpu_ms_per_question": round((last.cpu_s - first.cpu_s) / asked * 1000, 1),
        "client_cpu_share": round(seen.client_cpu_s / seen.seconds, 3),
        "server_rss_mb": {"start": first.rss_mb, "peak": max(t.rss_mb for t in seen.took), "end": last.rss_mb},
        "server_descriptors": max(t.descriptors for t in seen.took),
        "load_average": [round(one, 1) for one in load],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, nargs="+", required=True, help="question sets in JSON Lines")
    parser.add_argument("--conversations", type=int, default=300)
    parser.add_argument("--slow", type=int, default=0, help="how many of them never read")
    parser.add_argument("--period", type=float, default=10.0, help="seconds between two questions of a conversation")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--data", type=Path, help="data directory to serve; without it an empty one is made")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and return 1 when anything failed."""
    given = _arguments()
    talks = talks_of(given.questions)
    plan = Plan(given.conversations, given.slow, given.period, given.seconds)
    own = contextlib.nullcontext(given.data) if given.data else tempfile.TemporaryDirectory(prefix="lotse-streams-")
    with own as data, served(Path(data)) as server:
        asyncio.run(warm_up(server, talks))
        seen = asyncio.run(measure(server, talks, plan))
    found = summary(seen, plan, os.getloadavg())
    if given.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        sys.stdout.writelines(f"{name:28} {value}\n" for name, value in found.items())
    return 1 if seen.errors else 0


if __name__ == "__main__":
    sys.exit(main())
