"""Reads the fields by which an asker says how to be reached, as a browser sends them."""

from collections.abc import Mapping

from pydantic import ValidationError

from api.handoff_schema import ContactIn

_MENDS = {
    "name": "Bitte geben Sie den Namen in einer Zeile an, höchstens 100 Zeichen.",
    "email": "Bitte geben Sie eine Adresse an, zum Beispiel name@gemeinde.de.",
    "consent": "Bitte willigen Sie ein, oder lassen Sie die Adresse leer.",
}
FIELDS = ("name", "email", "consent")


def read_contact(values: Mapping[str, str]) -> tuple[ContactIn | None, dict[str, str]]:
    """Return the contact, None when no address was given, and what is wrong by field in German."""
    name, email = (values.get(field, "").strip() for field in ("name", "email"))
    if not email:
        return None, {"email": _MENDS["email"]} if name or values.get("consent") else {}
    try:
        consent = values.get("consent") == "yes"
        return ContactIn.model_validate({"name": name or None, "email": email, "consent": consent}), {}
    except ValidationError as error:
        return None, {field: _MENDS[field] for one in error.errors() for field in map(str, one["loc"][:1])}
