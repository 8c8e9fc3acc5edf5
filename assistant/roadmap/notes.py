"""What stands beside the steps of a plan: what to mind, and what is still open. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assistant.checking.fitness import unfit
from assistant.roadmap.details import open_in
from assistant.roadmap.sources import Citations
from assistant.roadmap.steps import spoken_in
from assistant.roadmap.values import PlanNote, PlanStep
from knowledge.documents import FrontMatter, Passage
from knowledge.freshness import STALE_AFTER_YEARS, dated, doubt, ended_on, is_stale

_MIND = re.compile(r"\b(?:be)?achten|risik|fallstrick|stolper", re.IGNORECASE)  # headings of sections that warn
_MONEY = re.compile(r"€|\bEuro\b")
_ITEM = "- "


def cautions_in(meta: FrontMatter, passages: Iterable[Passage], citations: Citations) -> tuple[PlanNote, ...]:
    """Return the points of the sections that say what to mind, each whole."""
    sections = (passage for passage in passages if passage.headings and _MIND.search(passage.headings[-1]))
    return tuple(note for passage in sections for note in _points(meta, passage, citations))


def _points(meta: FrontMatter, passage: Passage, citations: Citations) -> Iterator[PlanNote]:
    starts = [passage.text.startswith(_ITEM, s.start - len(_ITEM)) and s.start >= len(_ITEM) for s in passage.sentences]
    numbered = [(sum(starts[: i + 1]), spoken) for i, spoken in enumerate(spoken_in(passage))]
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        said = [spoken for _, spoken in group]
        text = " ".join(spoken.text for spoken in said)
        origins = dict.fromkeys(n for spoken in said for n in spoken.origins)
        if not unfit(text, [meta]):
            yield PlanNote(passage.headings[-1], text, citations.of(meta, origins, passage))


def open_points(meta: FrontMatter, steps: Sequence[PlanStep], today: date) -> tuple[PlanNote, ...]:
    """Return what the sources leave open, step by step, and what the plan as a whole does not say."""
    said = [
        PlanNote(label, text.text, text.citations, step.n)
        for step in steps
        for text in step.detail
        if not step.suggestion and (label := open_in(text.text))
    ]
    return (*said, *_missing(meta, [step for step in steps if not step.suggestion], today))


def _missing(meta: FrontMatter, steps: Sequence[PlanStep], today: date) -> Iterator[PlanNote]:
    nobody = [step.n for step in steps if not (step.role or step.body)]
    if nobody:
        which = f"zu den Schritten {_listed(nobody)}" if len(nobody) > 1 else f"zu Schritt {nobody[0]}"
        who = "zu keinem Schritt" if len(nobody) == len(steps) else f"{which} nicht"
        yield PlanNote(
            "Zuständigkeit", f"Der Leitfaden sagt {who}, wer zuständig ist. Legen Sie es vor dem Start fest."
        )
    if not any(_MONEY.search(text.text) for step in steps for text in step.detail):
        yield PlanNote(
            "Kosten", "Der Leitfaden nennt zu den Schritten keine Kosten. Fragen Sie vergleichbare Kommunen."
        )
    if ended := ended_on(meta, today):
        yield PlanNote("Stand", f"Der Leitfaden {doubt(True, ended)}. Prüfen Sie, was seither gilt.")
    elif is_stale(meta, today):
        age = f"ist vom Stand {dated(meta.as_of)} und damit älter als {STALE_AFTER_YEARS[meta.kind]} Jahre"
        told = age if meta.as_of else "nennt keinen Stand"
        yield PlanNote("Stand", f"Der Leitfaden {told}. Prüfen Sie, was sich seither geändert hat.")


def _listed(numbers: Sequence[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} und {numbers[-1]}"
