"""A transcript as Markdown and as plain text; nothing that somebody wrote becomes structure in either."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from api.export.transcript import ABOUT, TITLE, Item, Part, Transcript
from api.export.wording import printable

TranscriptFormat = Literal["markdown", "text"]
HANDOFFS = "Anliegen"
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#|~&@$^={}!]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_AT_THE_START = re.compile(r"^([-+:])|^(\d+)(?=[.)])")
_WEB_LINK = re.compile(r"https?://[^\s<>\"\\]+")


@dataclass(frozen=True, slots=True)
class Written:
    """How a transcript is written as a file."""

    media_type: str
    ending: str
    write: Callable[[Transcript], str]


def markdown_transcript(said: Transcript) -> str:
    """Return it as Markdown."""
    return "\n\n".join(_markdown(said)) + "\n"


def _markdown(said: Transcript) -> Iterator[str]:
    yield f"# {TITLE}"
    yield escaped(_made(said))
    yield escaped(ABOUT)
    for part in said.parts:
        yield f"## {escaped(part.speaker)}"
        if part.when:
            yield f"*{escaped(part.when)}*"
        yield from map(escaped, part.lines)
        for listed in part.lists:
            yield f"**{escaped(listed.heading)}**"
            yield "\n".join(
                f"- {' '.join([escaped(one.text), *map(_markdown_link, one.links)])}" for one in listed.items
            )
    if said.handoffs:
        yield f"## {HANDOFFS}"
        yield "\n".join(f"- {escaped(one)}" for one in said.handoffs)


def _markdown_link(url: str) -> str:
    return f"<{url}>" if _WEB_LINK.fullmatch(url) else escaped(url)


def escaped(text: str) -> str:
    r"""Return a text on one line, so that Markdown shows it as it is: no markup, no HTML, no link.

    >>> print(escaped("1. [1](javascript:x) <b> https://a.example"))
    1\. \[1\](javascript:x) \<b\> https\://a.example
    """
    line = " ".join(printable(text).split())
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    return _AT_THE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", line)


def text_transcript(said: Transcript) -> str:
    """Return it as plain text; only our own lines begin at the margin, so that nobody can write one of them."""
    return "\n".join(_text(said)) + "\n"


def _text(said: Transcript) -> Iterator[str]:
    yield from (TITLE, "=" * len(TITLE), "", _made(said), ABOUT)
    for part in said.parts:
        yield from ("", " · ".join(filter(None, (_flat(part.speaker), part.when))))
        yield from (f"    {line}" for line in _indented(part))
    if said.handoffs:
        yield from ("", HANDOFFS, *(f"    {_flat(one)}" for one in said.handoffs))


def _indented(part: Part) -> Iterator[str]:
    yield from map(_flat, part.lines)
    for listed in part.lists:
        yield f"{_flat(listed.heading)}:"
        yield from (f"- {_flat(_with_links(item))}" for item in listed.items)


def _with_links(item: Item) -> str:
    return " ".join((item.text, *item.links))


def _flat(text: str) -> str:
    return " ".join(printable(text).split())


def _made(said: Transcript) -> str:
    return f"Zusammengestellt am {said.made}."


TRANSCRIPTS: dict[TranscriptFormat, Written] = {
    "markdown": Written("text/markdown; charset=utf-8", "md", markdown_transcript),
    "text": Written("text/plain; charset=utf-8", "txt", text_transcript),
}
