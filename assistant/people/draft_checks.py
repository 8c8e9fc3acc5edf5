"""Checks a draft before people may release it: figures have a source that tells them, and every source is alive. Pure.

A writer's own sentences need no source as long as they tell no figure, date or place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.checking.dates import dates_of, told, without_dates
from assistant.checking.figures import Figure, figures_of
from assistant.checking.grounds import Grounds, head_of
from assistant.checking.judging import is_literal
from assistant.checking.pairing import misdated, mispaired
from assistant.checking.parties import places_of
from assistant.checking.phrases import addresses_of, without_addresses
from assistant.masking import masked
from assistant.people.cited import CitedSource, CitedText
from assistant.people.findings import Finding, Rule, stops, warns
from assistant.people.said import Said, sentences_of
from assistant.people.source_checks import source_findings
from assistant.people.standing import Standing

PROPOSED = "Vorschlag aus den Quellen, bitte prüfen:"
_COUNTS = re.compile(r"\b(?:Fragen?|Schritte?|Punkte?|Teil|Anlage|Abschnitt|Option|Nr\.?|Nummer)\s+\d{1,2}\b")
_SELF = re.compile(r"\b(?:ich|wir|mir|mich|uns|mein\w*|unser\w*)\b", re.IGNORECASE)  # an offer, not a fact
_MASKS = re.compile(r"\[(?:Name|Adresse|IBAN|Versicherungsnummer|Steuer-ID|Geburtsdatum|Kennzeichen)\]")


def findings_of(draft: CitedText, documents: Mapping[str, Standing], today: date) -> tuple[Finding, ...]:
    """Return what has to be corrected or confirmed, sentence by sentence, then source by source.

    `documents` are those that the sources name, as they are now.
    """
    said = sentences_of(draft.text)
    if not said:
        return (stops(Rule.EMPTY),)
    known = {source.n: source for source in draft.sources}
    held = _addresses(draft, documents)
    found = [one for sentence in said for one in _of_sentence(sentence, known, documents, held)]
    return (*found, *_unknown(said, known), *source_findings(draft.sources, said, documents, today))


def _unknown(said: Sequence[Said], known: Mapping[int, CitedSource]) -> Iterator[Finding]:
    """Yield the marks without a source, each with the first sentence that has it."""
    for n in dict.fromkeys(n for sentence in said for n in sentence.marks if n not in known):
        yield stops(Rule.MARK, next(sentence for sentence in said if n in sentence.marks), found=f"[{n}]")


def own_words(sentence: Said) -> bool:
    """Return whether a sentence needs no source: it has none, and tells no figure, date or place, or it asks.

    >>> [own_words(Said(0, text, ())) for text in ("Gern helfen wir weiter.", "Der Bus kostet 12 Euro.")]
    [True, False]
    """
    return not sentence.marks and not any(_uncited(sentence))


def _of_sentence(
    sentence: Said,
    known: Mapping[int, CitedSource],
    documents: Mapping[str, Standing],
    held: str,
) -> Iterator[Finding]:
    if sentence.text == PROPOSED:
        yield stops(Rule.PROPOSAL, sentence)
    cited = [known[n] for n in sentence.marks if n in known]
    grounds = _grounds(cited, documents)
    if cited:
        yield from _untold(sentence, grounds)
    elif not sentence.marks:
        yield from _uncited(sentence)
    yield from (
        warns(Rule.ADDRESS, sentence, found=one) for one in sorted(addresses_of(sentence.text)) if one not in held
    )
    masks = set(_MASKS.findall(masked(sentence.text))) - set(_MASKS.findall(sentence.text))
    if masks and not is_literal(_unquoted(sentence.text), grounds.text):
        yield warns(Rule.PERSONAL, sentence, found=", ".join(sorted(mask.strip("[]") for mask in masks)))


def _uncited(sentence: Said) -> Iterator[Finding]:
    """Yield what a sentence tells without a source; a question tells nothing."""
    if sentence.text.endswith("?"):
        return
    text = _COUNTS.sub(lambda match: " " * len(match[0]), without_addresses(sentence.text))
    rest = without_dates(text)
    figures = figures_of(rest)
    exact = [one for one in figures if one.unit or re.search(r"\d", rest[one.start : one.end])]
    if dates_of(text) or figures:
        grave = (dates_of(text) or exact) and not _SELF.search(text)
        found = _written(rest, (exact or figures)[0]) if figures else _dated(text, rest)
        yield (stops if grave else warns)(Rule.UNCITED, sentence, found=found)
    elif places := places_of(text):
        yield warns(Rule.NAME, sentence, found=min(places).title())


def _written(text: str, figure: Figure) -> str:
    return text[figure.start : figure.end].strip(" .,;")


def _dated(text: str, without: str) -> str:
    """Return the first date as it is written: where the two texts differ."""
    start = next(at for at, (one, other) in enumerate(zip(text, without, strict=True)) if one != other)
    end = next((at for at in range(start, len(text)) if without[at] != " "), len(text))
    return text[start:end].strip(" .,;")


def _untold(sentence: Said, grounds: Grounds) -> Iterator[Finding]:
    """Yield the figures and dates that the cited passages do not tell, or tell of something else."""
    text = without_addresses(_unquoted(sentence.text))
    if is_literal(_unquoted(sentence.text), grounds.text):
        return
    rest = without_dates(text)
    told_figures = [one.value for part in grounds.sentences for one in figures_of(without_dates(part))]
    missing = [one for one in figures_of(rest) if not any(_equal(one.value, value) for value in told_figures)]
    yield from (stops(Rule.FIGURE, sentence, found=_written(rest, one)) for one in missing)
    untold = [day for day in dates_of(text) if not told(day, grounds.dates)]
    if untold:
        yield stops(Rule.DATE, sentence, found=_dated(text, rest))
    if not missing and not untold and (mispaired(text, grounds) or misdated(text, grounds)):
        yield warns(Rule.CONTEXT, sentence)


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, one)


def _unquoted(text: str) -> str:
    """Return the words of a sentence without the marks of a quotation that it opens, ends or is."""
    return text.removeprefix("„").removeprefix("»").removesuffix("“").removesuffix("«")


def _grounds(cited: Sequence[CitedSource], documents: Mapping[str, Standing]) -> Grounds:
    """Return what the cited passages say; of one that is gone, the words that were taken from it."""
    texts, heads = [], []
    for source in cited:
        document = documents.get(source.document_id)
        passage = document.passage(source.passage_id) if document else None
        texts.append(passage.text if passage else source.quote)
        heads.append(f"{head_of(document.meta) if document else source.title}\n{source.heading}")
    head = "\n".join(dict.fromkeys(heads))
    return Grounds("\n".join([*dict.fromkeys(texts), *([head] if head else [])]), head)


def _addresses(draft: CitedText, documents: Mapping[str, Standing]) -> str:
    """Return all texts in which an address may stand."""
    metas = [one.meta for one in documents.values()]
    origins = [origin.url for source in draft.sources for origin in source.origins]
    own = [url for meta in metas for url in (meta.url, *(source.url for source in meta.sources)) if url]
    return "\n".join([*origins, *own, *(p.text for one in documents.values() for p in one.passages)])
