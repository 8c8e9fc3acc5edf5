"""Suggests questions that Lotse really answers: each is asked first, of parts that keep nothing and ask no model."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from api.keeping_nothing import keeping_nothing
from assistant.composing.draft import at_once
from assistant.composing.extractive import compose
from assistant.conversation.followups import standalone
from assistant.messages import Outcome, Question
from assistant.parts import Parts
from assistant.pipeline import reply_to
from assistant.suggestions import Suggestion, Wish, suggested
from knowledge.documents import FrontMatter, Topic
from knowledge.places import Gazetteer
from knowledge.profile import Profile
from knowledge.registry import Registry

COUNT = 6
_GOOD = (Outcome.ANSWERED, Outcome.PARTIAL)


@dataclass
class _Sheet:
    """What was found out for one day and one state of the documents."""

    revision: int
    day: date
    heads: tuple[FrontMatter, ...]
    texts: dict[Wish, tuple[str, ...]] = field(default_factory=dict)
    answered: dict[tuple[str, str | None], bool] = field(default_factory=dict)


class Suggesting:
    """Finds out once per day and revision of the documents; a first request takes some tenths of a second."""

    def __init__(self, registry: Registry, parts: Parts) -> None:
        self._registry = registry
        self._parts = replace(keeping_nothing(parts), compose=at_once(compose), rewrite=standalone)
        self._lock = threading.Lock()
        self._sheet: _Sheet | None = None

    def texts(self, topic: Topic | None = None, state: str | None = None) -> tuple[str, ...]:
        """Return up to six questions for today. Raises RegistryUnavailable."""
        revision, wish = self._registry.revision(), Wish(self._parts.today(), topic, state)
        known = self._sheet
        if known and known.revision == revision and wish in known.texts:
            return known.texts[wish]
        with self._lock:  # who comes at the same moment waits for the first one's findings
            sheet = self._current(revision, wish.day)
            if wish not in sheet.texts:
                found = suggested(sheet.heads, wish, self._places, self._asker(sheet, state), COUNT)
                sheet.texts[wish] = tuple(one.text for one in found)
            return sheet.texts[wish]

    @property
    def _places(self) -> Gazetteer:
        return self._parts.reading.places

    def _current(self, revision: int, day: date) -> _Sheet:
        if self._sheet is None or (self._sheet.revision, self._sheet.day) != (revision, day):
            heads = self._registry.heads(sorted(self._registry.known()))
            self._sheet = _Sheet(revision, day, tuple(heads.values()))
        return self._sheet

    def _asker(self, sheet: _Sheet, state: str | None) -> Callable[[Suggestion], bool]:
        def answers(one: Suggestion) -> bool:
            asked = one.text, state
            if asked not in sheet.answered:
                reply = reply_to(Question(one.text, Profile(state)), self._parts)
                own = any(source.document_id == one.document.id for source in reply.sources)
                sheet.answered[asked] = own and reply.outcome in _GOOD
            return sheet.answered[asked]

        return answers
