"""Reads a filled-in form as a browser sends it, and says field by field what is missing and what to do."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from assistant.people.fields import FormField, Input, fields_of
from assistant.people.forms import FORM, PEOPLE, PHONE_PATTERN, SHORT, SLOTS, Form
from assistant.people.kinds import Kind
from knowledge.documents import DocumentId
from knowledge.errors import LotseError
from knowledge.german import clean

AHEAD = timedelta(days=366)  # a day further off is a slip of the finger

_DOCUMENT: TypeAdapter[str] = TypeAdapter(DocumentId)
_HOW_TO_SEPARATE = re.compile(r"[\n,;]+")
_CONTROL = re.compile(r"[^\S\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class FormInvalid(LotseError):
    """A form cannot be taken as it is; `errors` maps the name of a field to one German sentence."""

    code = "form_invalid"
    exit_code = 2

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def read_form(kind: Kind, values: Mapping[str, str], today: date) -> Form:
    """Return the form of a kind, made from the fields of `fields_of`; other fields are left alone.

    Raises FormInvalid with every field that has to change.
    """
    fields = fields_of(kind, today)
    typed = {field.name: _plain(values.get(field.name, "")) for field in fields}
    errors = {field.name: said for field in fields if (said := _wrong(field, typed[field.name]))}
    if kind is Kind.CONSULTATION:
        errors |= {name: said for name, said in _wrong_slots(typed, today).items() if name not in errors}
    if kind is Kind.WORKSHOP and "municipalities" not in errors:
        errors |= _wrong_municipalities(typed["municipalities"])
    if errors:
        raise FormInvalid({field.name: errors[field.name] for field in fields if field.name in errors})
    return FORM.validate_python({"kind": kind, **_nested(kind, typed)})


def _plain(text: str) -> str:
    lines = _CONTROL.sub(" ", clean(text.replace("\r\n", "\n"))).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _wrong(field: FormField, value: str) -> str | None:
    """Return what is wrong with one field by itself."""
    if not value:
        return _MISSING[field.input] if field.required else None
    if len(value) > field.longest:
        return f"Bitte kürzen Sie auf {field.longest:,} Zeichen; es sind {len(value):,}.".replace(",", ".")
    if field.choices:
        return None if value in {choice.value for choice in field.choices} else _MISSING["select"]
    return None if _readable(field.input, value) else _UNREADABLE[field.input]


def _readable(kind: Input, value: str) -> bool:
    match kind:
        case "date":
            return _day(value) is not None
        case "number":
            return value.isascii() and value.isdigit() and 2 <= int(value) <= PEOPLE
        case "tel":
            return re.fullmatch(PHONE_PATTERN, value) is not None
        case "hidden":
            return _is_document(value)
        case _:
            return True


_AGAIN = "Bitte beginnen Sie noch einmal bei dem Fallbeispiel, um das es geht."
_NUMBER = f"Bitte geben Sie eine Zahl von 2 bis {PEOPLE} an, in Ziffern."
_MISSING: dict[Input, str] = {
    "text": "Bitte füllen Sie dieses Feld aus.",
    "textarea": "Bitte füllen Sie dieses Feld aus.",
    "number": _NUMBER,
    "date": "Bitte wählen Sie einen Tag.",
    "select": "Bitte wählen Sie eine der Möglichkeiten.",
    "hidden": _AGAIN,
}
_UNREADABLE: dict[Input, str] = {
    "number": _NUMBER,
    "date": "Diesen Tag gibt es nicht. Bitte wählen Sie ihn im Kalender, oder schreiben Sie ihn so: 31.01.2027.",
    "tel": "Bitte geben Sie die Nummer nur mit Ziffern an, zum Beispiel 0561 123456.",
    "hidden": _AGAIN,
}


def _wrong_slots(typed: Mapping[str, str], today: date) -> dict[str, str]:
    """Return which slots have gone by, are half filled in or were named before."""
    errors, seen = {}, set()
    for n in range(1, SLOTS + 1):
        named = f"slot_{n}_day", f"slot_{n}_part"
        day, part = typed[named[0]], typed[named[1]]
        given = _day(day), part
        if part and not day:
            errors[named[0]] = "Bitte wählen Sie einen Tag, oder lassen Sie die Tageszeit leer."
        elif day and not part:
            errors[named[1]] = "Bitte wählen Sie die Tageszeit, oder lassen Sie den Tag leer."
        elif (on := given[0]) and not today < on <= today + AHEAD:
            errors[named[0]] = "Bitte wählen Sie einen Tag ab morgen, höchstens ein Jahr im Voraus."
        elif on and given in seen:
            errors[named[0]] = "Diesen Termin haben Sie schon vorgeschlagen. Bitte wählen Sie einen anderen."
        seen.add(given)
    return errors


def _wrong_municipalities(typed: str) -> dict[str, str]:
    names = _municipalities(typed)
    if len({name.casefold() for name in names}) < 2:
        return {"municipalities": "Bitte nennen Sie mindestens zwei Kommunen, jede in einer eigenen Zeile."}
    if len(names) > 50 or any(len(name) > SHORT for name in names):
        return {"municipalities": f"Bitte nennen Sie höchstens 50 Kommunen, jede mit höchstens {SHORT} Zeichen."}
    return {}


def _municipalities(typed: str) -> tuple[str, ...]:
    names = (name.strip() for name in _HOW_TO_SEPARATE.split(typed))
    return tuple({name.casefold(): name for name in names if name}.values())


def _nested(kind: Kind, typed: dict[str, str]) -> dict[str, object]:
    """Return the fields as the form of the kind knows them."""
    if kind is Kind.CONSULTATION:
        slots = [(typed[f"slot_{n}_day"], typed[f"slot_{n}_part"]) for n in range(1, SLOTS + 1)]
        flat = {name: value or None for name, value in typed.items() if not name.startswith("slot_")}
        return {**flat, "slots": tuple({"day": _day(day), "part": part} for day, part in slots if day)}
    if kind is Kind.WORKSHOP:
        return {**typed, "municipalities": _municipalities(typed["municipalities"])}
    return {**typed}


def _is_document(value: str) -> bool:
    try:
        return bool(_DOCUMENT.validate_python(value))
    except ValidationError:
        return False


def _day(value: str) -> date | None:
    """Return the day that a date field sends, or that somebody typed where there is no calendar to choose from."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None
