"""Takes a message out of its letter: greeting, signature, mail headers and quoted mails go, sentences stay."""

import re

from knowledge.german import clean
from knowledge.sentences import spans

_HEADER = re.compile(r"^\s*(von|gesendet|an|cc|bcc|betreff|datum|from|sent|to|subject|date)\s*:", re.IGNORECASE)
_QUOTED = re.compile(
    r"^\s*>|^\s*(am|on) .{5,80}(schrieb|wrote).*:\s*$|^\s*-{2,}.*-{2,}\s*$|^\s*[_=-]{4,}\s*$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^\W*((mit )?(freundlich|best|lieb|herzlich|schön|viel|sonnig|kollegial)\w*( \w+)? (gr[uü](ß|ss|ess)\w*"
    r"|dank)|mfg|[lvb]g|gru(ß|ss)|grüße|danke\w*|besten dank|vielen dank|(kind |best "
    r"|warm )?regards|sincerely|many thanks|thanks|thank you|cheers)\b(?!.*\?)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^\W*(ps|p\.\s?s\.|nachtrag)\b\W*", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(hallo|hi|hey|moin( moin)?|servus|grüezi|gr[uü](ß|ss) (gott|dich|euch)|guten? (tag|morgen|abend"
    r"|mittag)|tach|mahlzeit|sehr geehrte\w*|liebe[rs]?|hello|dear|good (morning|afternoon|evening"
    r"|day)|danke\w*|vielen dank|thanks|thank you)\b([^,.!?:\n]{0,60}[,.!:]+|(?=\s))\s*",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(antwort|rückmeldung|hilfe|unterstützung|auskunft|info\w*)\b.{0,50}\b(dankbar|freu\w*|dank\w*)\b"
    r"|\bdank\w* .{0,20}(im voraus|vorab|schon mal)|vertraulich\w* information",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?:(?<=\s)|^)(?:\d[.)]|[a-h]\))\s+(?=[A-ZÄÖÜ])", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-h]\)|[-*•–])\s+")


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a message without greeting, signature and mail headers, list marks removed.

    >>> sentences_of("Guten Tag, was kostet ein Rufbus? Viele Grüße, A. Lang")
    ('Was kostet ein Rufbus?',)
    """
    found = [sentence for line in _lines(clean(text)) for sentence in _sentences(line)]
    while found and _OPENING.match(found[0]):
        rest = found[0][_OPENING.match(found[0]).end() :].strip()  # type: ignore[union-attr]
        found[:1] = [rest[:1].upper() + rest[1:]] if rest else []
    ends = next((n for n, sentence in enumerate(found) if n and _CLOSING.match(sentence)), len(found))
    after = [sentence for sentence in found[ends:] if sentence.endswith("?")]
    return tuple(sentence for sentence in [*found[:ends], *after] if not _POLITE.search(sentence))


def _lines(text: str) -> list[str]:
    """Return the lines that belong to the message itself, lines that were only wrapped joined again."""
    if len(_ENUMERATED.findall(text)) > 1:
        text = _ENUMERATED.sub("\n- ", text)
    kept: list[str] = []
    signed = False
    for line in text.splitlines():
        if _POSTSCRIPT.match(line):
            signed, line = False, _POSTSCRIPT.sub("", line)  # noqa: PLW2901 - what follows the mark
        signed = signed or bool(kept and len(line.split()) <= 10 and _CLOSING.match(line))
        if signed or not line.strip() or _HEADER.match(line) or _QUOTED.match(line):
            continue
        if kept and line[:1].islower() and kept[-1][-1:] not in ".?!:;" and not _OPENING.fullmatch(kept[-1] + ","):
            kept[-1] += " " + line.strip()
        else:
            kept.append(_ITEM.sub("", line).strip())
    return kept


def _sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in spans(line)]
