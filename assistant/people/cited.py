"""An answer as people write it: text with marks `[1]` behind its sentences, and the sources that the marks stand for.

Drafts, released answers and letters are such texts; a draft may hold marks without a source until it is checked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby
from types import MappingProxyType

from pydantic import TypeAdapter

from assistant.messages import Origin, Reply, SourceEntry, Statement
from knowledge.freshness import doubt
from knowledge.pages import pages_named

MARK = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CitedSource:
    """What `[n]` stands for: a passage, the words taken from it, and the publications behind exactly these words.

    `digest` is `knowledge.documents.content_digest` of the document when it was cited; empty when that is not known.
    `stale` is as of that day; `ended_on` is the last day on which the document held, once that had passed by then.
    """

    n: int
    document_id: str
    passage_id: str
    kind: str
    title: str
    heading: str
    publisher: str
    url: str | None
    as_of: str | None
    stale: bool
    quote: str
    digest: str
    origins: tuple[Origin, ...] = ()
    page: int | None = None
    last_page: int | None = None
    ended_on: str | None = None

    @property
    def doubt(self) -> str:
        """What is said beside the age: that it held until a day, or may be out of date; empty where there is none."""
        return doubt(self.stale, self.ended_on)

    @property
    def pages(self) -> str:
        """The pages as people write them, "S. 12"; empty where there are none."""
        return pages_named(self.page, self.last_page)


@dataclass(frozen=True, slots=True)
class CitedText:
    """A text with marks, and its sources by number; sources without a mark and marks without a source may occur."""

    text: str
    sources: tuple[CitedSource, ...] = ()


CITED_TEXT = TypeAdapter(CitedText)
CITED_SOURCES = TypeAdapter(tuple[CitedSource, ...])


def encoded(sources: Sequence[CitedSource]) -> str:
    """Return the sources as JSON, for a column of text."""
    return CITED_SOURCES.dump_json(tuple(sources)).decode()


def decoded(sources: str) -> tuple[CitedSource, ...]:
    """Return the sources of what `encoded` returned. Raises pydantic's ValidationError for anything else."""
    return CITED_SOURCES.validate_json(sources)


def marks(text: str) -> tuple[int, ...]:
    """Return the numbers that a text cites, in order of first use.

    >>> marks("Der Bus fährt. [2] Er kostet wenig. [1, 2] Das war 2024. [2024]")
    (2, 1)
    """
    return tuple(dict.fromkeys(n for found in MARK.finditer(text) for n in numbers_of(found)))


def numbers_of(found: re.Match[str]) -> list[int]:
    """Return the numbers of one match of MARK."""
    return [int(n) for n in re.findall(r"\d+", found[1])]


def marked(text: str, numbers: Sequence[int]) -> str:
    """Return a sentence with its marks behind it.

    >>> marked("Der Bus fährt.", (2, 3))
    'Der Bus fährt. [2][3]'
    """
    return f"{text} {''.join(f'[{n}]' for n in numbers)}" if numbers else text


def without_marks(text: str) -> str:
    """Return a text without its marks.

    >>> without_marks("Der Bus fährt [1]. Er ist grün. [2]")
    'Der Bus fährt. Er ist grün.'
    """
    return re.sub(rf"[^\S\n]*{MARK.pattern}", "", text).strip()


def renumbered(cited: CitedText) -> CitedText:
    """Return the text with sources numbered in order of first use; sources that nothing cites drop out.

    A mark without a source stays as it is, and no source takes its number.
    """
    known = {source.n: source for source in cited.sources}
    used = marks(cited.text)
    free = (n for n in count(1) if n in known or n not in used)
    new = {n: next(free) for n in used if n in known}
    text = MARK.sub(lambda found: "".join(f"[{new.get(n, n)}]" for n in numbers_of(found)), cited.text)
    return CitedText(text, tuple(replace(known[n], n=number) for n, number in new.items()))


def appended(cited: CitedText, statement: str, source: CitedSource) -> CitedText:
    """Return the text with a statement and its mark at its end.

    The source gets the next free number, or that of the same passage with the same publications, quoted once more.
    """
    same = next((one for one in cited.sources if _key(one) == _key(source)), None)
    taken = [*marks(cited.text), *(one.n for one in cited.sources)]
    n = same.n if same else max(taken, default=0) + 1
    text = "\n".join(filter(None, [cited.text.rstrip(), marked(statement.strip(), (n,))]))
    if same is None:
        return CitedText(text, (*cited.sources, replace(source, n=n)))
    quote = same.quote if source.quote in same.quote else f"{same.quote} {source.quote}"
    return CitedText(text, tuple(replace(one, quote=quote) if one.n == n else one for one in cited.sources))


def joined(one: CitedText, other: CitedText) -> CitedText:
    """Return the other text with the sources of both; a number that both use keeps the meaning it has in `one`.

    So sentences of either text can be put into the other.
    """
    known = {_key(source): source.n for source in one.sources}
    free = count(max([*known.values(), *(source.n for source in other.sources), *marks(other.text)], default=0) + 1)
    taken = {source.n for source in one.sources}
    new: dict[int, int] = {}
    for source in other.sources:
        new[source.n] = known.get(_key(source)) or (next(free) if source.n in taken else source.n)
    text = MARK.sub(lambda found: "".join(f"[{new.get(n, n)}]" for n in numbers_of(found)), other.text)
    added = (replace(source, n=new[source.n]) for source in other.sources if _key(source) not in known)
    return CitedText(text, (*one.sources, *added))


def _key(source: CitedSource) -> tuple[str, tuple[Origin, ...]]:
    return source.passage_id, source.origins


def of_reply(reply: Reply, digests: Mapping[str, str] = _NONE) -> CitedText:
    """Return the statements of a reply as a text: a paragraph per heading, a line per step.

    `digests` holds the content digest of each document by its id.
    """
    parts = [_part(heading, list(group)) for heading, group in groupby(reply.statements, lambda one: one.heading)]
    return CitedText("\n\n".join(parts), tuple(of_entry(entry, digests) for entry in reply.sources))


def _part(heading: str | None, statements: Sequence[Statement]) -> str:
    return "\n".join([*([heading] if heading else []), *_lines(statements)])


def _lines(statements: Sequence[Statement]) -> Iterator[str]:
    for kind, group in groupby(statements, lambda one: one.kind == "step"):
        said = [marked(one.text, one.citations) for one in group]
        yield from said if kind else [" ".join(said)]


def of_entry(entry: SourceEntry, digests: Mapping[str, str] = _NONE) -> CitedSource:
    """Return a source of a reply as a source of a text."""
    return CitedSource(
        entry.n, entry.document_id, entry.passage_id, entry.kind, entry.title, entry.heading, entry.publisher,
        entry.url, entry.as_of, entry.stale, entry.quote, digests.get(entry.document_id, ""), entry.origins,
        entry.page, entry.last_page, entry.ended_on,
    )  # fmt: skip
