"""Replies printed in full, for people who judge them: question, outcome, statements, sources, cases, funding, plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.export.markdown import markdown_of, plain
from api.export.wording import cited
from assistant.handoff import lasting
from assistant.messages import CaseEntry, FundingEntry, Reply, SourceEntry
from assistant.roadmap.values import Plan
from knowledge.freshness import dated, doubt, written


@dataclass(frozen=True, slots=True)
class Example:
    """A message as it was typed, what came back, and the plan with it; `note` says how it was asked."""

    message: str
    reply: Reply
    plan: Plan | None = None
    note: str = ""


def answers_page(title: str, examples: Iterable[Example]) -> str:
    """Return the examples as a Markdown page, numbered."""
    blocks = [f"# {title}"]
    for n, example in enumerate(examples, start=1):
        blocks += [f"## {n}. {plain(example.message)}", *_blocks(example)]
    return "\n\n".join(blocks) + "\n"


def _blocks(example: Example) -> Iterator[str]:
    reply = example.reply
    worded = reply.generated_by.model or reply.generated_by.mode
    facts = (f"Outcome `{reply.outcome.value}`", f"confidence {reply.confidence:.2f}", worded, example.note)
    yield ", ".join(filter(None, facts))
    for own in filter(None, (reply.message, reply.clarification)):
        yield plain(lasting(own, reply.handoff, reply.language, "…") if reply.handoff else own)
    heading = None
    for statement in reply.statements:
        if statement.heading != heading and (heading := statement.heading):
            yield f"### {plain(heading)}"
        yield f"{plain(cited(statement.text, statement.citations))} *({statement.kind})*"
    yield from _list("Sources", map(_source, reply.sources))
    yield from _list("Similar cases", map(_case, reply.cases))
    yield from _list("Funding", map(_funding, reply.funding))
    if example.plan is not None:
        yield markdown_of(example.plan, level=3).rstrip()


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    if lines := [f"- {item}" for item in items]:
        yield f"**{heading}**"
        yield "\n".join(lines)


def _source(source: SourceEntry) -> str:
    age = ", ".join(filter(None, [dated(source.as_of), doubt(source.stale, source.ended_on)]))
    where = ", ".join(filter(None, (source.heading, source.pages)))
    place = plain(f"{source.title} › {where} (Stand {age})")
    origins = "; ".join(f"{plain(f'{o.title} ({o.publisher})')} <{o.url}>" for o in source.origins)
    return f"[{source.n}] {place}" + (f": {origins}" if origins else "")


def _case(case: CaseEntry) -> str:
    reasons = f": {', '.join(case.reasons)}" if case.reasons else ""
    return plain(f"{case.title} ({case.municipality.state}){reasons}")


def _funding(funding: FundingEntry) -> str:
    deadline = f", Frist {written(funding.deadline)}" if funding.deadline else ""
    return plain(f"{funding.title}: {funding.status}{deadline} (Stand {dated(funding.as_of)})")
