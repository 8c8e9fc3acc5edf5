"""Finds instructions in a text: to a machine that reads it, or to the person it is quoted to. Pure."""

from collections.abc import Iterator
from itertools import chain

from ingest.screening.demands import DEMANDS, WARNS
from ingest.screening.encoded import decoded, turned
from ingest.screening.kinds import places, suspicious
from ingest.screening.markers import MARKERS
from ingest.screening.orders import ORDERS
from ingest.screening.suspected import suspected
from ingest.screening.verdicts import Reason
from ingest.screening.wording import cue, quoted
from knowledge.folding import fold
from knowledge.german import clean
from knowledge.lookalikes import in_latin
from knowledge.sentences import spans

_ATTACK_TOLD = cue(
    r"prompt[- ]?inje|angreif|angriff|attack|jailbreak|phishing|betrüg|betrug|schadhaft|manipul"
    r"|social engineering|täter"
)
_SPOKEN = (*ORDERS, *DEMANDS)
_PIECE, _OVERLAP = 2_000, 300  # characters; passages are shorter
_LONGEST = 200_000  # characters of a hidden text: what comes after them is not looked at
_QUOTES = '„“"»«›‹`‚‘'


def instructions(text: str, sentences: tuple[tuple[int, int], ...] = ()) -> Iterator[Reason]:
    """Yield why a text is an instruction, each kind once. `sentences` are its spans where they are known."""
    seen: set[str] = set()
    whole = len(text) <= _PIECE
    for what, place in _found(text, sentences) if whole else chain.from_iterable(map(_found, _pieces(text))):
        if what not in seen:
            seen.add(what)
            yield Reason("instruction", f"{what}: {quoted(place)}{_advice(text, place)}")


def _pieces(text: str) -> Iterator[str]:
    """Yield a long text in pieces that overlap: what the rules take grows faster than the text."""
    for start in range(0, min(len(text), _LONGEST), _PIECE - _OVERLAP):
        yield text[start : start + _PIECE]


def _found(text: str, sentences: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[str, str]]:
    plain = in_latin(clean(text)).lower()
    for what, match in places(plain, MARKERS):
        yield what, plain[max(0, match.start() - 10) : match.end() + 60]
    for place, said in decoded(text):
        hidden = next(_spoken(said, ()), None)
        yield (
            ("Der Text enthält einen verschlüsselten Auftrag" if hidden else "Der Text enthält verschlüsselte Wörter"),
            place,
        )
    for reading in turned(text):
        for _, place in _spoken(reading, ()):
            yield "Der Text enthält einen verschlüsselten Auftrag", place
    yield from _spoken(text, sentences)


def _spoken(text: str, sentences: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, sentence) for what a text says in the open: rules first, then what only looks like it."""
    ruled = suspicious(fold(text.replace("\n", ". ")), _SPOKEN)
    for start, end in sentences or spans(text):
        sentence = text[start:end]
        folded = fold(sentence) if ruled else ""
        found = (*places(folded, ORDERS), *(() if WARNS(folded) else places(folded, DEMANDS)))
        for what, _ in found:
            yield what, sentence
        if not found and (what := suspected(sentence)):
            yield what, sentence


def _advice(text: str, place: str) -> str:
    """Return what an editor should know where a text quotes an attack to warn of it."""
    if _ATTACK_TOLD(fold(text)) and any(mark in place for mark in _QUOTES):
        return " Der Text scheint einen Angriff nur zu zitieren. Warnt er davor, geben Sie ihn frei."
    return ""
