"""A verified answer: what an advisor released, as a document of the knowledge with owner and review date. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.masking import masked
from assistant.people.cited import MARK, CitedText, marks

_HEADING = re.compile(r"^(\s*)(#+|>|---+|===+|```)", re.MULTILINE)  # at a line's start these would change the structure


class VerifiedStatus(StrEnum):
    """Whether a verified answer is evidence: only a published one is."""

    PUBLISHED = "published"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


STATUS_NAMES = {
    VerifiedStatus.PUBLISHED: "veröffentlicht",
    VerifiedStatus.REOPENED: "wieder offen: eine Quelle hat sich geändert",
    VerifiedStatus.WITHDRAWN: "zurückgezogen",
}


@dataclass(frozen=True, slots=True)
class VerifiedAnswer:
    """Question and answer without names, who answers for it, and the day on which it has to be looked at again.

    `digests` are those of the documents it rests on, as they were when it was verified.
    """

    document_id: str
    question: str
    answer: CitedText
    topics: tuple[str, ...]
    owner: str
    verified_on: date
    review_on: date
    digests: Mapping[str, str]


def proposed_id(number: str) -> str:
    """Return the document id of the answer to a handoff.

    >>> proposed_id("L-AB2C")
    'geprueft-l-ab2c'
    """
    return f"geprueft-{number.lower()}"


def without_names(text: str) -> str:
    """Return the text with personal data replaced by what it was: "[Name]", "[E-Mail]"."""
    return masked(text)


def head_of(answer: VerifiedAnswer) -> tuple[dict[str, Any], dict[int, tuple[int, ...]]]:
    """Return the head of the document, and which of its sources (from 1) stand behind each mark of the answer.

    A source of the answer counts with the publications behind its words; one without any with its own address.
    """
    sources: list[dict[str, str]] = []
    behind: dict[int, tuple[int, ...]] = {}
    for cited in answer.answer.sources:
        found = [{"title": o.title, "url": o.url, "publisher": o.publisher} for o in cited.origins]
        if not found and cited.url:
            found = [{"title": cited.title, "url": cited.url, "publisher": cited.publisher}]
        sources += [one for one in found if one not in sources]
        behind[cited.n] = tuple(sources.index(one) + 1 for one in found)
    head: dict[str, Any] = {
        "id": answer.document_id,
        "kind": "verified_answer",
        "title": _one_line(answer.question),
        "questions": [_one_line(answer.question)],
        "topics": list(answer.topics),
        "as_of": answer.verified_on.isoformat(),
        "sources": sources,
    }
    return head, behind


def body_of(answer: VerifiedAnswer, behind: Mapping[int, tuple[int, ...]]) -> str:
    r"""Return the answer as Markdown whose marks count the document's own sources.

    >>> from assistant.people.cited import CitedText
    >>> day = date(2026, 11, 27)
    >>> answer = VerifiedAnswer("a", "Was?", CitedText("Es geht. [2]\n# 1", ()), (), "adele", day, day, {})
    >>> body_of(answer, {2: (1, 3)})
    '## Antwort\n\nEs geht. [1][3]\n\\# 1\n'
    """
    marked = MARK.sub(
        lambda found: _mark([n for one in marks(found[0]) for n in behind.get(one, ())]), answer.answer.text
    )
    return f"## Antwort\n\n{_HEADING.sub(_escaped, marked).strip()}\n"


def _mark(numbers: Sequence[int]) -> str:
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
