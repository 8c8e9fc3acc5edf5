"""A model that fails costs nobody the answer, nobody's time beyond the deadline, and no second charge."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.composing.extractive import compose
from assistant.composing.model import ModelComposer
from assistant.errors import BudgetSpent, ModelRefused, ModelUnavailable
from assistant.model.chat import OpenAIChat, Prompt
from assistant.model.limits import Breaker, DailyBudget
from assistant.retrieval import Evidence
from assistant.settings import AssistantSettings
from tests.assistant.model.conftest import QUESTION, evidence_of
from tests.assistant.model.test_answers import GOOD, assert_quoted, texts
from tests.fakes.openai_server import FakeModel, Says, answer

Settings = Callable[..., AssistantSettings]
Composer = Callable[..., ModelComposer]
ASK = Prompt("Antworte.", "Was kostet es?", 100)


@pytest.fixture(autouse=True)
def loaded(fake: FakeModel, settings_for: Settings) -> None:
    """Load the libraries before anything is timed; the request is forgotten."""
    fake.will(answer(GOOD))
    "".join(OpenAIChat(settings_for()).stream(ASK))
    fake.requests.clear()


# --- failures ---


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Says(status=500), "model_unavailable"),
        (Says(status=503), "model_unavailable"),
        (Says(status=429), "model_busy"),
        (Says(status=400), "model_refused"),
        (Says(status=401), "model_refused"),
        (Says(status=404), "model_refused"),
        (Says(status=302, headers={"Location": "http://192.0.2.1/v1/chat/completions"}), "model_refused"),
    ],
)
def test_a_model_that_refuses_is_answered_by_quotations(
    fake: FakeModel, composer_for: Composer, evidence: Evidence, reply: Says, code: str
) -> None:
    fake.otherwise = lambda _: reply
    assert_quoted(composer_for(model_retries=0)(QUESTION, evidence), code)
    assert fake.charged == 0


def test_a_model_that_is_not_there_is_answered_by_quotations(composer_for: Composer, evidence: Evidence) -> None:
    assert_quoted(composer_for(model_url="http://127.0.0.1:1/v1")(QUESTION, evidence), "model_unavailable")


@pytest.mark.parametrize("reply", [Says(silent_s=30), Says(trickle_s=0.05)])
def test_a_silent_model_is_given_up_at_the_deadline(
    fake: FakeModel, composer_for: Composer, evidence: Evidence, stopwatch: Callable[[], float], reply: Says
) -> None:
    fake.will(reply)
    assert_quoted(composer_for(model_timeout_s=0.5)(QUESTION, evidence), "model_silent")
    assert stopwatch() < 10
    assert len(fake.requests) == 1  # silence is not asked a second time: it may have been charged


@pytest.mark.parametrize("status", [429, 500, 502])
def test_a_passing_failure_is_retried(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence, status: int
) -> None:
    fake.will(Says(status=status, headers={"Retry-After": "0.01"}), answer(GOOD))
    assert texts(composer(QUESTION, evidence)) == [GOOD[0]]
    assert (len(fake.requests), fake.charged) == (2, 1)


def test_a_server_that_wants_a_longer_wait_than_there_is_time_is_not_waited_for(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence, stopwatch: Callable[[], float]
) -> None:
    fake.will(Says(status=429, headers={"Retry-After": "60"}), answer(GOOD))
    assert_quoted(composer(QUESTION, evidence), "model_busy")
    assert stopwatch() < 30
    assert len(fake.requests) == 1


def test_a_server_that_knows_no_schema_and_no_temperature_is_asked_plainly_and_stays_so(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence
) -> None:
    plain = {"response_format", "temperature"}
    fake.otherwise = lambda body: Says(status=400) if plain & body.keys() else answer(GOOD)
    assert texts(composer(QUESTION, evidence)) == [GOOD[0]]
    assert [sorted(plain & body.keys()) for body in fake.requests] == [
        ["response_format", "temperature"], ["temperature"], []
    ]  # fmt: skip
    composer("Was kostet der Rufbus im Landkreis Hof?", evidence)
    assert len(fake.requests) == 4


def test_after_three_failures_in_a_row_the_model_rests(
    fake: FakeModel, settings_for: Settings, evidence: Evidence
) -> None:
    now = [0.0]
    chat = OpenAIChat(settings_for(model_retries=0), breaker=Breaker(3, 60.0, lambda: now[0]))
    composer = ModelComposer(chat, compose)
    for _ in range(5):
        assert_quoted(composer(QUESTION, evidence), "model_unavailable")
    assert len(fake.requests) == 3
    now[0] = 61.0
    fake.will(answer(GOOD))
    assert composer(QUESTION, evidence).generated_by.mode == "model"


def test_errors_and_logs_hold_neither_question_nor_key(
    fake: FakeModel, settings_for: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(ModelUnavailable) as failed:
        list(OpenAIChat(settings_for(model_retries=0)).stream(Prompt("s", "Was kostet die Villa?", 100)))
    for told in (str(failed.value), caplog.text):
        assert "Villa" not in told
        assert "sk-test" not in told


# --- cost ---


@pytest.mark.parametrize(
    "reply",
    [
        answer(GOOD),
        answer(("Eine Fahrt kostet 99 Euro.", "S1")),
        answer(completeness="none"),
        Says("kein JSON"),
        Says(answer(GOOD).text, cut=30),
    ],
)
def test_the_same_question_is_not_paid_for_twice(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence, reply: Says
) -> None:
    fake.will(reply)
    first = composer(QUESTION, evidence)
    assert composer(QUESTION, evidence) == first
    assert list(composer.stream(QUESTION, evidence)) == list(first.statements)
    assert fake.charged == 1


def test_the_same_question_asked_by_several_at_once_is_paid_for_once(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence
) -> None:
    fake.otherwise = lambda _: replace(answer(GOOD), silent_s=0.3)
    with ThreadPoolExecutor(8) as clerks:
        drafts = list(clerks.map(lambda _: composer(QUESTION, evidence), range(8)))
    assert texts(drafts[0]) == [GOOD[0]]
    assert drafts == [drafts[0]] * 8
    assert fake.charged == 1


def test_who_waits_for_a_question_that_fails_gets_quotations_too(
    fake: FakeModel, composer_for: Composer, evidence: Evidence
) -> None:
    composer = composer_for(model_retries=0)
    fake.otherwise = lambda _: Says(status=500, silent_s=0.1)
    with ThreadPoolExecutor(4) as clerks:
        for draft in clerks.map(lambda _: composer(QUESTION, evidence), range(4)):
            assert_quoted(draft, "model_unavailable")


def test_another_question_and_changed_evidence_are_asked_anew(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence
) -> None:
    fake.otherwise = lambda _: answer(GOOD)
    composer(QUESTION, evidence)
    composer("Was kostet eine Fahrt?", evidence)
    composer(QUESTION, evidence_of(QUESTION, "Eine Fahrt mit dem Rufbus kostet vier Euro."))
    assert fake.charged == 3


def test_a_spent_budget_is_answered_by_quotations_without_asking(
    fake: FakeModel, composer_for: Composer, evidence: Evidence
) -> None:
    assert_quoted(composer_for(model_daily_tokens=1_000)(QUESTION, evidence), "budget_spent")
    assert fake.requests == []


def test_the_budget_starts_anew_the_next_day_and_counts_back_what_was_not_used() -> None:
    day = [date(2026, 1, 1)]
    budget = DailyBudget(100, lambda: day[0])
    budget.reserve(80)
    with pytest.raises(BudgetSpent):
        budget.reserve(30)
    budget.give_back(20)
    budget.reserve(30)
    day[0] = date(2026, 1, 2)
    budget.reserve(100)


def test_a_refused_request_does_not_count(fake: FakeModel, settings_for: Settings) -> None:
    budget = DailyBudget(150)
    chat = OpenAIChat(settings_for(model_retries=0), budget)
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            list(chat.stream(ASK))
    assert len(fake.requests) == 2


def test_the_evidence_stays_within_its_tokens(fake: FakeModel, settings_for: Settings) -> None:
    fake.will(answer(GOOD))
    long = "Eine Fahrt mit dem Rufbus kostet drei Euro. " * 400
    evidence = evidence_of(QUESTION, long, "Kinder fahren frei.")
    ModelComposer(OpenAIChat(settings_for()), compose, evidence_tokens=300)(QUESTION, evidence)
    assert len(fake.requests[0]["messages"][-1]["content"]) < 300 * 5 + 1_000


# --- settings ---


def test_the_only_model_of_a_server_needs_no_name(fake: FakeModel, settings_for: Settings) -> None:
    fake.models = ("llama-3",)
    fake.will(answer(GOOD))
    chat = OpenAIChat(settings_for(model=""))
    assert "".join(chat.stream(ASK))
    assert (chat.name, fake.requests[0]["model"]) == ("llama-3", "llama-3")


def test_of_several_models_one_has_to_be_named(fake: FakeModel, settings_for: Settings) -> None:
    fake.models = ("a", "b")
    with pytest.raises(ModelRefused, match="bietet a, b an: Nennen Sie eines in LOTSE_MODEL"):
        list(OpenAIChat(settings_for(model="")).stream(ASK))
    assert fake.requests == []


def test_questions_are_not_sent_when_langsmith_would_read_them(
    fake: FakeModel, composer: ModelComposer, evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    assert_quoted(composer(QUESTION, evidence), "model_refused")
    assert fake.requests == []


@pytest.mark.parametrize("tracing", ["", "true"])
def test_warming_up_asks_nothing_and_stops_no_start(
    fake: FakeModel, settings_for: Settings, monkeypatch: pytest.MonkeyPatch, tracing: str
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", tracing)
    OpenAIChat(settings_for()).warm()
    assert fake.requests == []


def test_an_address_that_is_none_stops_the_start() -> None:
    with pytest.raises(ValidationError):
        AssistantSettings(model_url="localhost:11434")


def test_tokens_are_counted_without_the_network_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge import tokens

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"broken")
    tokens._encoding.cache_clear()
    assert tokens.count_tokens("x" * 300) == 100
    assert (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").read_bytes() == b"broken"
