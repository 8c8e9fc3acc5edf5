"""Checks the values of a document's head, and says in German what is wrong with them."""

from collections.abc import Mapping

from pydantic import ValidationError

from knowledge.documents import FrontMatter
from knowledge.errors import DocumentInvalid, Problem

_REASONS = {
    "missing": "fehlt",
    "extra_forbidden": "ist kein bekanntes Feld",
    "string_type": "muss Text sein",
    "string_too_short": "darf nicht leer sein",
    "int_type": "muss eine ganze Zahl sein",
    "int_parsing": "muss eine ganze Zahl sein",
    "tuple_type": "muss eine Liste sein",
    "model_type": "muss ein Abschnitt mit Unterfeldern sein",
    "int_from_float": "muss eine ganze Zahl sein",
    "greater_than": "ist zu klein",
    "greater_than_equal": "ist zu klein",
    "less_than": "ist zu groß",
    "less_than_equal": "ist zu groß",
}


def checked_head(name: str, values: Mapping[str, object]) -> FrontMatter:
    """Return the head that `values` make. Raises DocumentInvalid naming `name`, and each field and reason."""
    try:
        return FrontMatter.model_validate(values)
    except ValidationError as error:
        raise DocumentInvalid(
            tuple(
                Problem(name, ".".join(map(str, e["loc"])) or "Kopf", _reason(e["type"], e["msg"], e.get("ctx")))
                for e in error.errors(include_input=False, include_url=False)
            )
        ) from error


def _reason(kind: str, message: str, context: dict[str, object] | None) -> str:
    if kind == "literal_error" and context:
        return f"muss eines sein von {context['expected']}".replace(" or ", " oder ")
    if kind == "string_pattern_mismatch":
        return "hat nicht die verlangte Form"
    if kind == "value_error":  # one of ours, and German
        return message.removeprefix("Value error, ")
    return "ist kein gültiges Datum" if kind.startswith("date") else _REASONS.get(kind, "hat keinen gültigen Wert")
