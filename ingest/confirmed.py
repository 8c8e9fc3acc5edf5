"""How the values that an editor has confirmed enter a document's head and its digest. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import cast

Values = Mapping[str, object]  # by field; a dot leads into a part of the head: "funding.deadline"

_HALF = 32  # hex characters: one half of a digest speaks for what was read, the other for what was confirmed


def with_confirmed(values: Values, confirmed: Values) -> dict[str, object]:
    """Return a head's values with the confirmed ones in their place; None empties a field.

    A part that begins with a field of its own is completed as far as that says nothing: an unknown status.

    >>> with_confirmed({"id": "a", "title": "A"}, {"title": "B", "funding.level": "bund"})
    {'id': 'a', 'title': 'B', 'funding': {'status': 'unbekannt', 'level': 'bund'}}
    >>> with_confirmed({"as_of": "2024", "title": "A"}, {"as_of": None})
    {'title': 'A'}
    """
    merged = dict(values)
    for field, value in sorted(confirmed.items()):  # a whole part comes before its fields
        name, _, below = field.partition(".")
        merged[name] = with_confirmed(_part(name, merged), {below: value}) if below else value
    return {name: value for name, value in merged.items() if value is not None}


def digest_with(digest: str, confirmed: Values) -> str:
    """Return the digest of a document read from what has `digest`: its first half, then one of the confirmed values.

    So a confirmation can be put into a document's digest without reading its source again, and the next sync finds
    what it computes itself. The digest may be one that this has returned.

    >>> read = digest_with("ab" * 32, {})
    >>> told = digest_with(read, {"title": "A"})
    >>> read[:32] == told[:32], read == told, digest_with(told, {}) == read
    (True, False, True)
    """
    told = json.dumps(dict(confirmed), sort_keys=True, ensure_ascii=False)
    return digest[:_HALF] + hashlib.sha256(told.encode()).hexdigest()[:_HALF]


def _part(name: str, values: Values) -> Values:
    part = values.get(name)
    begun: Values = {"status": "unbekannt"} if name == "funding" else {}
    return cast("Values", part) if isinstance(part, Mapping) else begun
