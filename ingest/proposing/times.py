"""How old a text says it is, and until when it says it holds. Never the date of its file."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.proposing.dates import Dated, dates_in
from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import LONGEST, Wording
from knowledge.sentences import spans

SHORT = 160  # characters: longer blocks tell of something, shorter ones may be a line of an imprint
# What stands before a date that tells of the text itself, the surest first.
_LABELS = tuple(
    re.compile(
        rf"(?:^|[|·•;,(–-]\s*|\s{{2,}}){label}(?:\s*(?:ist|war|vom|am|im|:))*\s*(?:anfang|mitte|ende)?\s*$", re.I
    )
    for label in (
        r"(?:der\s+)?(?:redaktions|bearbeitungs|sach|rechts|informations|quellen)?stand(?:\s+der\s+\w+)?",
        r"(?:zuletzt\s+)?(?:aktualisiert|geändert|überarbeitet)|letzte\s+(?:änderung|aktualisierung|überarbeitung)",
        r"(?:veröffentlicht|erschienen|publiziert|redaktionsschluss|(?:veröffentlichungs|erscheinungs)?datum|datiert)",
    )
)
_DATELINE = re.compile(r"^[A-ZÄÖÜ][\w./ ()-]{1,40},\s*(?:den\s+|im\s+)?$")
_ENDS = re.compile(r"\s*(?:[).,;:|·•–-]|uhr\b|$)", re.I)
_ABOUT_ITSELF = re.compile(
    r"\b(?:dies\w*|die|der|das)\s+(?:\w+\s+)?\w*(?:richtlinie|satzung|verordnung|erlass|bekanntmachung|dienstanweisung|"
    r"vereinbarung|regelung|gebührenordnung|geschäftsordnung|leitfaden|merkblatt|dokument|fassung|gesetz)\w*\b",
    re.I,
)
_HOLDS_UNTIL = re.compile(
    r"\b(?:gültig|gilt|gelten|geltungsdauer|gültigkeit|befristet)\b[^.;]{0,40}\bbis(?:\s+zum)?\s*$", re.I
)
_ENDS_ON = re.compile(r"\b(?:am|mit ablauf des|zum)\s*$", re.I)
_OUT_OF_FORCE = re.compile(r"^\s*außer\s+kraft\b", re.I)


def as_of(wording: Wording, today: date) -> Iterator[Proposal]:
    """Yield how fresh the text says it is, the surest label first; nothing that lies after `today`."""
    found = [one for text in _lines(wording) for one in _told(text, today)]
    yield from (proposal for _, proposal in sorted(found, key=lambda one: one[0]))


def _told(text: str, today: date) -> Iterator[tuple[int, Proposal]]:
    for dated in dates_in(text):
        rank = _rank(text, dated)
        if rank is not None and not dated.after(today):
            yield rank, Proposal("as_of", dated.stamp, text)


def _rank(text: str, dated: Dated) -> int | None:
    before = text[: dated.start]
    if not _ENDS.match(text, dated.end):
        return None
    for rank, label in enumerate(_LABELS):
        if label.search(before):
            return rank
    alone = dated.day is not None and not text[dated.end :].strip(" .")
    return len(_LABELS) if alone and _DATELINE.match(before) else None


def _lines(wording: Wording) -> Iterator[str]:
    """Yield the title, short blocks, and of longer ones the sentences: those that begin with a label."""
    yield wording.title
    for block in wording.blocks:
        if len(block.text) <= SHORT:
            yield block.text
        else:
            yield from filter(
                _begins, (block.text[start:end] for start, end in spans(block.text) if end - start <= LONGEST)
            )


def _begins(sentence: str) -> bool:
    first = dates_in(sentence)[:1]
    return bool(first) and any(label.match(sentence[: first[0].start]) for label in _LABELS)


def valid_until(wording: Wording) -> Iterator[Proposal]:
    """Yield the last day on which a rule, by its own words, holds: "gültig bis", "tritt am … außer Kraft".

    What is out of force from the first day of a month on holds until the day before.
    """
    for text in [wording.title, *(said.text for said in wording.sentences)]:
        short = len(text) <= SHORT // 2
        for dated in dates_in(text):
            before, after = text[: dated.start], text[dated.end :]
            if dated.day is None or not (short or _ABOUT_ITSELF.search(before)):
                continue
            if _HOLDS_UNTIL.search(before):
                yield Proposal("valid_until", dated.stamp, text)
            elif _OUT_OF_FORCE.match(after) and (ends := _ENDS_ON.search(before)):
                early = dated.day.day == 1 and "ablauf" not in ends.group().lower()
                yield Proposal("valid_until", (dated.day - timedelta(days=early)).isoformat(), text)
