"""Puts the answers to the questions of a message into one reply: numbered sources, cases, funding, plan, and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from assistant.answering import Answer
from assistant.hearing import Heard
from assistant.messages import CaseEntry, FundingEntry, Outcome, Reply
from assistant.parts import Parts
from assistant.roadmap.planning import plan_of, wants_plan
from assistant.roadmap.values import Plan
from assistant.sourcing import CASES, cases_among, funding_among
from assistant.texts import say
from assistant.turn import OpenTurn
from knowledge.asked import wanted
from knowledge.documents import FrontMatter
from knowledge.freshness import funding_note


def reply_of(answers: Sequence[Answer], heard: Heard, turn: OpenTurn, parts: Parts) -> Reply:
    """Return the reply to a message of which at least one question has an answer. Raises KnowledgeError."""
    shown = [one for one in answers if one.statements]
    today = parts.today()
    whole = len(shown) == len(answers) and all(one.complete for one in shown)
    with turn.step("plan"):
        plan = _plan(shown, parts, today)
    return replace(
        turn.reply(Outcome.ANSWERED if whole else Outcome.PARTIAL, heard.language, heard.query),
        message=" ".join(_notes(answers, heard, today)) or None,
        statements=turn.said.statements,
        sources=turn.said.sources,
        cases=_cases(shown),
        funding=_funding(shown, today),
        plan=plan,
        confidence=round(min(one.evidence.confidence for one in shown), 3),
        generated_by=next((one.generated_by for one in shown if one.generated_by.model), shown[0].generated_by),
        trace=replace(
            turn.reply(Outcome.ANSWERED, heard.language, heard.query).trace,
            notes=_summed([one.notes for one in answers]),
        ),
    )


def _summed(notes: Sequence[Mapping[str, str | int | float]]) -> dict[str, str | int | float]:
    """Return what was noted of all questions: counts added up, of words the last.

    >>> _summed([{"prompt": "a", "prompt_tokens": 3}, {"prompt": "b", "prompt_tokens": 4}])
    {'prompt': 'b', 'prompt_tokens': 7}
    """
    found: dict[str, str | int | float] = {}
    for name, value in (item for one in notes for item in one.items()):
        before = found.get(name, 0)
        found[name] = value if isinstance(value, str) or isinstance(before, str) else before + value
    return found


def _notes(answers: Sequence[Answer], heard: Heard, today: date) -> list[str]:
    """Return what must be said beside the statements, each sentence once."""
    said: list[str] = []
    for asked, one in zip(heard.asked, answers, strict=True):
        said += [gap.sentence(heard.language) for gap in one.gaps]
        if not one.statements:
            said.append(say("unanswered", heard.language, question=asked))
        said += [conflict.note(heard.language) for conflict in one.conflicts]
        notes = (funding_note(meta, today, heard.language) for meta in _programmes(one))
        said += [note for note in notes if note]
    if heard.language == "en":
        said.append(say("german_sources", "en"))
    return list(dict.fromkeys(said))


def _programmes(one: Answer) -> Iterable[FrontMatter]:
    """Return the programmes that the answer cites; where funding is asked for and none is cited, the best one found."""
    cited = {s.hit.meta.id: s.hit.meta for drafted in one.statements for s in drafted.support}
    programmes = [meta for meta in cited.values() if meta.funding]
    if not programmes and one.statements and "funding" in wanted(one.query):
        near = {entry.document_id for entry in funding_among(one.evidence.hits, date.min)}
        programmes = [hit.meta for hit in one.evidence.hits if hit.meta.id in near][:1]
    return programmes


def _cases(shown: Sequence[Answer]) -> tuple[CaseEntry, ...]:
    found = {case.document_id: case for one in shown for case in cases_among(one.evidence.hits)}
    return tuple(found.values())[:CASES]


def _funding(shown: Sequence[Answer], today: date) -> tuple[FundingEntry, ...]:
    entries = chain.from_iterable(funding_among(one.evidence.hits, today) for one in shown)
    return tuple({entry.document_id: entry for entry in entries}.values())


def _plan(shown: Sequence[Answer], parts: Parts, today: date) -> Plan | None:
    """Return the plan for the first question that wishes for one."""
    wishes = (one for one in shown if wants_plan(one.query))
    plans = (plan_of(one.evidence, parts.passages_of, parts.search.rarity, today) for one in wishes)
    return next((plan for plan in plans if plan is not None), None)
