"""Offers an editor what a document's head could say: by rules, and by a language model where there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ingest.proposing.by_model import Model
from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.proposing.succession import Finder
from ingest.read.extract import Extract
from knowledge.documents import Document


@dataclass(frozen=True, slots=True)
class Offering:
    """Proposes for the documents of one run; a failing model leaves the rules' proposals."""

    find: Finder
    today: Callable[[], date]
    model: Model | None = None

    def __call__(self, extract: Extract, document: Document) -> tuple[Proposal, ...]:
        """Return the proposals for a document as it is filed: without passages that are held back."""
        return proposed(extract, document, self.today(), self.find, self.model)
