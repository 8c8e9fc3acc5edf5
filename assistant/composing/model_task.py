"""Puts a question and its evidence into a prompt: passages as fenced data, opaque tokens instead of addresses."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from assistant.checking.phrases import hide_addresses
from assistant.masking import masked
from assistant.model.chat import Prompt
from assistant.prompts import render, version
from assistant.retrieval import Evidence
from knowledge.german import clean
from knowledge.search import Hit
from knowledge.tokens import count_tokens, first_tokens

PROMPTS = ("compose_system", "compose_user")
_QUESTION_TOKENS = 1_000
_ANGLES = str.maketrans("<>", "‹›")
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "citations": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["text", "citations"],
                "additionalProperties": False,
            },
        },
        "completeness": {"type": "string", "enum": ["full", "partial", "none"]},
    },
    "required": ["statements", "completeness"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt, and the hit behind each token in it ("S1")."""

    prompt: Prompt
    cited: dict[str, Hit]

    @property
    def notes(self) -> dict[str, str | int | float]:
        """What the trace tells of the prompt."""
        tokens = count_tokens(self.prompt.system) + count_tokens(self.prompt.user)
        return {"prompt": version(*PROMPTS), "sources": len(self.cited), "prompt_tokens": tokens}

    def digest(self, model: str) -> str:
        """Return what makes two tasks the same: model, question, evidence and wording of the prompt."""
        return hashlib.sha256("\0".join((model, self.prompt.system, self.prompt.user)).encode()).hexdigest()


def task_of(question: str, evidence: Evidence, evidence_tokens: int, answer_tokens: int) -> Task:
    """Return the task of answering from the best passages that `evidence_tokens` hold, at least one."""
    cited: dict[str, Hit] = {}
    blocks: list[str] = []
    left = evidence_tokens
    for hit in evidence.hits:
        block = _block(f"S{len(cited) + 1}", hit)
        if not cited:
            block = first_tokens(block, evidence_tokens)
        if count_tokens(block) > left:
            continue
        cited[f"S{len(cited) + 1}"] = hit
        blocks.append(block)
        left -= count_tokens(block)
    asked = first_tokens(_plain(masked(question)), _QUESTION_TOKENS)
    sources = "\n\n".join(blocks)
    # Nobody who writes a document can know its fence: it depends on the question and on all the evidence.
    fence = "textstellen-" + hashlib.sha256(f"{asked}\0{sources}".encode()).hexdigest()[:12]
    user = render("compose_user", fence=fence, sources=sources, question=asked)
    return Task(Prompt(render("compose_system"), user, answer_tokens, _SCHEMA), cited)


def _block(token: str, hit: Hit) -> str:
    meta, passage = hit.meta, hit.passage
    place = meta.municipality.name if meta.municipality else ""
    head = " | ".join(filter(None, [_plain(meta.title), place, passage.heading, f"Stand {meta.as_of or 'unbekannt'}"]))
    return f"[{token}] {_plain(head)}\n{_plain(passage.text)}"


def _plain(text: str) -> str:
    """Return a text that cannot close its fence, imitate a token or lead anywhere."""
    masked = hide_addresses(clean(text)).translate(_ANGLES)
    return re.sub(r"\[(S\d+)\]", r"(\1)", masked)
