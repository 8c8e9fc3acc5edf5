"""Makes the head of a document of a record's columns; what does not fit stays in the text."""

from collections.abc import Mapping as Values

from pydantic import ValidationError

from ingest.read.columns import IGNORED, KEY, PUBLISHER, TEXT, TITLE
from ingest.read.field_values import value_of
from ingest.read.mapping import Mapping
from knowledge.documents import FrontMatter

_NO_FIELDS = frozenset({KEY, TEXT, IGNORED})
_NEEDED = {"municipality": ("name", "state", "type"), "funding": ("level", "status")}


def head_of(
    values: Values[str, str], fields: Values[str, str], mapping: Mapping
) -> tuple[dict[str, object], list[str]]:
    """Return the values of the head by field ("municipality.name"), and what is wrong with columns that were mapped."""
    head: dict[str, object] = dict(mapping.always)
    wrong = []
    for column, text in values.items():
        field = fields.get(column)
        if field is None or field in _NO_FIELDS:
            continue
        try:
            head[field] = value_of(field, text)
        except ValueError as error:
            if column in mapping.columns:
                wrong.append(f"„{text[:80]}“ in „{column}“ {error} und steht nur im Text")
    for group, needed in _NEEDED.items():
        if any(f"{group}.{name}" not in head for name in needed):
            head = {field: value for field, value in head.items() if not field.startswith(f"{group}.")}
    if PUBLISHER in head and "url" not in head:
        del head[PUBLISHER]  # a source has an address; without one its publisher is said in the text
    return head, wrong


def fitting(title: str, head: Values[str, object]) -> tuple[dict[str, object], list[str]]:
    """Return the fields as a document's head has them, those left out that it does not take, and a note on each."""
    told = _nested(title, head)
    left_out: list[str] = []
    while told:
        try:
            FrontMatter.model_validate({"id": "neu", "kind": "page", "title": title} | told)
        except ValidationError as error:
            misfits = {str(e["loc"][0]) if e["loc"] else "kind" for e in error.errors(include_url=False)} & set(told)
            if not misfits:  # what is missing cannot be left out
                return {}, [*left_out, "die Angaben ergeben zusammen keinen gültigen Kopf"]
            left_out += [f"„{field}“ passt so nicht in den Kopf und fehlt dort" for field in sorted(misfits)]
            told = {field: value for field, value in told.items() if field not in misfits}
        else:
            break
    return told, left_out


def _nested(title: str, head: Values[str, object]) -> dict[str, object]:
    told: dict[str, object] = {}
    for field, value in head.items():
        group, _, name = field.partition(".")
        if name:
            inner = told.setdefault(group, {})
            assert isinstance(inner, dict)
            inner[name] = value
        elif field not in (PUBLISHER, TITLE):
            told[field] = value
    if PUBLISHER in head:
        told["sources"] = [{"title": title, "url": head["url"], "publisher": head[PUBLISHER]}]
    return told
