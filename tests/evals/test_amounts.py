"""What an answer takes of its reader, and of the one who pays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages import GeneratedBy, Outcome, Trace
from evals.amounts import Prices
from evals.readability import lix, sentence_words
from evals.run import Answered
from evals.scored import scored
from evals.scores import scores
from knowledge.tokens import count_tokens
from tests.evals.replies import answered, ended, statement
from tests.fakes.runs import run_of

TEXT = "Der Rufbus kostet 3 Euro."


def worded(prompt_tokens: int) -> Answered:
    one = answered(statement(TEXT, 1))
    by_model = GeneratedBy(mode="model", model="klein-1")
    return replace(
        one, reply=replace(one.reply, generated_by=by_model, trace=Trace(notes={"prompt_tokens": prompt_tokens}))
    )


@pytest.mark.parametrize(
    ("text", "words", "index"),
    [
        ("Wir fahren.", 2.0, 2.0),
        ("Geöffnet ist am 1. Mai von 8.30 bis 12 Uhr.", 10.0, 20.0),  # 1 sentence, 1 of 10 words is long
        ("Wann?\nMontags bis freitags", 2.0, 52.0),  # 2 sentences, 2 of 4 words are long
        ("", 0.0, 0.0),
        ("– … !", 0.0, 0.0),
    ],
)
def test_reading_ease_of_examples_worked_by_hand(text: str, words: float, index: float) -> None:
    assert sentence_words(text) == words
    assert lix(text) == pytest.approx(index)


@given(st.text())
def test_reading_ease_takes_any_text(text: str) -> None:
    assert lix(text) >= sentence_words(text) >= 0
    assert lix(text) <= sentence_words(text) + 100


def test_tokens_are_those_of_answers_that_a_model_worded() -> None:
    found = scores([worded(1_000), worded(3_000), answered(statement(TEXT, 1))])
    assert (found["prompt_tokens"], found["answer_tokens"], found["cost"]) == (2_000, count_tokens(TEXT), None)
    assert found["intervals"]["prompt_tokens"]["n"] == 2


def test_what_an_answer_costs_follows_from_the_prices() -> None:
    found = scores([worded(1_000_000)], prices=Prices(prompt=2.0, answer=1_000_000.0))
    assert found["cost"] == 2.0 + count_tokens(TEXT)


def test_a_run_is_scored_with_prices_and_without() -> None:
    run = run_of(worded(1_000_000))
    assert scored(run)["cost"] is None
    assert scored(run, Prices(prompt=2.0, answer=0.0))["cost"] == 2.0


def test_an_answer_that_quotations_stood_in_for_has_cost_its_prompt() -> None:
    one = answered(statement(TEXT, 1))
    fell_back = replace(one, reply=replace(one.reply, trace=Trace(notes={"prompt_tokens": 500_000, "fallback": "x"})))
    found = scores([fell_back], prices=Prices(prompt=2.0, answer=8.0))
    assert (found["cost"], found["answer_tokens"]) == (1.0, None)


def test_only_answers_are_read() -> None:
    found = scores([ended(Outcome.HANDOFF_NO_EVIDENCE, 0.1)])
    assert [found[measure] for measure in ("lix", "sentence_words", "words_median")] == [None, None, None]
