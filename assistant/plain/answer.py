"""Puts an answer into plainer words: by a model where its wording stands the check, else by rules; explains terms.

Every statement keeps its citations, kind and heading, and all statements their order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.messages import Reply
from assistant.plain.accepting import refused
from assistant.plain.rules import simplified
from assistant.plain.terms import terms_in
from assistant.plain.values import PlainAnswer
from knowledge.vocabulary import Vocabulary

Wording = Callable[[Sequence[str]], Mapping[int, str]]
NOTES = {
    ("rules", "de"): "Nach festen Regeln vereinfacht, ohne Sprachmodell. Es ist keine geprüfte Leichte Sprache.",
    ("rules", "en"): "Simplified by fixed rules, without a language model. The statements remain in German.",
    ("model", "de"): "Von einem Sprachmodell vereinfacht, wo die Quellen es stützen, sonst nach festen Regeln. "
    "Es ist keine geprüfte Leichte Sprache.",
    ("model", "en"): "Simplified by a language model where the sources support it, else by fixed rules. "
    "The statements remain in German.",
}


def plain_of(reply: Reply, vocabulary: Vocabulary, wording: Wording | None = None) -> PlainAnswer:
    """Return the statements of a reply in plainer words; `by` is model when at least one of them is a model's."""
    sources = {source.n: source for source in reply.sources}
    worded = wording([statement.text for statement in reply.statements]) if wording and reply.statements else {}
    accepted = {
        n: text
        for n, text in worded.items()
        if text != reply.statements[n].text and not refused(text, reply.statements[n], sources)
    }
    statements = tuple(
        replace(statement, text=accepted.get(n) or simplified(statement.text))
        for n, statement in enumerate(reply.statements)
    )
    by = "model" if accepted else "rules"
    language = "de" if reply.language == "de" else "en"
    terms = terms_in([statement.text for statement in reply.statements], vocabulary)
    return PlainAnswer(statements, terms, by, NOTES[by, language])
