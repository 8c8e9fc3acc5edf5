"""How often the proposals of the rules are right, measured on the starter corpus, whose heads are written by hand.

    python bench/proposals.py [--misses FIELD]

The head is taken off, and the rules read the text alone; once more with the title of the head as a file would give it,
and with it but without headings: the corpus has the same ones for each kind, which real texts have not.
A field's first value counts; of topics, phases and technologies each one. The documents are dealt out in the order of
their names: the first, third, … were developed on, the others were not looked at.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.read import markdown
from ingest.read.extract import Extract
from knowledge.documents import Document, FrontMatter

CORPUS = Path(__file__).resolve().parent.parent / "knowledge" / "corpus"
TODAY = date(2026, 7, 31)  # the corpus was written in this month
WAYS = (("the text alone", False, True), ("with its title", True, True), ("with title, no headings", True, False))
Same = Callable[[object, object], bool]


def _equal(value: object, gold: object) -> bool:
    return value == gold


def _named(value: object, gold: object) -> bool:
    """Whether one name holds the other: "Fulda" and "Landkreis Fulda (Pilotgemeinde Eichenzell)"."""
    one, other = str(value).lower(), str(gold).lower()
    return one in other or other in one


def _fresh(value: object, gold: object) -> bool:
    return str(gold).startswith(str(value))


def _shares(value: object, gold: object) -> bool:
    told, known = (set(re.findall(r"\d+(?=\s*(?:%|Prozent|[–-]|bis))", str(text))) for text in (value, gold))
    return bool(told) and told <= known


def _about(value: object, gold: object) -> bool:
    """Whether a number is the other one rounded: 12.000 and 12.175."""
    return isinstance(value, int) and isinstance(gold, int) and abs(value - gold) <= 0.02 * gold


def _years(value: object, gold: object) -> bool:
    return re.findall(r"\d{4}", str(value)) == re.findall(r"\d{4}", str(gold))


SINGLE: dict[str, tuple[Callable[[FrontMatter], object], Same]] = {
    "kind": (lambda m: m.kind, _equal),
    "as_of": (lambda m: m.as_of, _fresh),
    "municipality.name": (lambda m: m.municipality and m.municipality.name, _named),
    "municipality.state": (lambda m: m.municipality and m.municipality.state, _equal),
    "municipality.type": (lambda m: m.municipality and m.municipality.type, _equal),
    "municipality.population": (lambda m: m.municipality and m.municipality.population, _about),
    "funding.level": (lambda m: m.funding and m.funding.level, _equal),
    "funding.states": (lambda m: m.funding and list(m.funding.states), _equal),
    "funding.status": (lambda m: m.funding and m.funding.status, _equal),
    "funding.deadline": (lambda m: m.funding and m.funding.deadline and m.funding.deadline.isoformat(), _equal),
    "funding.rate": (lambda m: m.funding and m.funding.rate, _shares),
    "funding.max_eur": (lambda m: m.funding and m.funding.max_eur, _equal),
    "period": (lambda m: m.period, _years),
    "cost_eur": (lambda m: m.cost_eur, _equal),
}
LISTS: dict[str, Callable[[FrontMatter], Sequence[str]]] = {
    "topics": lambda m: m.topics,
    "phases": lambda m: m.phases,
    "technologies": lambda m: m.technologies,
}


@dataclass(frozen=True)
class Counted:
    """A field over some documents: how many have it by hand, how many values were proposed, how many of them right."""

    known: int = 0
    told: int = 0
    right: int = 0
    offered: int = 0  # right among all the values to choose from

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.known + other.known, self.told + other.told, self.right + other.right, self.offered + other.offered
        )

    def __str__(self) -> str:
        precision = f"{self.right}/{self.told} {self.right / self.told:.2f}" if self.told else "–"
        return f"{precision:>14}   {self.right}/{self.known} ({self.offered})"


def bare(document: Document, title: str, headings: bool) -> tuple[Extract, Document]:
    """Return what a reader would hand on of the text without its head, and the document as it would be filed."""
    passages = tuple(replace(p, headings=p.headings if headings else ()) for p in document.passages)
    meta = FrontMatter(id=document.id, kind="page", title=title or "-")
    return Extract(title, ()), replace(document, meta=meta, passages=passages)


def values(proposals: Sequence[Proposal]) -> dict[str, list[object]]:
    """Return the proposed values by field, that of a place also by its parts."""
    found: dict[str, list[object]] = {}
    for one in proposals:
        found.setdefault(one.field, []).append(one.value)
        if one.field == "municipality" and isinstance(one.value, dict):
            for name, value in one.value.items():
                found.setdefault(f"municipality.{name}", []).append(value)
    return found


def counted(document: Document, title: str, headings: bool) -> Iterator[tuple[str, Counted, object, object]]:
    """Yield (field, count, proposed, by hand) of one document."""
    told = values(proposed(*bare(document, title, headings), TODAY))
    for field, (gold_of, same) in SINGLE.items():
        gold, given = gold_of(document.meta), told.get(field, [])
        right = [same(value, gold) for value in given if gold not in (None, [])]
        first = int(bool(right) and right[0])
        yield field, Counted(int(gold not in (None, [])), int(bool(given)), first, int(any(right))), given, gold
    for field, all_of in LISTS.items():
        known = all_of(document.meta)
        listed = told.get(field, [[]])[0]
        given = list(listed) if isinstance(listed, list) else []
        right_ones = sum(any(_named(value, one) for one in known) for value in given)
        yield field, Counted(len(known), len(given), right_ones, right_ones), given, known


def table(documents: Sequence[Document], way: tuple[str, bool, bool], wanted: str | None) -> Iterator[str]:
    """Yield the lines of a table; before it what was wrong or not proposed for a wanted field, on the first half."""
    name, titled, headings = way
    sums: dict[tuple[str, int], Counted] = {}
    for at, document in enumerate(documents):
        for field, count, given, gold in counted(document, document.meta.title if titled else "", headings):
            sums[field, at % 2] = sums.get((field, at % 2), Counted()) + count
            if field == wanted and at % 2 == 0 and (count.right, count.told) != (count.known, count.known):
                yield f"{document.id}: {given} / {gold}"
    yield f"\n{name:24}  right/proposed, precision, found (any): developed on        not looked at"
    for field in [*SINGLE, *LISTS]:
        yield f"{field:24}  {sums[field, 0]!s:44}{sums[field, 1]}"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", metavar="FIELD", help="show what was proposed wrongly, or not, on the first half")
    wanted = options.parse_args().misses
    documents = [markdown.read(path.name, path.read_bytes()) for path in sorted(CORPUS.glob("*.md"))]
    for way in WAYS:
        sys.stdout.write("\n".join(table(documents, way, wanted)) + "\n")


if __name__ == "__main__":
    main()
