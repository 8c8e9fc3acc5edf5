"""Finds numbered steps in the evidence and words them as an ordered list: every step, in order, none cut short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.composing.candidates import Candidate
from assistant.composing.draft import Drafted, Support
from assistant.composing.sentence_features import NUMBERED, line_before

STEP_WORDS = 150  # the list aims to stay below; each step keeps at least its first sentence
NEAR = 0.8  # of the best score: a list further down does not speak of what was asked
SAYS_ENOUGH = 3  # words of a title that may stand without detail: "Melden." may not
LEAST = 3  # items that make a list of steps


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered item: its number, where it starts in its passage's text, and its sentences."""

    number: int
    start: int
    sentences: tuple[Candidate, ...]

    @property
    def title_end(self) -> int:
        """Where the title ends in the passage's text; 0 when the item has none."""
        opening = self.sentences[0]
        ends = (s.end for s in opening.hit.passage.sentences if s.start == opening.sentence.start)
        end = next(ends, 0)
        return end if end < opening.sentence.end else 0

    @property
    def title_size(self) -> int:
        """Words of the title."""
        opening = self.sentences[0]
        return len(opening.hit.passage.text[opening.sentence.start : self.title_end].split())


def steps_among(found: Sequence[Candidate]) -> list[Step]:
    """Return the steps of the best document that numbers them from 1 without a gap; [] when none comes near."""
    by_document: dict[str, dict[int, Step]] = {}
    best = max((c.hit.score for c in found), default=0.0)
    for step in _items(found):
        head = step.sentences[0].hit
        if head.score >= NEAR * best or head.meta.id in by_document:
            by_document.setdefault(head.meta.id, {}).setdefault(step.number, step)
    for numbered in by_document.values():
        steps = [numbered[n] for n in range(1, len(numbered) + 1) if n in numbered]
        if len(steps) == len(numbered) >= LEAST:
            return steps
    return []


def _items(found: Sequence[Candidate]) -> Iterator[Step]:
    item: list[Candidate] = []
    number = start = 0
    for candidate in [*found, None]:
        opened = _number_before(candidate) if candidate else None
        goes_on = (
            candidate is not None
            and opened is None
            and bool(item)
            and candidate.key == (item[-1].hit.passage.id, item[-1].place + 1)
            and "\n" not in candidate.hit.passage.text[item[-1].sentence.end : candidate.sentence.start]
        )
        if goes_on and candidate:
            item.append(candidate)
            continue
        if item:
            yield Step(number, start, tuple(item))
        item = [candidate] if candidate and opened else []
        number, start = opened or (0, 0)


def _number_before(candidate: Candidate) -> tuple[int, int] | None:
    """Return the number that opens the sentence's line, and where the line starts; None without one."""
    start = candidate.sentence.start
    mark = line_before(candidate.hit.passage.text, start)
    marked = NUMBERED.fullmatch(mark)
    return (int(marked.group(1)), start - len(mark)) if marked else None


def worded(steps: Sequence[Step], words: int = STEP_WORDS) -> list[Drafted]:
    """Return one statement per step, literally as in its passage: its title, and more as `words` allow.

    Every step gets its detail before one gets its second; among these the most worth to the question first.
    """
    bare = [step.title_size if step.title_end and step.title_size >= SAYS_ENOUGH else 0 for step in steps]
    kept = [0 if title else 1 for title in bare]
    size = sum(title or step.sentences[0].said.size for step, title in zip(steps, bare, strict=True))
    more = [
        (place, -c.worth, n)
        for n, step in enumerate(steps)
        for place, c in enumerate(step.sentences)
        if place >= kept[n]
    ]
    for place, _, n in sorted(more):
        added = steps[n].sentences[place].said.size - (bare[n] if place == 0 else 0)
        if kept[n] == place and size + added <= words:
            kept[n] += 1
            size += added
    return [_statement(step, kept[n]) for n, step in enumerate(steps)]


def _statement(step: Step, kept: int) -> Drafted:
    sentences = step.sentences[: max(1, kept)]
    hit = sentences[0].hit
    end = sentences[-1].sentence.end if kept else step.title_end
    origins = tuple(dict.fromkeys(origin for c in sentences for origin in c.sentence.origins))
    return Drafted(hit.passage.text[step.start : end], (Support(hit, origins),))
