"""Whether the citations of a reply's statements exist and support them, by the rules that the product checks with.

The product drops what these rules do not let pass, so they find little on its own answers; they find what was tampered
with, and what another assistant says. `plain_support` and `literal_support` stand beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from assistant.checking.judging import supported
from assistant.composing.draft import Drafted, Support
from assistant.messages import SourceEntry, Statement
from evals.plain_support import plainly_supported
from evals.run import Answered
from knowledge.documents import FrontMatter, Municipality, Passage
from knowledge.search import Hit

Share = tuple[float, float]
_SET_OFF = (": ", " – ")  # what stands between a lead, which names the subject, and the quoted sentence


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
    cited = {n: _hits((n,), a) for n in dict.fromkeys(statement.citations)}
    whole = _supported(statement.text, [hit for hits in cited.values() for hit in hits])
    for n in statement.citations:
        others = [hit for other, hits in cited.items() if other != n for hit in hits]
        alone = bool(cited[n]) and _supported(statement.text, cited[n])
        yield alone or (whole and bool(cited[n]) and not _supported(statement.text, others))


def faithfulness(a: Answered) -> Share:
    """Count the statements that their cited passages support: word for word, or by the product's check."""
    kept = sum(_supported(s.text, _hits(s.citations, a)) for s in a.reply.statements)
    return float(kept), float(len(a.reply.statements))


def plain_support(a: Answered) -> Share:
    """Count the statements that a second rule finds supported, which has nothing in common with the product's check."""
    kept = sum(plainly_supported(s.text, _read(_hits(s.citations, a))) for s in a.reply.statements if s.citations)
    return float(kept), float(len(a.reply.statements))


def literal_support(a: Answered) -> Share:
    """Count the statements that stand word for word in a passage they cite; a subject may be put in front of it."""
    return float(sum(_literal(s, a) for s in a.reply.statements)), float(len(a.reply.statements))


def _literal(statement: Statement, a: Answered) -> bool:
    texts = [flat(hit.passage.text) for hit in _hits(statement.citations, a)]
    said = flat(statement.text)
    wordings = {said, said.partition(": ")[2] or said}
    return any(wording in text for wording in wordings for text in texts)


def flat(text: str) -> str:
    """Return a text with single blanks for all white space."""
    return " ".join(text.split())


def _supported(text: str, hits: Sequence[Hit]) -> bool:
    support = tuple(map(Support, hits))
    return bool(hits) and any(supported(Drafted(wording, support, lead)) for lead, wording in _readings(text))


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield (lead, sentence) for each way a statement may have been put together; "" stands for no lead."""
    yield "", text
    for mark in _SET_OFF:
        lead, found, sentence = text.partition(mark)
        if found and sentence:
            yield lead, sentence


def _hits(citations: Sequence[int], a: Answered) -> list[Hit]:
    """Return the cited passages that are there, as the check takes them."""
    sources = {source.n: source for source in a.reply.sources}
    return [
        _hit(source, a)
        for n in dict.fromkeys(citations)
        if (source := sources.get(n)) is not None and source.passage_id in a.passages
    ]


def _hit(source: SourceEntry, a: Answered) -> Hit:
    """Return a source with as much of its document's head as the reply tells: title, and place where it is a case."""
    head: dict[str, Any] = {"id": source.document_id, "kind": source.kind, "title": source.title}
    for case in a.reply.cases:
        if case.document_id == source.document_id:
            head["municipality"] = Municipality.model_construct(**asdict(case.municipality))
    headings = tuple(filter(None, [source.heading]))
    passage = Passage(source.passage_id, source.document_id, 0, headings, a.passages[source.passage_id])
    return Hit(passage, FrontMatter.model_construct(**head), 1.0)


def _read(hits: Sequence[Hit]) -> str:
    return "\n".join(f"{hit.meta.context}\n{hit.passage.heading}\n{hit.passage.text}" for hit in hits)
