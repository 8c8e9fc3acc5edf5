"""A model on loopback, a composer that asks it, and evidence to ask about."""

import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from assistant.composing.extractive import compose
from assistant.composing.model import ModelComposer
from assistant.model.chat import OpenAIChat
from assistant.retrieval import Evidence
from assistant.settings import AssistantSettings
from evals.redteam.server import ModelServer, serving
from ingest.read import markdown
from knowledge.german import stems_of
from knowledge.matching import terms_of
from knowledge.search import Hit

QUESTION = "Was kostet der Rufbus in Hof?"
_HEAD = """---
id: {id}
kind: case_study
title: "{title}"
municipality: {{name: "{place}", state: BY, type: landkreis}}
as_of: 2025-01-01
sources:
  - {{title: Bericht, url: "https://example.org/bericht", publisher: Landkreis}}
  - {{title: Studie, url: "https://example.org/studie", publisher: Land}}
---
## Ergebnis

"""
HOF = (
    "Eine Fahrt mit dem Rufbus kostet drei Euro, Kinder fahren frei [1]. "
    "Der Freistaat gab seit 2019 rund 3,4 Millionen Euro [2]. Der Betrieb wurde nicht eingestellt. "
    "Ein zweites Fahrzeug ist beantragt."
)
FULDA = "In Fulda fährt der Rufbus seit dem 9. Juli 2021 mit acht Fahrzeugen."


@pytest.fixture
def fake() -> Iterator[ModelServer]:
    with serving() as model:
        yield model


@pytest.fixture
def settings_for(fake: ModelServer) -> Callable[..., AssistantSettings]:
    def settings(**changed: object) -> AssistantSettings:
        values = {"model_url": fake.url, "model": "m", "model_key": SecretStr("sk-test"), "model_timeout_s": 5.0}
        return AssistantSettings.model_validate({**values, **changed})

    return settings


@pytest.fixture
def composer_for(settings_for: Callable[..., AssistantSettings]) -> Callable[..., ModelComposer]:
    return lambda **changed: ModelComposer(OpenAIChat(settings_for(**changed)), compose)


@pytest.fixture
def composer(composer_for: Callable[..., ModelComposer]) -> ModelComposer:
    return composer_for()


def evidence_of(question: str = QUESTION, *texts: str) -> Evidence:
    """Make evidence of some passages; without any, of two: Hof and Fulda."""
    hits = []
    for number, text in enumerate(texts or (HOF, FULDA)):
        place = ("Landkreis Hof", "Fulda")[number % 2]
        head = _HEAD.format(id=f"fall-{number}", title=f"{place}: Rufbus", place=place)
        document = markdown.read(f"fall-{number}.md", (head + text + "\n").encode())
        hits += [Hit(passage, document.meta, 10.0 - number) for passage in document.passages]
    terms = terms_of(question, dict.fromkeys(stems_of(question), 1.0))
    return Evidence(tuple(hits), terms, 0.9)


@pytest.fixture
def evidence() -> Evidence:
    return evidence_of()


@pytest.fixture
def stopwatch() -> Callable[[], float]:
    started = time.monotonic()
    return lambda: time.monotonic() - started
