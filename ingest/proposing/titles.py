"""Finds the document that bears a title among all that are filed."""

from functools import cached_property

from knowledge.german import words
from knowledge.registry import Registry


class Titles:
    """The titles of a registry's documents, read when the first is asked for. Make one per run."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def __call__(self, title: str) -> str | None:
        """Return the id of the one document that bears a title, however it is spelt; None for none or several."""
        found = self._ids.get(_key(title), ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        ids: dict[str, tuple[str, ...]] = {}
        for key, head in sorted(self._registry.heads(sorted(self._registry.known())).items()):
            ids[_key(head.title)] = (*ids.get(_key(head.title), ()), key)
        return ids


def _key(title: str) -> str:
    return " ".join(words(title))
