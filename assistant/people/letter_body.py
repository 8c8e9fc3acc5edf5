"""Finds what a sender wrote in a pasted e-mail: the subject and the own text, without headers and earlier mails."""

import re
from dataclasses import dataclass

_HEADER = re.compile(
    r"^\s*\W{0,2}(von|gesendet|an|cc|bcc|betreff|datum|antwort an|anlagen?|from|sent|to|subject|date|reply-to)\W{0,2}:"
    r"\s*(.*)$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\s*\W{0,2}(?:betreff|subject|betr\.?)\W{0,2}:\s*(.*)$", re.IGNORECASE)
_REPLY_MARKS = re.compile(r"^(?:\s*(?:aw|re|wg|fwd?|antw)\s*:)+\s*", re.IGNORECASE)
_EARLIER = re.compile(
    r"^\s*>|^\s*(am|on) .{5,120}\b(schrieb|wrote)\b.{0,120}:\s*$|^\s*-{2,}[^-\n]*\b(nachricht|message|mail)\b[^-\n]*"
    r"-{2,}\s*$|^\s*_{5,}\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^--\s*$")
_ITEM = re.compile(r"^\s*(\d{1,2}[.)]|[a-h]\)|[-*•–]\s)")
_ENDS = re.compile(r"[.!?:;,]\s*$")
WRAPPED = 55  # characters from which a line without an end is taken as broken by the mail program


@dataclass(frozen=True, slots=True)
class Body:
    """What the sender wrote: the subject without "AW:", and the text."""

    subject: str
    text: str


def body_of(mail: str) -> Body:
    r"""Return subject and own text of a pasted e-mail; of a forwarded one those of the mail inside.

    >>> body_of("Betreff: AW: Rufbus\n\nWas kostet das?\n\nAm 2. Mai schrieb Kurz:\n> Welche Fragen haben Sie?")
    Body(subject='Rufbus', text='Was kostet das?')
    """
    parts = _parts(mail.replace("\r\n", "\n").replace("\r", "\n"))
    headers, lines = next(((head, own) for head, own in parts if any(line.strip() for line in own)), ([], []))
    subjects = [found.group(1) for line in headers if (found := _SUBJECT.match(line))]
    subject = _REPLY_MARKS.sub("", subjects[0]).strip() if subjects else ""
    return Body(subject, "\n".join(_unwrapped(lines)).strip())


def _parts(mail: str) -> list[tuple[list[str], list[str]]]:
    """Return the mails of a thread, the newest first, each as its headers and its lines."""
    parts: list[tuple[list[str], list[str]]] = [([], [])]
    signed = False
    lines = mail.split("\n")
    for at, line in enumerate(lines):
        headers, own = parts[-1]
        if _EARLIER.match(line) or _begins_headers(lines, at, own):
            parts.append(([], []))
            signed = False
            if _HEADER.match(line):
                parts[-1][0].append(line)
        elif _HEADER.match(line) and not any(before.strip() for before in own):
            headers.append(line)
        else:
            signed = signed or bool(_SIGNATURE.match(line))
            own += [] if signed else [line]
    return parts


def _begins_headers(lines: list[str], at: int, own: list[str]) -> bool:
    """Return whether the headers of an earlier mail begin here: two or more in a row, below the sender's own text."""
    follows = at + 1 < len(lines) and bool(_HEADER.match(lines[at + 1]))
    return follows and bool(_HEADER.match(lines[at])) and any(line.strip() for line in own)


def _unwrapped(lines: list[str]) -> list[str]:
    """Return the lines with those joined that the mail program broke."""
    kept: list[str] = []
    for line in lines:
        broken = kept and len(kept[-1]) >= WRAPPED and not _ENDS.search(kept[-1])
        if broken and line.strip() and not _ITEM.match(line):
            kept[-1] = f"{kept[-1].rstrip()} {line.strip()}"
        else:
            kept.append(line)
    return kept
