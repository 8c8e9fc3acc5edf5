"""Questions that were handed over, asked of the application under test, and a gap that someone took."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from api.desk import Desk
from api.store.conversations import StoredConversations
from assistant.people.gaps import Key
from knowledge.profile import Profile
from tests.api.store.gap_examples import ask

LARGE = Profile("SL", 150_000)
LARGE_KEY = Key("mobilitaet", "SL", "über 100.000")
QUESTIONS = (
    "Was kostet ein Rufbus?",
    "Wie startet man einen Rufbus?",
    "Welche Erfahrungen gibt es mit Rufbussen?",
    "Wie lässt sich ein Mitfahrdienst organisieren?",
    "Kim Muster, kim.muster@example.org: Wie bucht man einen Rufbus?",
)


@contextmanager
def handed_over(desk: Desk) -> Iterator[list[str]]:
    """Keep questions about buses that a large town asked and nobody answered; give the ids of their conversations."""
    conversations = StoredConversations(desk.engine, desk.now)
    keys = [uuid.uuid4().hex for _ in QUESTIONS]
    for key, text in zip(keys, QUESTIONS, strict=True):
        ask(conversations, key, text, profile=LARGE)
    try:
        yield keys
    finally:
        for key in keys:
            conversations.forget(key)


def taken_gap(desk: Desk) -> str:
    """Take a gap of questions that stay, and return the address of its page."""
    conversations = StoredConversations(desk.engine, desk.now)
    for text in QUESTIONS:
        ask(conversations, uuid.uuid4().hex, text, profile=Profile("HB", 700_000), said=["Ein Rufbus fährt auf Anruf."])
    number = desk.gaps.take(Key("mobilitaet", "HB", "über 100.000"), "editor")
    return f"/console/gaps/{number}"
