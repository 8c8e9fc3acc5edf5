"""Checks the sources of a draft: whether they still exist, changed, are closed to applications, over, or old. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.people.cited import CitedSource
from assistant.people.findings import Finding, Rule, stops, warns
from assistant.people.said import Said
from assistant.people.standing import Standing
from knowledge.freshness import age, doubt, ended_on, funding_status, is_stale

_ENDED = re.compile(
    r"\b(?:geschlossen|abgelaufen|ausgelaufen|beendet|eingestellt|endete\w*|nicht mehr|nicht möglich|nicht offen"
    r"|keine(?: neuen)? Anträge|vorbei|verstrichen)\b",
    re.IGNORECASE,
)


def source_findings(
    sources: Sequence[CitedSource], said: Sequence[Said], documents: Mapping[str, Standing], today: date
) -> Iterator[Finding]:
    """Yield what is wrong with the sources that a sentence cites, each with the first sentence that does."""
    for source in sources:
        citing = [sentence for sentence in said if source.n in sentence.marks]
        if citing:
            yield from _of_source(source, citing, documents.get(source.document_id), today)


def _of_source(
    source: CitedSource, citing: Sequence[Said], document: Standing | None, today: date
) -> Iterator[Finding]:
    found = f"[{source.n}] („{source.title}“)"
    if document is None:
        yield stops(Rule.GONE, citing[0], found=found)
        return
    if document.passage(source.passage_id) is None:
        yield stops(Rule.MOVED, citing[0], found=found)
    elif source.digest and source.digest != document.digest:
        yield warns(Rule.CHANGED, citing[0], found=found)
    funding = document.meta.funding
    if funding and funding_status(funding, today) == "geschlossen" and not _ended(citing):
        yield stops(Rule.CLOSED, citing[0], found=found)
    if ended := ended_on(document.meta, today):
        yield warns(Rule.ENDED, citing[0], found=found, doubt=doubt(True, ended))
    elif is_stale(document.meta, today):
        yield warns(Rule.STALE, citing[0], found=found, age=age(document.meta))


def _ended(citing: Sequence[Said]) -> bool:
    return any(_ENDED.search(sentence.text) for sentence in citing)
