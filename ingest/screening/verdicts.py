"""What screening says of a document: which passages are free, which are held, and why."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from knowledge.documents import Document, Passage

Code = Literal[
    "hidden", "instruction", "control", "language", "empty", "boilerplate", "duplicate", "withdrawn", "rejected"
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage is held: `detail` is a German sentence that quotes the place.

    `about` is a digest of what is meant where that is not the passage itself, as a hidden text or the title: who
    releases the passage releases it for this text only.
    """

    code: Code
    detail: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A passage that is not filed, and why."""

    passage: Passage
    reasons: tuple[Reason, ...]

    @property
    def key(self) -> str:
        """What an editor's decision on it covers."""
        return decision_key(self.passage, self.reasons)


@dataclass(frozen=True, slots=True)
class Screened:
    """A document with its free passages only, None when there are none; and what is held of it."""

    document: Document | None
    held: tuple[Held, ...] = ()


def decision_key(passage: Passage, reasons: tuple[Reason, ...]) -> str:
    """Return what a decision covers: headings and text of a passage, and what else was reported.

    Not the head of its document: a title that an editor confirms later leaves the decision standing.
    """
    own = digest_of("\x1f".join((*passage.headings, passage.text)))
    return "#".join((f"{passage.document_id}~{own}", *sorted({reason.about for reason in reasons if reason.about})))


def digest_of(text: str) -> str:
    """Return 16 hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
