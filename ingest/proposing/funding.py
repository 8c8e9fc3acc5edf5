"""The terms of a programme: who gives, whether it runs, until when, which share, and how much at most."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ingest.proposing.amounts import amounts_in
from ingest.proposing.dates import dates_in
from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import Wording

CLEAR = 2  # times as often as the next level
_MONEY = r"(?:programm|förder|ministeri|mittel|regierung|richtlinie)"
_LEVEL = {
    "eu": re.compile(r"\b(?:EU|EFRE|ELER|ESF)\b|europäische[nrs]? (?:union|kommission|fonds)|EU-|LEADER\b|Interreg"),
    "bund": re.compile(rf"\bBund(?:es)?\b|\bBundes{_MONEY}|\bBundesamt|\bBM[A-Z]{{1,4}}\b|\bKfW\b"),
    "land": re.compile(rf"\bLand(?:es)?\b(?! und Kommun)|\bLandes{_MONEY}|\bFreistaat"),
}
_CLOSED = re.compile(
    r"(?:kein(?:e|en)?\s(?:neuen?\s)?(?:antrag|anträge|bewerbung)\w*\s(?:mehr\s)?(?:sind\s|ist\s)?(?:mehr\s)?möglich|"
    r"(?:ist|sind)\s(?:\w+\s){0,2}(?:kein|keine)\s(?:neuen?\s)?(?:antrag|anträge)\w*\s(?:mehr\s)?möglich|"
    r"programm\w*\s(?:\w+\s){0,3}(?:ist|wurde)\s(?:\w+\s){0,3}(?:beendet|geschlossen|ausgelaufen|abgeschlossen|eingestellt)|"
    r"anträge\s(?:\w+\s){0,3}nicht mehr|richtlinie\s(?:\w+\s){0,4}(?:ausgelaufen|außer kraft))",
    re.I,
)
_OPEN = re.compile(
    r"anträge\s[^.;]{0,60}\b(?:sind|können)\s[^.;]{0,40}\b(?:laufend|ganzjährig|jederzeit|fortlaufend)|"
    r"\b(?:laufend|ganzjährig|jederzeit|fortlaufend)\b[^.;]{0,40}\b(?:antrag|anträge|möglich|beantrag)",
    re.I,
)
_ANNOUNCED = re.compile(
    r"(?:aufruf|programm|richtlinie)\w*\s[^.;]{0,60}\b(?:angekündigt|in vorbereitung|soll\b[^.;]{0,30}\bstarten)", re.I
)
_NOT_SAID = re.compile(r"\bnicht\s(?:belegt|bekannt)|\boffen\b|\bob\b", re.I)
_DEADLINE = re.compile(
    r"(?:antragsfrist|einreichungsfrist|bewerbungsfrist|abgabefrist|einreichung|frist\w*|antragsschluss|einsendeschluss|"
    r"stichtag|anträge|antrag|beantrag\w*|skizze\w*|aufruf|bewerb\w*|bewerbungen|abgabe)\b[^.;]{0,90}?"
    r"\b(?:bis(?:\s+(?:zum|spätestens))?|endete?\s+am|am|spätestens|:)\s*$",
    re.I,
)
_SHARE = re.compile(
    r"(?:(?:in der regel|bis zu|bis|höchstens|maximal|meist|grundsätzlich|mindestens)\s+)?"
    r"\d{1,3}(?:,\d)?(?:\s*(?:bis|[–-])\s*\d{1,3})?\s*(?:%|prozent)(?!\w)",
    re.I,
)
_GIVES = re.compile(r"förder|zuschuss|zuwendung|übernimm|trägt|deckt|bezuschuss|zahlt|kosten|ausgaben", re.I)
_OWN = re.compile(r"eigen(?:anteil|beitrag|mittel)|beteiligung", re.I)
_AT_MOST = re.compile(
    r"\b(?:höchstens|maximal|bis(?:\s+zu)?|höchstbetrag\w*|höchstsumme|obergrenze\w*)\s(?:\w+\s){0,3}$", re.I
)
_POT = re.compile(r"\binsgesamt\b|stehen\s[^.]{0,40}bereit|\bjährlich\b|im jahr\b|\bvolumen", re.I)


def level(wording: Wording) -> Iterator[Proposal]:
    """Yield who gives the money, where one level is named clearly more often than the others."""
    said = {name: [line for line in wording.lines if words.search(line)] for name, words in _LEVEL.items()}
    (best, often), (_, next_often) = Counter({name: len(found) for name, found in said.items()}).most_common(2)
    if often >= max(2, CLEAR * next_often):
        yield Proposal("funding.level", best, said[best][0])


def status(wording: Wording, today: date) -> Iterator[Proposal]:
    """Yield whether applications are possible, as the text says it; what it leaves open is not proposed."""
    for name, words in (("geschlossen", _CLOSED), ("laufend", _OPEN), ("angekuendigt", _ANNOUNCED)):
        for said in wording.sentences:
            if (found := words.search(said.text)) and not _NOT_SAID.search(said.text[: found.start()]):
                yield Proposal("funding.status", name, said.text)
                break
    last = max((p for p in deadline(wording)), key=lambda p: str(p.value), default=None)
    if last is not None and str(last.value) >= today.isoformat():
        yield Proposal("funding.status", "laufend", last.because)


def deadline(wording: Wording) -> Iterator[Proposal]:
    """Yield the last days to apply that a text names, the latest first."""
    found: dict[str, str] = {}
    for said in wording.sentences:
        for dated in dates_in(said.text):
            if dated.day and _DEADLINE.search(said.text[: dated.start]):
                found.setdefault(dated.stamp, said.text)
    yield from (Proposal("funding.deadline", stamp, found[stamp]) for stamp in sorted(found, reverse=True))


def rate(wording: Wording) -> Iterator[Proposal]:
    """Yield the shares that a programme pays, in the text's own words, in reading order."""
    for said in wording.sentences:
        if not _GIVES.search(said.text):
            continue
        for found in _SHARE.finditer(said.text):
            if not _OWN.search(said.text[max(0, found.start() - 40) : found.end() + 25]):
                yield Proposal("funding.rate", found.group(), said.text)


def max_eur(wording: Wording) -> Iterator[Proposal]:
    """Yield the amount that a programme pays at most, where the text names but one; not what it has to give in all."""
    found: dict[int, str] = {}
    for said in wording.sentences:
        for amount in amounts_in(said.text):
            before = said.text[: amount.start]
            if _AT_MOST.search(before) and not _POT.search(before[-80:]):
                found.setdefault(amount.euros, said.text)
    if len(found) == 1:
        yield from (Proposal("funding.max_eur", euros, because) for euros, because in found.items())
