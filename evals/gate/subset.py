"""Picks the gate's questions out of a kept run. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from evals.gate.errors import GateInvalid, counted
from evals.gate.held import Key
from evals.gate.rules import Gate
from evals.questions import SetQuestion
from evals.run import Answered
from knowledge.errors import Problem


def picked(answered: Sequence[Answered], gate: Gate) -> tuple[Answered, ...]:
    """Return the answers to the gate's questions, in the gate's order, with what is expected of them now.

    Raises GateInvalid when some were not asked, or in other words or for another asker.
    """
    there = {answer.key: answer for answer in answered}
    wanted = {(one.name, question.id): question for one in gate.sets for question in one.questions}
    missing = [key for key in wanted if key not in there]
    otherwise = [key for key in wanted if key in there and not _same(there[key].question, wanted[key])]
    problems = [*_problem("nicht gestellt", missing), *_problem("anders gestellt als im Fragensatz", otherwise)]
    if problems:
        raise GateInvalid(problems)
    return tuple(replace(there[key], question=question) for key, question in wanted.items())


def _same(asked: SetQuestion, wanted: SetQuestion) -> bool:
    """Return whether the assistant was told the same; the day apart, which only counts where the set gives one."""
    return (asked.question, asked.dialogue, asked.asker) == (wanted.question, wanted.dialogue, wanted.asker)


def _problem(what: str, keys: Sequence[Key]) -> list[Problem]:
    return [Problem("Lauf", "Fragen", f"{what}: {counted(keys)}")] if keys else []
