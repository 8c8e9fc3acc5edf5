"""Asks a language model whether the cited passages carry each statement, several times; a second opinion, no gate.

Claim by claim (Min et al. 2023, FActScore): each statement is judged alone against the passages it cites. A judge of
another model family than the one that worded the answers is less likely to like its own mistakes.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import ModelUnavailable, OutputUnreadable
from assistant.masking import masked
from assistant.model.chat import ChatModel, Prompt
from assistant.prompts import render, version
from evals.run import Answered
from knowledge.indexes import Progress

PACKAGE = "evals.prompts"
PROMPTS = ("judge_system", "judge_user")
RUNS = 3
_ANSWER_TOKENS = 300
_PASSAGES = 12_000  # characters of the passages of one statement
_ANGLES = str.maketrans("<>", "‹›")  # so that no text closes the tag it stands in
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class Verdict(StrEnum):
    """Whether the cited passages carry a statement."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"

    @property
    def share(self) -> float:
        """How much of the statement is carried: 1, one half or 0."""
        return {Verdict.SUPPORTED: 1.0, Verdict.PARTLY: 0.5, Verdict.NOT: 0.0}[self]


_SCHEMA = {
    "type": "object",
    "properties": {"reason": {"type": "string"}, "verdict": {"type": "string", "enum": [str(v) for v in Verdict]}},
    "required": ["reason", "verdict"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of an answer, counted from 0, and one verdict per run; None where the model gave none."""

    answered: Answered
    index: int
    verdicts: tuple[Verdict | None, ...]


def prompt_version() -> str:
    """Return the version of the prompts that a verdict depends on."""
    return version(*PROMPTS, package=PACKAGE)


def judge_all(model: ChatModel, answered: Sequence[Answered], progress: Progress, runs: int = RUNS) -> Iterator[Judged]:
    """Yield the verdicts on every statement. Raises ModelUnavailable when the first question to the model fails.

    Later failures cost their verdict only; an unreadable one is none too, and no "not".
    """
    claims = [(answer, index) for answer in answered for index in range(len(answer.reply.statements))]
    for n, (answer, index) in enumerate(claims, start=1):
        verdicts: list[Verdict | None] = []
        for _ in range(runs):
            try:
                verdicts.append(verdict_on(model, answer, index))
            except OutputUnreadable:
                verdicts.append(None)
            except ModelUnavailable:
                if n == 1 and not verdicts:
                    raise
                verdicts.append(None)
        progress("Aussagen", n, len(claims))
        yield Judged(answer, index, tuple(verdicts))


def verdict_on(model: ChatModel, answered: Answered, index: int) -> Verdict:
    """Return the verdict on one statement, without asking when it cites no passage. Raises ModelUnavailable."""
    statement = answered.reply.statements[index]
    cited = [source for source in answered.reply.sources if source.n in statement.citations]
    passages = [answered.passages.get(source.passage_id, source.quote) for source in cited]
    if not passages:
        return Verdict.NOT
    user = render(
        "judge_user",
        PACKAGE,
        question=masked(answered.question.question).translate(_ANGLES),
        passages="\n\n".join(passages)[:_PASSAGES].translate(_ANGLES),
        statement=statement.text.translate(_ANGLES),
    )
    prompt = Prompt(render("judge_system", PACKAGE), user, _ANSWER_TOKENS, _SCHEMA)
    return read_verdict("".join(model.stream(prompt)))


def read_verdict(text: str) -> Verdict:
    """Return the verdict in a reply, whatever stands around its JSON. Raises OutputUnreadable.

    >>> read_verdict('Gern: {"reason": "fehlt", "verdict": "not"}')
    <Verdict.NOT: 'not'>
    """
    said = _THOUGHT.sub("", text)
    for at in (found.start() for found in re.finditer(r"\{", said)):
        try:
            return Verdict(json.JSONDecoder().raw_decode(said, at)[0]["verdict"])
        except (ValueError, KeyError, TypeError):
            continue
    raise OutputUnreadable("Das Sprachmodell hat kein Urteil in der verlangten Form gegeben.")
