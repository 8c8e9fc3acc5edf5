"""What one answer takes: words, reading ease, tokens, money, time. Pure; None where an answer takes nothing of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.outcomes import answers
from evals.readability import lix, sentence_words
from evals.run import Answered
from knowledge.tokens import count_tokens

Amount = Callable[[Answered], float | None]
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in a currency of one's choice: those of the prompt, and those of the answer."""

    prompt: float
    answer: float


def text_of(a: Answered) -> str:
    """Return the statements of an answer, one per line; "" where nothing was answered."""
    return "\n".join(s.text for s in a.reply.statements) if answers(a.reply.outcome) else ""


def words(a: Answered) -> float | None:
    """Return how many words an answer has, as white space parts them."""
    return float(len(text_of(a).split())) if answers(a.reply.outcome) else None


def prompt_tokens(a: Answered) -> float | None:
    """Return the tokens a language model was given, as the trace records it; None where none was asked."""
    recorded = a.reply.trace.notes.get("prompt_tokens")
    return None if recorded is None else float(recorded)


def answer_tokens(a: Answered) -> float | None:
    """Return the tokens of an answer that a language model worded; what the check dropped is not in it."""
    return float(count_tokens(text_of(a))) if a.reply.generated_by.model and text_of(a) else None


def cost(a: Answered, prices: Prices) -> float | None:
    """Return what asking the language model cost; an answer that quotations stood in for has cost its prompt.

    A lower bound: what the model said and the check dropped is not known.
    """
    asked = prompt_tokens(a)
    return None if asked is None else (asked * prices.prompt + (answer_tokens(a) or 0.0) * prices.answer) / _MILLION


def _of_text(measure: Callable[[str], float]) -> Amount:
    def amount(a: Answered) -> float | None:
        text = text_of(a)
        return measure(text) if text else None

    return amount


MEANS: Mapping[str, Amount] = {
    "sentence_words": _of_text(sentence_words),
    "lix": _of_text(lix),
    "prompt_tokens": prompt_tokens,
    "answer_tokens": answer_tokens,
}
PERCENTILES: Mapping[str, tuple[Amount, float]] = {
    "words_median": (words, 0.5),
    "words_p90": (words, 0.9),
    "latency_ms_p50": (lambda a: a.ms, 0.5),
    "latency_ms_p95": (lambda a: a.ms, 0.95),
}
