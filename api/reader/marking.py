"""Finds quoted words in the passages of a document: exactly, or not at all. Pure.

White space counts as one blank. A quote may be several sentences of the document put together: then each of them must
stand in it as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.documents import Passage

QUOTE_CHARS = 2_000  # of a longer quote nothing is marked
Span = tuple[int, int]
_LABEL = re.compile(r"[^:\n]{1,60}: ")  # "Organisation: Der Bürgermeister …": a statement may begin behind it
_LIST_MARK = re.compile(r"(?:-|\d+\.) $")


def marks_of(quote: str, passages: Sequence[Passage]) -> dict[str, tuple[Span, ...]]:
    """Return where the words of a quote stand, by passage id; empty when not all of them stand in the document.

    >>> passage = Passage("a~1", "a", 0, (), "Der Bus  fährt.", ())
    >>> marks_of("Bus fährt", [passage]), marks_of("Bus fahrt", [passage]), marks_of("Bus fäh", [passage])
    ({'a~1': ((4, 14),)}, {}, {})
    """
    wanted = _flat(quote)
    if not wanted or len(quote) > QUOTE_CHARS:
        return {}
    found = _in_one_piece(wanted, passages) or _sentence_by_sentence(wanted, passages)
    texts = {passage.id: passage.text for passage in passages}
    return {key: _joined(spans, texts[key]) for key, spans in found.items()}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in_one_piece(wanted: str, passages: Iterable[Passage]) -> dict[str, list[Span]]:
    """Return the places where all of the quote stands, begun and ended at the border of a word."""
    words = r"\s+".join(map(re.escape, wanted.split(" ")))
    before, after = (r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w)" if wanted[-1].isalnum() else "")
    pattern = re.compile(f"{before}{words}{after}")
    found = {passage.id: [match.span() for match in pattern.finditer(passage.text)] for passage in passages}
    return {key: spans for key, spans in found.items() if spans}


def _sentence_by_sentence(wanted: str, passages: Iterable[Passage]) -> dict[str, list[Span]]:
    """Return the places of the sentences that make up the quote, one after the other without a rest."""
    places: dict[str, list[tuple[str, Span]]] = {}
    by_first_word: dict[str, list[str]] = {}
    for passage in passages:
        for span in _sentences(passage):
            places.setdefault(_flat(passage.text[slice(*span)]), []).append((passage.id, span))
    for text in sorted(places, key=len, reverse=True):
        by_first_word.setdefault(text.split(" ")[0], []).append(text)
    found: dict[str, list[Span]] = {}
    for text in _taken_apart(wanted, by_first_word):
        for key, span in places[text]:
            found.setdefault(key, []).append(span)
    return found


def _sentences(passage: Passage) -> Iterator[Span]:
    """Yield each sentence, also with its list mark, and without its label."""
    for sentence in passage.sentences:
        yield sentence.start, sentence.end
        line = passage.text.rfind("\n", 0, sentence.start) + 1
        if _LIST_MARK.fullmatch(passage.text[line : sentence.start]):
            yield line, sentence.end
        if label := _LABEL.match(passage.text, sentence.start, sentence.end):
            yield label.end(), sentence.end


def _taken_apart(wanted: str, by_first_word: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the sentences that make up the quote, the longest first where there is a choice; [] when none do."""
    starts = [0, *(match.end() for match in re.finditer(" ", wanted))]
    taken: dict[int, str] = {}  # by place: the sentence there, where it and what follows make up the rest
    for at in reversed(starts):
        for text in by_first_word.get(wanted[at:].split(" ", 1)[0], ()):
            end = at + len(text)
            if wanted.startswith(text, at) and (end == len(wanted) or (wanted[end] == " " and end + 1 in taken)):
                taken[at] = text
                break
    return list(_from_the_start(taken))


def _from_the_start(taken: Mapping[int, str]) -> Iterator[str]:
    at = 0
    while text := taken.get(at):
        yield text
        at += len(text) + 1


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return the spans in order; those that overlap, or have only blanks between them, become one."""
    ordered = sorted(set(spans))
    cuts = [0]
    reached = 0
    for n, (one, following) in enumerate(pairwise(ordered), start=1):
        reached = max(reached, one[1])
        gap = text[reached : following[0]]
        if gap.strip(" ") or "\n" in gap:
            cuts.append(n)
    runs = [ordered[a:b] for a, b in pairwise([*cuts, len(ordered)])]
    return tuple((run[0][0], max(end for _, end in run)) for run in runs if run)
