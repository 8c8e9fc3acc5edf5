"""Reads a model's reply while it arrives: each statement as soon as its JSON object is complete. Knows no evidence.

Tolerant of form (text around the JSON, a code fence, a broken or cut end), strict in meaning: what is not a text with
citations is no statement.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.german import clean

_COMPLETENESS = re.compile(r'"completeness"\s*:\s*"(full|partial|none)"')
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_TOKEN = re.compile(r"[\[(]?[sS]?(\d{1,3})[\])]?")
_MARK = re.compile(r"\s*[\[(]S\d+(?:\s*[,;]\s*S\d+)*[\])]")
_LONGEST = 400  # characters of one statement
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement as the model gave it: its text and the tokens it cites."""

    text: str
    citations: tuple[str, ...]


@dataclass
class Output:
    """The reply so far."""

    text: str = ""
    _read_to: int = 0
    _raw: list[str] = field(default_factory=list)

    def take(self, piece: str) -> Iterator[Worded | None]:
        """Add a piece, and yield the statements that it completes; None for one that is no statement."""
        self._raw.append(piece)
        if "}" not in piece and "</think>" not in piece:
            return
        self.text = _THOUGHT.sub(lambda thought: " " * len(thought[0]), "".join(self._raw))
        at = self.text.find("{", self._read_to)
        while at >= 0:
            found, end = _object_at(self.text, at)
            if found is not None and "text" in found:
                self._read_to = end
                yield _statement(found)
                at = self.text.find("{", end)
            else:
                at = self.text.find("{", at + 1)

    @property
    def begun(self) -> bool:
        """Whether anything has arrived."""
        return bool(self._raw)

    @property
    def completeness(self) -> str:
        """`full`, `partial` or `none` as told at the end, "" when the reply broke off before or never told."""
        told = _COMPLETENESS.findall("".join(self._raw)[self._read_to :])
        return str(told[-1]) if told else ""


def _object_at(text: str, at: int) -> tuple[dict[str, object] | None, int]:
    try:
        found, end = _decode(text, at)
    except (ValueError, RecursionError):
        return None, at
    return (found, end) if isinstance(found, dict) else (None, at)


def _statement(found: dict[str, object]) -> Worded | None:
    """Return the statement that an object holds, or None.

    >>> _statement({"text": "Es  kostet 3 Euro. [S1]", "citations": ["S1", "[s2]"]})
    Worded(text='Es kostet 3 Euro.', citations=('S1', 'S2'))
    """
    text, citations = found.get("text"), found.get("citations")
    if not isinstance(text, str) or not isinstance(citations, list) or not citations:
        return None
    tokens = [_TOKEN.fullmatch(str(citation).strip()) for citation in citations]
    said = " ".join(_MARK.sub("", clean(text)).split())
    if not said or len(said) > _LONGEST or not all(tokens):
        return None
    return Worded(said, tuple(dict.fromkeys(f"S{token[1]}" for token in tokens if token)))
