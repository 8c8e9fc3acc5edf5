"""Offers an editor what a document's head could say: by rules, and by a language model where there is one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ingest.proposing.by_model import Model
from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.proposing.succession import Finder
from ingest.read.extract import Extract
from knowledge.documents import Document

FAILURES = 2  # in a row, after which a model is left alone for the rest of the run: a sync must not wait for it


class Offering:
    """Proposes for the documents of one run; a failing or slow model leaves the rules' proposals."""

    def __init__(self, find: Finder, today: Callable[[], date], model: Model | None = None) -> None:
        self._find, self._today, self._model = find, today, model
        self._failures = 0

    def __call__(self, extract: Extract, document: Document) -> tuple[Proposal, ...]:
        """Return the proposals for a document as it is filed: without passages that are held back."""
        asked = self._asked if self._model else None
        return proposed(extract, document, self._today(), self._find, asked)

    def _asked(self, system: str, user: str, schema: dict[str, Any], tokens: int, seconds: float) -> str | None:
        if self._model is None or self._failures >= FAILURES:
            return None
        reply = self._model(system, user, schema, tokens, seconds)
        self._failures = self._failures + 1 if reply is None else 0
        return reply
