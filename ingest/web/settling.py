"""Which of the pages of a crawl are documents, once all are known: the order in which they were met does not matter.

An alias gives way to the address it names when there is a document, and of pages with equal content the smallest
address stays. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.web.kept import Line
from ingest.web.pages import State

_ENDED = frozenset({State.GONE, State.NOINDEX, State.LOCKED, State.OUTSIDE, State.MOVED, State.ALIAS, State.PAGE})
_LONGEST_WAY = 10  # redirects and aliases; what goes on after that is as good as a circle


@dataclass(frozen=True, slots=True)
class Settled:
    """`standing` are documents, `gone` certainly no longer; of `unclear` ones, with the reason, all stays as it was."""

    standing: frozenset[str]
    gone: frozenset[str]
    unclear: Mapping[str, str]


def settled(lines: Iterable[Line]) -> Settled:
    """Return what became of the addresses of a crawl."""
    by_address = {line.address: line for line in lines}
    standing, unclear = set[str](), dict[str, str]()
    for line in by_address.values():
        end = _end(line, by_address)
        if end is None:
            unclear[line.address] = "Die Seite leitet im Kreis."
        elif line.stood and line.state is State.MOVED and not _is_known(end, by_address):
            unclear[line.address] = f"Die Seite ist umgezogen nach {line.target}; dort ist sie jetzt nicht zu haben."
        elif end == line.address and line.state in {State.PAGE, State.KEPT, State.ALIAS}:
            standing.add(line.address)
    standing -= _repeated(by_address[one] for one in standing)
    gone = {line.address for line in by_address.values() if line.state in _ENDED} - standing - unclear.keys()
    return Settled(frozenset(standing), frozenset(gone), unclear)


def start_of(lines: Iterable[Line], start: str) -> State:
    """Return what became of the start address, at the end of its redirects."""
    by_address = {line.address: line for line in lines}
    at, way = by_address[start], set[str]()
    while at.state is State.MOVED and at.target in by_address and at.target not in way:
        way.add(at.target)
        at = by_address[at.target]
    return at.state


def _end(line: Line, by_address: Mapping[str, Line]) -> str | None:
    """Return the address that stands for a page, perhaps its own; None when redirects go round in a circle.

    An alias whose way leads to no document stands for itself; of aliases that name each other, the smallest does.
    """
    way, at = [line], line
    while at.state in {State.ALIAS, State.MOVED} and (following := by_address.get(at.target)) is not None:
        if following in way or len(way) > _LONGEST_WAY:
            aliases = [one.address for one in way[_first(following, way) :] if one.state is State.ALIAS]
            return min(aliases) if aliases else None
        way.append(at := following)
    aliases = [one.address for one in way if one.state is State.ALIAS]
    if at.state in {State.PAGE, State.KEPT} or not aliases:
        return at.target if at.state is State.MOVED else at.address
    return aliases[-1]


def _first(line: Line, way: Sequence[Line]) -> int:
    return way.index(line) if line in way else 0


def _is_known(address: str, by_address: Mapping[str, Line]) -> bool:
    """Return whether we know what is at an address: not when nobody got to ask, or nothing was ever had from there."""
    line = by_address.get(address)
    return line is not None and line.state is not State.OPEN and (line.state is not State.KEPT or line.stood)


def _repeated(lines: Iterable[Line]) -> set[str]:
    """Return the addresses whose content another one has, too: all but the smallest."""
    first: dict[str, str] = {}
    ordered = sorted((line for line in lines if line.digest and (line.state is not State.KEPT or line.stood)),
                     key=lambda line: line.address)  # fmt: skip
    return {line.address for line in ordered if first.setdefault(line.digest, line.address) != line.address}
