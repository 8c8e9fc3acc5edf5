"""Answers put together by hand, for measures to be tried on."""

from dataclasses import replace
from typing import Any

from assistant.messages import CaseEntry, Outcome, PlaceEntry, Reply, SourceEntry, Statement
from evals.questions import SetQuestion
from evals.run import Answered

PASSAGES = {
    "hof~1": "Der Rufbus kostet 3 Euro. Er fährt seit 2024.",
    "hof~2": "Im ersten Jahr fuhren 11.000 Fahrgäste mit.",
    "ulm~1": "Die Stadt misst den Regen mit Sensoren.",
}
SOURCES = tuple(
    SourceEntry(n, key[:3], key, "case_study", title, "", None, "P", None, False, "", ())
    for n, (key, title) in enumerate(
        [("hof~1", "Rufbus auf dem Land"), ("hof~2", "Rufbus auf dem Land"), ("ulm~1", "Ulm: Regen messen")], start=1
    )
)
HOF = CaseEntry("hof", "Rufbus auf dem Land", PlaceEntry("Landkreis Hof", "BY", 95_000), ())


def statement(text: str, *citations: int) -> Statement:
    return Statement(text, citations, "fact")


def answered(*statements: Statement, **question: Any) -> Answered:
    """Give what came back for a question: an answer of these statements, all sources listed."""
    reply = Reply("g", "m", Outcome.ANSWERED, statements=statements, sources=SOURCES, cases=(HOF,), confidence=0.9)
    asked = SetQuestion.model_validate({"id": "1", "question": "Was kostet der Rufbus?", **question})
    return Answered("satz", asked, reply, ("hof", "ulm"), PASSAGES, 5.0)


def ended(outcome: Outcome, confidence: float, **question: Any) -> Answered:
    """Give what came back for a question that ended so; it shows the source `hof` when it was answered."""
    one = answered(**question)
    cited = SOURCES[:1] if outcome.startswith("answered") else ()
    return replace(one, reply=replace(one.reply, outcome=outcome, confidence=confidence, sources=cited, cases=()))
