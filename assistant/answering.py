"""Answers one standalone question from the evidence, or says why not: retrieve, look for gaps, compose, check."""

from dataclasses import dataclass, field

from assistant.checking.judging import count_dropped, judge
from assistant.composing.draft import Drafted
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


def answer(query: str, heard: Heard, parts: Parts, turn: OpenTurn) -> Answer:
    """Return the answer to one standalone question of a message. Raises KnowledgeError."""
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
    with turn.step("compose"):
        draft = parts.compose(query, evidence)
    with turn.step("check"):
        verdicts = [judge(drafted) for drafted in draft.statements]
        standing = [d for d, verdict in zip(draft.statements, verdicts, strict=True) if verdict.stands]
        contradicted = tuple(c for c in conflicts(standing, evidence) if judge(Drafted(c.text, (c.support,))).stands)
    dropped = {f"dropped_{rule}": n for rule, n in count_dropped(verdicts).items()}
    return Answer(
        query,
        decided,
        evidence,
        tuple(_side_by_side(standing, contradicted)),
        missing,
        conflicts=contradicted,
        complete=draft.complete and not missing,
        generated_by=draft.generated_by,
        notes={**draft.notes, **dropped},
    )


def _evidence(query: str, heard: Heard, parts: Parts) -> Evidence:
    return retrieve(
        query, heard.profile, parts.search, language=heard.language, vocabulary=parts.vocabulary, aside=heard.aside
    )


def _side_by_side(standing: list[Drafted], contradicted: tuple[Conflict, ...]) -> list[Drafted]:
    """Return the statements with each contradicting sentence right behind the one that it contradicts."""
    ordered: list[Drafted] = []
    for one in standing:
        ordered.append(one)
        ordered += [Drafted(c.text, (c.support,)) for c in contradicted if c.statement is one]
    return ordered
