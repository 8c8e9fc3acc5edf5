"""A released answer becomes knowledge by the hand of a person who has read it, and leaves it the same way."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from fastapi import FastAPI

from api.desk import Desk
from api.verifying import SOURCE, digests_of
from api.wiring import Lotse
from assistant.messages import Question
from assistant.people.advisors import Advisor
from assistant.people.cited import CitedText, of_reply
from tests.api.console.conftest import Person

BY = Advisor(1, "advisor", "Advisor Muster", "advisor@example.org", "advisor")


@dataclass(frozen=True)
class Released:
    """A handoff whose answer was released, and the documents that the answer cites."""

    number: str
    documents: frozenset[str]


@pytest.fixture
def lotse(console_app: FastAPI) -> Lotse:
    found = console_app.state.serving.lotse
    assert isinstance(found, Lotse)
    return found


@pytest.fixture
def released(lotse: Lotse, desk: Desk) -> Released:
    """Release an answer with its sources, signed by hand and with a name in it."""
    talk = secrets.token_hex(16)
    asked = lotse.reply_to(Question("Ich möchte mit einem Menschen sprechen.", conversation_id=talk))
    assert asked.handoff is not None
    found = lotse.reply_to(Question("Wer hat Erfahrung mit einem Rufbus auf dem Land?"))
    cited = of_reply(found, digests_of(lotse.registry, [one.document_id for one in found.sources]))
    text = f"{cited.text}\n\nFragen Sie gern auch Frau Sabine Muster."
    desk.handoffs.claim(asked.handoff.id, BY)
    desk.handoffs.release(asked.handoff.id, BY, CitedText(text, cited.sources))
    return Released(asked.handoff.id, frozenset(one.document_id for one in found.sources))


def evidence(lotse: Lotse) -> set[str]:
    return {key for key, entry in lotse.registry.known().items() if entry.source == SOURCE}


def publish(person: Person, number: str, **fields: str) -> str:
    answer = person.post(f"/console/handoffs/{number}/publish", **form(**fields))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def form(**fields: str) -> dict[str, str]:
    return {
        "question": "Wie fängt man mit einem Rufbus an?", "text": "Klein anfangen. [1]", "topics": "mobilitaet",
        "review_on": "2099-01-01", "confirmed": "true", **fields,
    }  # fmt: skip


def test_before_anything_is_published_a_person_sees_it_without_names(
    signed_in: Callable[[str], Person], released: Released
) -> None:
    page = signed_in("advisor").get(f"/console/handoffs/{released.number}/publish").text
    assert "Sabine" not in page
    assert "[Name]" in page


def test_a_published_answer_is_knowledge_with_owner_and_sources(
    signed_in: Callable[[str], Person], released: Released, lotse: Lotse, desk: Desk
) -> None:
    path = publish(signed_in("advisor"), released.number)
    key = path.rsplit("/", 1)[1]
    assert key in evidence(lotse)
    kept = desk.verified.of(key)
    assert kept is not None
    assert kept.verified.owner == "advisor"
    assert kept.verified.digests.keys() <= released.documents
    assert len(kept.verified.digests) == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("confirmed", "", "Bestätigen Sie"),
        ("question", " ", "Geben Sie die Frage an"),
        ("text", "Ja. [99]", "Die Marke [99] hat keine Quelle"),
        ("review_on", "2020-01-01", "der noch kommt"),
        ("topics", "erfunden", "aus der Liste"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    signed_in: Callable[[str], Person], released: Released, lotse: Lotse, field: str, value: str, said: str
) -> None:
    before = evidence(lotse)
    answer = signed_in("advisor").post(f"/console/handoffs/{released.number}/publish", **form(**{field: value}))
    assert answer.status_code == 422
    assert said in answer.text
    assert evidence(lotse) == before
    assert (form()["text"] if field != "text" else value) in answer.text


def test_a_withdrawn_answer_is_no_knowledge_any_more(
    signed_in: Callable[[str], Person], released: Released, lotse: Lotse
) -> None:
    person = signed_in("advisor")
    path = publish(person, released.number)
    assert person.post(f"{path}/withdraw", seen="1", why="Überholt").status_code == 303
    assert path.rsplit("/", 1)[1] not in evidence(lotse)


def test_of_two_who_change_an_answer_the_second_is_told_and_keeps_what_was_typed(
    signed_in: Callable[[str], Person], released: Released
) -> None:
    person = signed_in("advisor")
    path = publish(person, released.number)
    assert person.post(path, seen="1", **form(text="Zuerst. [1]")).status_code == 303
    late = person.post(path, seen="1", **form(text="Zu spät. [1]"))
    assert late.status_code == 409
    assert "Zu spät. [1]" in late.text
    assert "inzwischen geändert" in late.text


def test_an_answer_that_was_not_released_cannot_be_published(signed_in: Callable[[str], Person], lotse: Lotse) -> None:
    asked = lotse.reply_to(Question("Ich möchte mit einem Menschen sprechen."))
    assert asked.handoff is not None
    assert signed_in("advisor").get(f"/console/handoffs/{asked.handoff.id}/publish").status_code == 404
    assert signed_in("advisor").get("/console/handoffs/L-GIBTSNICHT/publish").status_code == 404
