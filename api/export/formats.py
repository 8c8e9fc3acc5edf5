"""The formats of a plan by name: media type, file ending and the function that writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

from api.export.calendar import ics_of
from api.export.markdown import markdown_of
from api.export.table import csv_of
from api.export.word import docx_of
from assistant.roadmap.values import Plan

FormatName = Literal["json", "markdown", "docx", "ics", "csv"]
_PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)


@dataclass(frozen=True, slots=True)
class Format:
    """How a plan is written; `write` takes the plan and the start date, which only the calendar minds."""

    media_type: str
    ending: str
    write: Callable[[Plan, date | None], bytes]


FORMATS: dict[FormatName, Format] = {
    "json": Format("application/json", "json", lambda plan, _start: _PLAN.dump_json(plan, indent=2)),
    "markdown": Format("text/markdown; charset=utf-8", "md", lambda plan, _start: markdown_of(plan).encode()),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
        lambda plan, _start: docx_of(plan),
    ),
    "ics": Format("text/calendar; charset=utf-8", "ics", ics_of),
    "csv": Format("text/csv; charset=utf-8", "csv", lambda plan, _start: csv_of(plan)),
}  # fmt: skip


def read_plan(data: bytes | Mapping[str, Any]) -> Plan:
    """Return the plan that was written as JSON, or its parsed JSON. Raises pydantic.ValidationError."""
    return _PLAN.validate_json(data) if isinstance(data, bytes) else _PLAN.validate_python(data)
