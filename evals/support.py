"""Measures the check of worded statements: how many false ones it lets pass, how many faithful ones it drops."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.judging import judge
from assistant.composing.draft import Drafted, Support
from knowledge.documents import Document
from knowledge.search import Hit

SET = Path(__file__).parent / "sets" / "other" / "support.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """A statement that cites a passage, whether it is supported, and what the check said."""

    id: str
    part: str
    kind: str
    statement: str
    supported: bool
    reason: str

    @property
    def right(self) -> bool:
        """Whether the check agrees with the person who wrote the case."""
        return self.supported == (not self.reason)


def judged(documents: Mapping[str, Document], path: Path = SET) -> Iterator[Case]:
    """Yield the cases of a set, judged; `passage` in the set is a piece of the cited passage's text."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        document = documents[case["document"]]
        passage = next(p for p in document.passages if case["passage"] in p.text)
        verdict = judge(Drafted(case["statement"], (Support(Hit(passage, document.meta, 1.0)),)))
        yield Case(case["id"], case["part"], case["class"], case["statement"], case["supported"], verdict.reason)


def shares(cases: list[Case]) -> dict[str, float]:
    """Return false_acceptance (of the unsupported), false_rejection (of the supported), precision and recall."""
    count = Counter((case.supported, not case.reason) for case in cases)
    passed, faithful = count[True, True] + count[False, True], count[True, True] + count[True, False]
    return {
        "cases": len(cases),
        "false_acceptance": round(count[False, True] / max(1, len(cases) - faithful), 4),
        "false_rejection": round(count[True, False] / max(1, faithful), 4),
        "precision": round(count[True, True] / max(1, passed), 4),
        "recall": round(count[True, True] / max(1, faithful), 4),
    }
