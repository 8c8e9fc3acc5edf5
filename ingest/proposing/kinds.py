"""What kind a text is: a report of a case, guidance, or a funding programme, by its headings, structure and wording."""

import re
from collections.abc import Iterator

from ingest.proposing.places import municipality
from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import BETWEEN, Wording
from knowledge.places import Gazetteer

ENOUGH = 3.0  # points from which a kind is named at all
CLEAR = 1.8  # times as many points as the next kind
HEADING, TENTH = 2.0, 0.8  # points of a heading, and of each tenth of the sentences
ONE_PLACE, STEPS = 3.0, 3.0  # points of a text that is about one municipality, and of one with numbered steps
LEAST_STEPS = 3
_HEADINGS = {
    "funding": r"geförder|förder(?:gegenstand|höhe|quote|satz|voraussetzung|konditionen|ziel|zweck)|antragsberechtigt|"
    r"zuwendung|antrag|bewilligung|konditionen|wer (?:kann|wird|darf)",
    "guidance": r"schritt|checkliste|so gehen|vorgehen in|worauf|empfehl|häufige fehler|tipps|darauf achten|"
    r"zum weiterlesen|worum (?:es )?geht|(?:was|wie) (?:ist|sie|muss|tun)|praxistipp|grundlagen|faq",
    "case_study": r"ausgangs(?:lage|situation|punkt)|herausforderung|ergebnis|erfahrung|lessons|übertragbarkeit|"
    r"fazit|ausblick|projektverlauf|projektbeschreibung|umsetzung|das projekt|lösung|hintergrund",
}
_WORDS = {
    "funding": r"förder(?!ung der)|zuwendung|zuschüsse?\b|bewilligung|verwendungsnachweis|\bantr[aä]g|skizze|"
    r"eigenanteil",
    "guidance": r"\bsoll(?:te)?n?\b|\bmüssen\b|\bmuss\b|empf[ie]|ratsam|achten|beachten|vorab\b|klären|"
    r"festlegen\b|prüfen\b|checkliste|leitfaden|arbeitshilfe|handreichung|muster(?:text|vertrag|satzung)|lässt sich|"
    r"^[A-ZÄÖÜ][^.]{3,60}en\.$",
    "case_study": r"\bwurden?\b|\b(?:begann|entstand|beschloss|gewann|nahm|kam|kamen|lief|gab|fand|"
    r"hatten?|waren?|übernahm)\b|\b(?!sollte|könnte|müsste|heute|leute|weite|seite|breite)[a-zäöü]{3,}"
    r"(?:[^aeiouäöün]te|ierten?|elten?|erten?|ndeten?)\b",
}
_HEADING = {kind: re.compile(words, re.I) for kind, words in _HEADINGS.items()}
_WORDING = {kind: re.compile(words, re.I) for kind, words in _WORDS.items()}


def kind(wording: Wording, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the kind that speaks clearly from a text; nothing when two kinds do, or none."""
    spoken = {name: list(_grounds(name, wording)) for name in _HEADINGS}
    if steps := [block.text for block in wording.blocks if block.mark[:1].isdigit()][LEAST_STEPS - 1 :]:
        spoken["guidance"].append((STEPS, steps[0]))
    spoken["case_study"] += [
        (ONE_PLACE, p.because) for p in municipality(wording, gazetteer) if p.field == "municipality"
    ]
    points = {name: sum(weight for weight, _ in grounds) for name, grounds in spoken.items()}
    best, second = sorted(points, key=lambda name: -points[name])[:2]
    if points[best] >= ENOUGH and points[best] >= CLEAR * points[second]:
        strongest = sorted(spoken[best], key=lambda ground: -ground[0])[:3]
        yield Proposal("kind", best, BETWEEN.join(dict.fromkeys(text for _, text in strongest)))


def _grounds(name: str, wording: Wording) -> Iterator[tuple[float, str]]:
    """Yield what speaks for a kind, with its weight; sentences count by their share, so that long texts do not win."""
    for heading in (wording.title, *wording.headings):
        if _HEADING[name].search(heading):
            yield HEADING, heading
    for said in wording.sentences:
        if _WORDING[name].search(said.text):
            yield 10 * TENTH / len(wording.sentences), said.text
