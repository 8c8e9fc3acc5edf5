"""Which phases of an undertaking a text tells of."""

import re
from collections.abc import Iterator

from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import BETWEEN, Wording

ENOUGH = 3.0  # points: a heading counts 2, a sentence 1
SHARE = 0.12  # of the sentences
_WORDS = {
    "orientierung": r"machbarkeits|erste[rn]? überblick|einstieg|worum (?:es )?geht|bestandsaufnahme|"
    r"ideen(?:sammlung|wettbewerb)",
    "strategie": r"strategie|leitbild|leitlinie|roadmap|gesamtkonzept|zielbild|charta",
    "organisation": r"zuständig|zweckverband|geschäftsstelle|stabsstelle|personal|federführ|steuerungs|arbeitsteil|"
    r"kooperationsvereinbarung|koordin",
    "umsetzung": r"umgesetzt|umsetzung|eingeführt|einführung|installiert|aufgebaut|errichtet|startete|pilot|"
    r"entwickelte|in betrieb genommen|erprob|testete|baute",
    "betrieb": r"\bbetrieb\b|betreib|wartung|laufende[nr]? (?:kosten|betrieb)|dauerbetrieb|weiterbetrieb|"
    r"verstetig|im regelbetrieb",
    "evaluation": r"evaluier|evaluation|ausgewertet|auswertung|wirkung|kennzahl|begleitforschung|"
    r"befragung ergab|bilanz",
}
_WORDING = {phase: re.compile(words, re.I) for phase, words in _WORDS.items()}


def phases(wording: Wording) -> Iterator[Proposal]:
    """Yield one proposal: the phases that a text tells of at some length, in their order."""
    grounds: dict[str, list[str]] = {}
    needed = max(ENOUGH, SHARE * len(wording.sentences))
    for phase, words in _WORDING.items():
        heads = [text for text in (wording.title, *wording.headings) if words.search(text)]
        saying = [said.text for said in wording.sentences if words.search(said.text)]
        if 2 * len(heads) + len(saying) >= needed:
            grounds[phase] = [*heads, *saying]
    if grounds:
        because = BETWEEN.join(dict.fromkeys(found[0] for found in grounds.values()))
        yield Proposal("phases", list(grounds), because)
