"""Answers one standalone question from the evidence, or says why not: retrieve, look for gaps, compose, check."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

from assistant.checking.judging import Verdict, count_dropped, judge
from assistant.composing.draft import Draft, Drafted
from assistant.conflicts import Conflict, conflicts
from assistant.gaps import Decision, decision, gaps
from assistant.hearing import Heard
from assistant.messages import GeneratedBy
from assistant.missing.gap import Gap
from assistant.options import options
from assistant.parts import Parts
from assistant.retrieval import Evidence, retrieve
from assistant.spelling import corrected
from assistant.turn import OpenTurn


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one question: the decision, and the statements that stand.

    `gaps` are named things that the evidence does not speak about, `choices` what the question may mean, `complete`
    whether nothing is known to be missing.
    """

    query: str
    decision: Decision
    evidence: Evidence
    statements: tuple[Drafted, ...] = ()
    gaps: tuple[Gap, ...] = ()
    choices: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    complete: bool = True
    generated_by: GeneratedBy = field(default_factory=GeneratedBy)
    notes: dict[str, str | int | float] = field(default_factory=dict)


def answer(query: str, heard: Heard, parts: Parts, turn: OpenTurn, heading: str | None = None) -> Answer:
    """Return the answer to one standalone question of a message; each statement is told as soon as it is checked.

    `heading` is the question as it was asked, where the message asks several. Raises KnowledgeError.
    """
    language = heard.language
    with turn.step("retrieve"):
        evidence = _evidence(query, heard, parts)
        if language == "de" and evidence.confidence < parts.answer_from:
            read = corrected(query, evidence.terms, evidence.unit, evidence.hits, parts.reading.places)
            evidence = evidence if read == query else _evidence(read, heard, parts)
            query = read
    with turn.step("decide"):
        missing = gaps(query, evidence, parts.reading.places, parts.vocabulary, language=language)
        choices = options(query, evidence, parts.reading.places)
        decided = decision(evidence, missing, choices, answer_from=parts.answer_from, partial_from=parts.partial_from)
    if decided in ("clarify", "hand_over"):
        return Answer(query, decided, evidence, gaps=missing, choices=choices)
    before = len(turn.said)
    draft, verdicts = _composed(query, evidence, parts, turn, heading)
    with turn.step("check", goes_on=bool(verdicts)):
        standing = turn.said.drafted[before:]
        contradicted = tuple(c for c in conflicts(standing, evidence) if judge(Drafted(c.text, (c.support,))).stands)
    _say_side_by_side(standing, contradicted, turn, heading)
    dropped = {f"dropped_{rule}": n for rule, n in count_dropped(verdicts).items()}
    return Answer(
        query,
        decided,
        evidence,
        turn.said.drafted[before:],
        missing,
        conflicts=contradicted,
        complete=draft.complete and not missing,
        generated_by=draft.generated_by,
        notes={**draft.notes, **dropped},
    )


def _composed(
    query: str, evidence: Evidence, parts: Parts, turn: OpenTurn, heading: str | None
) -> tuple[Draft, list[Verdict]]:
    """Return the draft and the verdicts on its statements; those that stand are said while the next is worded."""
    verdicts: list[Verdict] = []
    with closing(parts.compose(query, evidence)) as drafting:
        while True:
            with turn.step("compose", goes_on=bool(verdicts)):
                try:
                    drafted = next(drafting)
                except StopIteration as whole:
                    return whole.value, verdicts
            with turn.step("check", goes_on=bool(verdicts)):
                verdicts.append(judge(drafted))
            if verdicts[-1].stands:
                turn.said.say(drafted, heading)


def _evidence(query: str, heard: Heard, parts: Parts) -> Evidence:
    return retrieve(
        query, heard.profile, parts.search, language=heard.language, vocabulary=parts.vocabulary, aside=heard.aside
    )


def _say_side_by_side(
    standing: Sequence[Drafted], contradicted: Sequence[Conflict], turn: OpenTurn, heading: str | None
) -> None:
    """Say each contradicting sentence right behind the statement that it contradicts, which is said already."""
    at = len(turn.said) - len(standing)
    for one in standing:
        at += 1
        for conflict in contradicted:
            if conflict.statement is one:
                turn.said.say(Drafted(conflict.text, (conflict.support,)), heading, at)
                at += 1
