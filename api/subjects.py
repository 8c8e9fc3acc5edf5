"""Tells follow-up questions what a document is about."""

from assistant.conversation.followups import Subject
from knowledge.registry import Registry


class Subjects:
    """Tells follow-ups what a document is about."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def subject(self, document_id: str) -> Subject | None:
        """Return its title and place; None when the document is gone."""
        head = self._registry.heads([document_id]).get(document_id)
        place = head.municipality if head else None
        return Subject(head.title, place.name if place else None) if head else None
