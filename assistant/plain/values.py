"""What comes out of plain wording. Frozen values."""

from dataclasses import dataclass

from assistant.messages import Statement


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term of the field as people read it, and what it means in one or two short sentences."""

    term: str
    explanation: str


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """The statements of a reply in plainer words, in its order, with its citations; `by` is rules or model."""

    statements: tuple[Statement, ...]
    terms: tuple[ExplainedTerm, ...]
    by: str
    note: str
