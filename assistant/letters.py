"""Takes a message out of its letter: greeting, signature, mail headers and quoted mails go, sentences stay."""

import re
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a message; `item` says that it stands in a list, `block` counts the paragraphs from 0."""

    text: str
    item: bool = False
    block: int = 0


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a message without greeting, signature and mail headers, list marks removed.

    >>> sentences_of("Guten Tag, was kostet ein Rufbus? Viele Grüße, A. Lang")
    ('Was kostet ein Rufbus?',)
    """
    return tuple(said.text for said in said_in(text))


def said_in(text: str) -> tuple[Said, ...]:
    """Return the sentences of a message as `sentences_of` does, each with where it stands."""
    found = [replace(line, text=said) for line in _lines(clean(text)) for said in _sentences(line.text)]
    while found and (opening := _OPENING.match(found[0].text)):
        rest = found[0].text[opening.end() :].strip()
        found[:1] = [Said(rest[:1].upper() + rest[1:], found[0].item, found[0].block)] if rest else []
    ends = next((n for n, said in enumerate(found) if n and _CLOSING.match(said.text)), len(found))
    after = [said for said in found[ends:] if said.text.endswith("?")]
    return tuple(said for said in [*found[:ends], *after] if not _POLITE.search(said.text))


def _lines(text: str) -> list[Said]:
    """Return the lines that belong to the message itself, lines that were only wrapped joined again."""
    if len(_ENUMERATED.findall(text)) > 1:
        text = _ENUMERATED.sub("\n- ", text)
    kept: list[Said] = []
    signed = False
    block = 0
    for line in text.splitlines():
        if _POSTSCRIPT.match(line):
            signed, line = False, _POSTSCRIPT.sub("", line)  # noqa: PLW2901 - what follows the mark
        signed = signed or bool(kept and len(line.split()) <= 10 and _CLOSING.match(line))
        block += not line.strip()
        if signed or not line.strip() or _HEADER.match(line) or _QUOTED.match(line):
            continue
        if kept and _continues(kept[-1].text, line):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text} {line.strip()}")
        else:
            kept.append(Said(_ITEM.sub("", line).strip(), bool(_ITEM.match(line)), block))
    return kept


def _continues(before: str, line: str) -> bool:
    """Return whether a line was only wrapped."""
    return line[:1].islower() and before[-1:] not in ".?!:;" and not _OPENING.fullmatch(before + ",")


def _sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in spans(line)]
