"""Conversations are kept in order, once per message, on both databases, and are gone when they should be."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from api.store.conversations import StoredConversations
from api.store.metadata import METADATA
from api.store.tables import TURNS
from assistant.conversation.memory import Memory, noted, recalled
from assistant.errors import MemoryUnavailable
from assistant.messages import Outcome, Reply, Turn
from knowledge.profile import Profile
from knowledge.registry_tables import open_engine

NOON = datetime(2025, 11, 1, 12, tzinfo=UTC)
HESSE = Profile("HE", 8000, "landgemeinde", "strategie")


class Clock:
    """Says the time it is set to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def turn(asked: str, *documents: str) -> Turn:
    return Turn(asked, f"{asked} (Rufbus)", Outcome.ANSWERED, documents)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(both: Engine, clock: Callable[[], datetime]) -> StoredConversations:
    return StoredConversations(both, clock)


def test_an_unknown_conversation_remembers_nothing(conversations: StoredConversations) -> None:
    assert conversations.recall("unknown") == Memory()


def test_a_turn_comes_back_as_it_was_noted(conversations: StoredConversations) -> None:
    said = Turn("Und in „Höxter“? 👩‍💻 '", "Rufbus in Höxter?", Outcome.CLARIFY, ("fall-a", "leit-b"))
    conversations.note("talk", "m1", said, HESSE)
    assert conversations.recall("talk") == Memory((said,), HESSE)


def test_the_last_five_turns_come_oldest_first(conversations: StoredConversations) -> None:
    for n in range(8):
        conversations.note("talk", f"m{n}", turn(f"Frage {n}"), Profile())
    assert [t.asked for t in conversations.recall("talk").turns] == [f"Frage {n}" for n in range(3, 8)]


def test_conversations_do_not_mix(conversations: StoredConversations) -> None:
    conversations.note("one", "m1", turn("Eins"), HESSE)
    conversations.note("two", "m2", turn("Zwei"), Profile())
    assert conversations.recall("two") == Memory((turn("Zwei"),), Profile())


def test_a_profile_is_changed_and_forgotten_by_later_turns(conversations: StoredConversations) -> None:
    conversations.note("talk", "m1", turn("Eins"), HESSE)
    conversations.note("talk", "m2", turn("Zwei"), Profile("BY"))
    assert conversations.recall("talk").profile == Profile("BY")
    conversations.note("talk", "m3", turn("Drei"), Profile())
    assert conversations.recall("talk").profile == Profile()


def test_a_message_that_is_noted_again_changes_nothing(conversations: StoredConversations) -> None:
    conversations.note("talk", "m1", turn("Eins"), HESSE)
    conversations.note("talk", "m2", turn("Zwei"), Profile("BY"))
    conversations.note("talk", "m1", turn("anders"), HESSE)
    assert conversations.recall("talk") == Memory((turn("Eins"), turn("Zwei")), Profile("BY"))


def test_turns_noted_at_once_are_all_kept_and_each_once(conversations: StoredConversations, both: Engine) -> None:
    def note(n: int) -> None:
        conversations.note("talk", f"m{n % 10}", turn(f"Frage {n % 10}"), HESSE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(30)))
    with both.connect() as connection:
        assert connection.execute(select(func.count()).select_from(TURNS)).scalar_one() == 10
    assert len(conversations.recall("talk").turns) == 5


def test_of_answers_to_one_message_at_once_everybody_gets_the_one_that_is_kept(
    conversations: StoredConversations,
) -> None:
    def note(n: int) -> Reply:
        own = Reply("talk", "m1", Outcome.ANSWERED, message=f"Antwort {n}")
        return conversations.note("talk", "m1", turn("Eins"), HESSE, own) or own

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(note, range(16)))
    assert {reply.message for reply in got} == {conversations.reply_of("m1").message}  # type: ignore[union-attr]


def test_a_forgotten_conversation_leaves_no_row(conversations: StoredConversations, both: Engine) -> None:
    conversations.note("talk", "m1", turn("Eins"), HESSE)
    conversations.note("other", "m2", turn("Zwei"), HESSE)
    assert [conversations.forget("talk"), conversations.forget("talk")] == [True, False]
    assert conversations.recall("talk") == Memory()
    with both.connect() as connection:
        assert connection.execute(select(TURNS.c.message_id)).scalars().all() == ["m2"]


def test_conversations_expire_by_their_last_turn(
    conversations: StoredConversations, clock: Clock, both: Engine
) -> None:
    conversations.note("old", "m1", turn("Eins"), HESSE)
    conversations.note("alive", "m2", turn("Zwei"), HESSE)
    clock.now = NOON + timedelta(days=2)
    conversations.note("alive", "m3", turn("Drei"), HESSE)
    assert conversations.expire(NOON) == 0
    assert conversations.expire(NOON + timedelta(days=1)) == 1
    assert conversations.recall("old") == Memory()
    assert len(conversations.recall("alive").turns) == 2
    with both.connect() as connection:
        assert connection.execute(select(func.count()).select_from(TURNS)).scalar_one() == 2


def test_another_process_reads_what_was_noted(conversations: StoredConversations, database_url: str) -> None:
    conversations.note("talk", "m1", turn("Eins"), HESSE)
    other = open_engine(database_url)
    assert StoredConversations(other, Clock()).recall("talk") == Memory((turn("Eins"),), HESSE)
    other.dispose()


def test_a_failing_database_costs_the_memory_and_not_the_answer(
    conversations: StoredConversations, both: Engine
) -> None:
    METADATA.drop_all(both)
    with pytest.raises(MemoryUnavailable):
        conversations.note("talk", "m1", turn("Eins"), HESSE)
    assert noted(conversations, "talk", "m1", turn("Eins"), HESSE) is None
    assert recalled(conversations, "talk") == recalled(conversations, None) == Memory()
