"""What a document's head could say, and the words of the text that say so."""

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

By = Literal["rules", "model"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field of a head (knowledge.documents.FrontMatter), as JSON holds it.

    A dot in `field` leads into a part: "funding.deadline". `because` are words of the text, letter by letter.
    """

    field: str
    value: object
    because: str
    by: By = "rules"

    @property
    def digest(self) -> str:
        """A digest of field, value and words: who has said no to it is not asked again."""
        told = json.dumps((self.field, self.value, self.because), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()
