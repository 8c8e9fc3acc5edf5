"""Whether the citations of a reply's statements exist and support them, by the rules that the product checks with.

The product drops what these rules do not let pass, so they find little on its own answers; they find what was tampered
with, and what another assistant says. `plain_support` and `literal_support` stand beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from assistant.checking.judging import is_literal, supported
from assistant.composing.draft import Drafted, Support
from assistant.messages import PlaceEntry, SourceEntry, Statement
from evals.plain_support import plainly_supported
from evals.run import Answered
from knowledge.documents import FrontMatter, Municipality, Passage
from knowledge.search import Hit

Share = tuple[float, float]
_SET_OFF = (": ", " – ")  # what stands between a lead, which names the subject, and the quoted sentence


@dataclass(frozen=True, slots=True)
class _Cited:
    """A cited passage as the knowledge has it, with as much of its document's head as the reply tells."""

    source: SourceEntry
    place: PlaceEntry | None
    text: str

    @property
    def hit(self) -> Hit:
        """The passage as the check takes it."""
        head: dict[str, Any] = {"id": self.source.document_id, "kind": self.source.kind, "title": self.source.title}
        if self.place:
            head["municipality"] = Municipality.model_construct(**asdict(self.place))
        headings = tuple(filter(None, [self.source.heading]))
        passage = Passage(self.source.passage_id, self.source.document_id, 0, headings, self.text)
        return Hit(passage, FrontMatter.model_construct(**head), 1.0)


def citation_coverage(a: Answered) -> Share:
    """Count the statements with at least one citation, all of which exist."""
    known = {source.n for source in a.reply.sources}
    cited = sum(bool(s.citations) and known.issuperset(s.citations) for s in a.reply.statements)
    return float(cited), float(len(a.reply.statements))


def citation_precision(a: Answered) -> Share:
    """Count the citations that carry their statement (Gao et al. 2023).

    A citation counts when its passage supports the statement alone, or when the statement is supported by all its
    passages together and not without this one. One of a source or passage that is not there carries nothing.
    """
    found = [(sum(_carrying(statement, a)), len(statement.citations)) for statement in a.reply.statements]
    return float(sum(carrying for carrying, _ in found)), float(sum(all_of_them for _, all_of_them in found))


def _carrying(statement: Statement, a: Answered) -> Iterator[bool]:
    cited = {n: _cited((n,), a) for n in dict.fromkeys(statement.citations)}
    whole = _supported(statement.text, _cited(statement.citations, a))
    for n in statement.citations:
        others = _cited([other for other in statement.citations if other != n], a)
        needed = whole and bool(cited[n]) and not _supported(statement.text, others)
        yield needed or _supported(statement.text, cited[n])


def faithfulness(a: Answered) -> Share:
    """Count the statements that their cited passages support: word for word, or by the product's check."""
    kept = sum(_supported(s.text, _cited(s.citations, a)) for s in a.reply.statements)
    return float(kept), float(len(a.reply.statements))


def plain_support(a: Answered) -> Share:
    """Count the statements that a second rule finds supported, which has nothing in common with the product's check."""
    kept = sum(plainly_supported(s.text, _read(_cited(s.citations, a))) for s in a.reply.statements if s.citations)
    return float(kept), float(len(a.reply.statements))


def literal_support(a: Answered) -> Share:
    """Count the statements that stand word for word in a passage they cite; a subject may be put in front of it."""
    return float(sum(_literal(s, a) for s in a.reply.statements)), float(len(a.reply.statements))


def _literal(statement: Statement, a: Answered) -> bool:
    texts = [flat(cited.text) for cited in _cited(statement.citations, a)]
    said = flat(statement.text)
    wordings = {said, said.partition(": ")[2] or said}
    return any(wording in text for wording in wordings for text in texts)


def flat(text: str) -> str:
    """Return a text with single blanks for all white space."""
    return " ".join(text.split())


@lru_cache(maxsize=4_096)  # two measures ask, and a citation that stands alone is all that is cited
def _supported(text: str, cited: tuple[_Cited, ...]) -> bool:
    support = tuple(Support(one.hit) for one in cited)
    quoted = [reading for reading in _readings(text) if any(is_literal(reading[1], one.text) for one in cited)]
    tried = dict.fromkeys((*quoted, *_readings(text)))  # quotations first: they are checked in no time
    return bool(cited) and any(supported(Drafted(wording, support, lead)) for lead, wording in tried)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield (lead, sentence) for each way a statement may have been put together; "" stands for no lead."""
    yield "", text
    for mark in _SET_OFF:
        lead, found, sentence = text.partition(mark)
        if found and sentence:
            yield lead, sentence


def _cited(citations: Sequence[int], a: Answered) -> tuple[_Cited, ...]:
    """Return the cited passages that are there, in the order of citing."""
    sources = {source.n: source for source in a.reply.sources}
    places = {case.document_id: case.municipality for case in a.reply.cases}
    return tuple(
        _Cited(source, places.get(source.document_id), a.passages[source.passage_id])
        for n in dict.fromkeys(citations)
        if (source := sources.get(n)) is not None and source.passage_id in a.passages
    )


def _read(cited: Sequence[_Cited]) -> str:
    return "\n".join(f"{hit.meta.context}\n{hit.passage.heading}\n{hit.passage.text}" for hit in (c.hit for c in cited))
