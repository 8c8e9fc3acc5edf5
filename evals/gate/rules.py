"""What the gate asks and demands, read from TOML: a subset of question sets, thresholds, and how much may be lost."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.gate.errors import GateInvalid
from evals.questions import QuestionSet, SetQuestion, read_sets
from evals.run import Answered
from evals.shares import SHARES
from knowledge.documents import Text
from knowledge.errors import Problem

SHIPPED = Path(__file__).with_name("gate.toml")
Bound = Literal["at_least", "at_most"]
_REASONS = {
    "missing": "fehlt",
    "extra_forbidden": "gibt es hier nicht",
    "too_short": "darf nicht leer sein",
    "string_too_short": "darf nicht leer sein",
    "string_type": "muss Text sein",
    "float_type": "muss eine Zahl sein",
    "int_type": "muss eine ganze Zahl sein",
    "greater_than_equal": "ist zu klein",
    "less_than_equal": "ist zu groß",
    "tuple_type": "muss eine Liste sein",
    "model_type": "muss eine Tabelle sein",
    "date_type": "muss ein Datum sein (JJJJ-MM-TT, ohne Anführungszeichen)",
}


def _known(measure: str) -> str:
    if measure not in SHARES:
        raise ValueError(f"ist kein Maß, das sich je Frage sagen lässt; es gibt {', '.join(SHARES)}")
    return measure


Measure = Annotated[str, AfterValidator(_known)]  # what cannot be said of one question, like latency, is never gated
Names = Annotated[tuple[Text, ...], Field(strict=False)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Draw(_Table):
    """Which questions of a set are asked: the first, and each `every`-th from there. Appending to a set moves none."""

    file: Text
    every: int = Field(1, ge=1)


class Threshold(_Table):
    """The least or the most that a measure may be over the questions of some sets and classes; empty means all."""

    measure: Measure
    sets: Names = ()
    classes: Names = ()
    at_least: float | None = Field(None, ge=0, le=1)
    at_most: float | None = Field(None, ge=0, le=1)
    reason: Text

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("braucht entweder at_least oder at_most")
        return self

    @property
    def limit(self) -> tuple[Bound, float]:
        """Which way the measure is bounded, and by what."""
        return ("at_least", self.at_least) if self.at_least is not None else ("at_most", self.at_most or 0.0)

    def concerns(self, answer: Answered) -> bool:
        """Return whether a question is among those it is measured over."""
        kind = answer.question.kind or answer.question.style
        return (not self.sets or answer.set_name in self.sets) and (not self.classes or kind in self.classes)


class Hold(_Table):
    """How many questions may reach less in a measure than they are held to."""

    measure: Measure
    lost_at_most: int = Field(ge=0)
    reason: Text


class _File(_Table):
    today: date
    questions: tuple[Draw, ...] = Field(min_length=1, strict=False)
    thresholds: tuple[Threshold, ...] = Field(min_length=1, strict=False)
    held_file: Text = "held.jsonl"
    held: tuple[Hold, ...] = Field((), strict=False)


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked, each question with its date, and what is demanded of the answers."""

    sets: tuple[QuestionSet, ...]
    thresholds: tuple[Threshold, ...]
    holds: tuple[Hold, ...]
    held_file: Path


def read_gate(file: Path = SHIPPED) -> Gate:
    """Return the gate of a file; paths in it start at its folder. Raises GateInvalid, SetInvalid."""
    found = _read(file)
    sets = read_sets([file.parent / draw.file for draw in found.questions])
    drawn = tuple(
        QuestionSet(one.name, tuple(_dated(question, found.today) for question in one.questions[:: draw.every]))
        for one, draw in zip(sets, found.questions, strict=True)
    )
    return Gate(drawn, found.thresholds, found.held, file.parent / found.held_file)


def _dated(question: SetQuestion, today: date) -> SetQuestion:
    """Return the question with a date: whether a programme is still open must not depend on when the gate runs."""
    return question if question.today else question.model_copy(update={"today": today})


def _read(file: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        reason = f"lässt sich nicht lesen ({error.strerror})"
    except UnicodeDecodeError as error:
        reason = f"ist kein UTF-8-Text (Byte {error.start})"
    except tomllib.TOMLDecodeError as error:
        reason = f"ist kein gültiges TOML ({error})"
    except ValidationError as error:
        raise GateInvalid(_problems(file, error)) from error
    raise GateInvalid([Problem(str(file), "Datei", reason)])


def _problems(file: Path, error: ValidationError) -> list[Problem]:
    return [
        Problem(str(file), _place(one["loc"]), _reason(one["type"], one["msg"]))
        for one in error.errors(include_input=False, include_url=False)
    ]


def _place(parts: Sequence[int | str]) -> str:
    """Return where in the file, entries counted from 1.

    >>> _place(("thresholds", 0, "measure"))
    'thresholds 1 measure'
    """
    return " ".join(str(part + 1 if isinstance(part, int) else part) for part in parts)


def _reason(kind: str, message: str) -> str:
    if kind == "value_error":  # one of ours, and German
        return message.removeprefix("Value error, ")
    return _REASONS.get(kind, "hat keinen gültigen Wert")
