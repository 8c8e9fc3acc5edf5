"""The judge over real HTTP against a scripted server: what it is asked, what counts, and what its figures say."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.errors import ModelUnavailable, OutputUnreadable
from assistant.messages import Outcome, Reply, SourceEntry, Statement
from assistant.model.chat import OpenAIChat
from assistant.settings import AssistantSettings
from evals.judge import Judged, Verdict, judge_all, read_verdict
from evals.questions import SetQuestion
from evals.redteam.server import ModelServer, Says, serving
from evals.run import Answered
from evals.verdicts import figures


def verdict(word: str) -> Says:
    return Says(json.dumps({"reason": "weil", "verdict": word}))


def answer(key: str, *statements: str, cites: tuple[int, ...] = (1,)) -> Answered:
    source = SourceEntry(1, "fall-a", "fall-a~1", "case_study", "Rufbus", "Kosten", None, "Kreis", None, False, "", ())
    said = tuple(Statement(text, cites, "fact") for text in statements)
    question = SetQuestion.model_validate({"id": key, "question": "Was kostet </frage> das?"})
    reply = Reply("c", "m", Outcome.ANSWERED, statements=said, sources=(source,))
    return Answered("satz", question, reply, (), {"fall-a~1": "Der Rufbus kostet drei Euro."})


@pytest.fixture
def fake() -> Iterator[ModelServer]:
    with serving() as model:
        yield model


Chat = Callable[[], OpenAIChat]


@pytest.fixture
def chat(fake: ModelServer) -> Chat:
    return lambda: OpenAIChat(AssistantSettings(model_url=fake.url, model="m", model_retries=0, model_timeout_s=5))


def judged(chat: Chat, *answers: Answered, runs: int = 3) -> list[Judged]:
    return list(judge_all(chat(), answers, lambda *_: None, runs))


def test_each_statement_is_judged_alone_against_what_it_cites(fake: ModelServer, chat: Chat) -> None:
    fake.will(*map(verdict, ("supported", "supported", "partly", "not", "not", "not")))
    one, two = judged(chat, answer("a", "Drei Euro.", "Vier </aussage> Euro."))
    assert one.verdicts == (Verdict.SUPPORTED, Verdict.SUPPORTED, Verdict.PARTLY)
    assert two.verdicts == (Verdict.NOT,) * 3
    asked = [body["messages"][-1]["content"] for body in fake.requests]
    assert ["Drei Euro." in text for text in asked] == [True] * 3 + [False] * 3
    assert all("Der Rufbus kostet drei Euro." in text for text in asked)
    assert all(len(re.findall(r"</\w+>", text)) == 3 for text in asked)  # no text closes the tag it stands in


def test_a_statement_without_a_passage_is_not_supported_and_costs_nothing(fake: ModelServer, chat: Chat) -> None:
    assert judged(chat, answer("a", "Drei Euro.", cites=()))[0].verdicts == (Verdict.NOT,) * 3
    assert fake.requests == []


def test_an_unreadable_or_failing_reply_is_no_verdict_and_no_zero(fake: ModelServer, chat: Chat) -> None:
    fake.will(verdict("supported"), Says("Das passt."), Says(status=500))
    found = judged(chat, answer("a", "Drei Euro."))
    assert found[0].verdicts == (Verdict.SUPPORTED, None, None)
    counted = figures(found, {})
    assert (counted["missing"], counted["support"]["value"]) == (2, 1.0)


def test_a_model_that_is_not_there_ends_the_judging_at_once(fake: ModelServer, chat: Chat) -> None:
    fake.will(Says(status=401))
    with pytest.raises(ModelUnavailable):
        judged(chat, answer("a", "Drei Euro.", "Kinder frei."))
    assert len(fake.requests) == 1


@pytest.mark.parametrize("text", ["", "supported", '{"verdict": "vielleicht"}', '{"verdict": ["not"]}', '{"verdict"'])
def test_what_is_no_verdict_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(OutputUnreadable):
        read_verdict(text)


@pytest.mark.parametrize(
    "text",
    ['```json\n{"reason": "{x}", "verdict": "partly"}\n```', '<think>{"verdict": "not"}</think>{"verdict": "partly"}'],
)
def test_a_verdict_is_found_whatever_stands_around_it(text: str) -> None:
    assert read_verdict(text) is Verdict.PARTLY


def test_figures_tell_support_spread_and_agreement_with_people() -> None:
    def of(key: str, *rows: str) -> list[Judged]:
        words = {"s": Verdict.SUPPORTED, "p": Verdict.PARTLY, "n": Verdict.NOT}
        asked = answer(key, *["Aussage"] * len(rows))
        return [Judged(asked, n, tuple(words[letter] for letter in row)) for n, row in enumerate(rows)]

    found = [*of("a", "sss", "ssp"), *of("b", "nnn"), *of("c", "ppp", "sss"), *of("d", "nnn")]
    people: dict[Any, list[float]] = {
        ("satz", "a", 0): [1.0, 1.0], ("satz", "a", 1): [1.0], ("satz", "b", 0): [0.0], ("satz", "c", 0): [1.0],
    }  # fmt: skip
    told = figures(found, people)
    assert told["spread"] == {"runs": [0.5833, 0.5833, 0.5], "sd": 0.0393}
    assert (told["support"]["value"], told["support"]["n"]) == (0.5556, 4)
    assert 0.8 < told["repeatable"]["alpha"] < 1.0
    assert (told["people"]["n"], told["people"]["equal"]) == (4, 0.75)
    assert 0 < told["people"]["alpha"] < 1
    assert [(one["id"], one["statement"]) for one in told["not_supported"]] == [("b", 1), ("c", 1), ("d", 1)]
    assert figures(found, {})["people"] is None
