"""Whoever listens is told exactly what the reply will say, with the same numbers, and can take the message back."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.draft import Drafted, Support, at_once
from assistant.composing.extractive import compose
from assistant.conversation.followups import Reading, Subject, standalone
from assistant.listening import Withdrawn
from assistant.messages import Outcome, Question, Reply
from assistant.parts import Parts
from assistant.people.states import Status
from assistant.people.teams import Team, Teams
from assistant.pipeline import reply_to
from assistant.sourcing import Said
from ingest.read import markdown
from knowledge import places, vocabulary
from knowledge.registry import Registry
from knowledge.search import Hit, Search
from tests.fakes.ears import Ears
from tests.fakes.stores import MemoryConversations, MemoryHandoffs

TODAY = date(2026, 11, 27)
CONTRADICTED = "Wie viel Zuschuss zahlt der Bund für den Glasfaserausbau?"
QUESTIONS = [
    CONTRADICTED,
    f"{CONTRADICTED} Was kostet ein Rufbus?",
    f"Was kostet ein Rufbus? {CONTRADICTED} Wie starten wir mit Open Data?",
    "Wie richte ich ein LoRaWAN-Netz ein?",
    "Was bringt smarte Straßenbeleuchtung? Und wie ist das Wetter?",
    "Was kostet der Rufbus in Kassel?",
    "Ich möchte mit einem Menschen sprechen",
    "Lemgo",
    "Guten Tag",
]


class Nothing:
    """Knows no document."""

    def subject(self, document_id: str) -> Subject | None:
        return None


@pytest.fixture
def handoffs() -> MemoryHandoffs:
    return MemoryHandoffs()


@pytest.fixture
def conversations() -> MemoryConversations:
    return MemoryConversations()


@pytest.fixture
def asked(
    starter_search: Search, starter_registry: Registry, handoffs: MemoryHandoffs, conversations: MemoryConversations
) -> Callable[..., Reply]:
    parts = Parts(
        search=starter_search,
        compose=at_once(compose),
        handoffs=handoffs,
        conversations=conversations,
        reading=Reading(places.starter(), starter_search.rarity, Nothing()),
        rewrite=standalone,
        vocabulary=vocabulary.starter(),
        passages_of=starter_registry.passages_of,
        answer_from=0.65,
        partial_from=0.35,
        team="Musterteam",
        teams=Teams([Team("beratung", "Musterteam")]),
        today=lambda: TODAY,
    )
    return lambda text, ears, talk=None: reply_to(Question(text, conversation_id=talk), parts, ears)


# --- what is told is what is said ---


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_was_told_is_what_the_reply_says(asked: Callable[..., Reply], text: str) -> None:
    ears = Ears()
    reply = asked(text, ears)
    assert tuple(ears.statements) == reply.statements
    assert list(ears.sources) == [source.n for source in reply.sources]
    for source in reply.sources:
        told = ears.sources[source.n]
        assert (told.passage_id, told.origins, told.title) == (source.passage_id, source.origins, source.title)
        assert told.quote in source.quote


def test_a_contradiction_stands_beside_its_statement_and_is_numbered_after_the_others(
    asked: Callable[..., Reply],
) -> None:
    places_told: list[int] = []

    class Placed(Ears):
        def statement(self, at: int, statement: object) -> None:
            places_told.append(at)
            super().statement(at, statement)  # type: ignore[arg-type]

    reply = asked(CONTRADICTED, Placed())
    inserted = places_told[-1]
    assert places_told[:-1] == list(range(len(places_told) - 1))
    assert 0 < inserted < len(places_told) - 1
    assert max(reply.statements[inserted].citations) == max(source.n for source in reply.sources)


@pytest.mark.parametrize("text", QUESTIONS)
def test_each_step_is_told_once_for_each_question(asked: Callable[..., Reply], text: str) -> None:
    ears = Ears()
    asked(text, ears)
    questions = text.count("?") or 1
    assert max(Counter(ears.steps).values()) <= questions
    assert ears.steps[0] == "understand"


def test_each_of_several_questions_goes_through_all_steps(asked: Callable[..., Reply]) -> None:
    ears = Ears()
    assert asked(QUESTIONS[1], ears).outcome is Outcome.ANSWERED
    assert ears.steps == ["understand", *["retrieve", "decide", "compose", "check"] * 2, "plan"]


def support(n: int) -> Support:
    """A passage of a document of its own."""
    head = f"---\nid: d{n}\nkind: page\ntitle: Seite {n}\n---\n\n## Ergebnis\n\nText.\n"
    document = markdown.read(f"d{n}.md", head.encode())
    return Support(Hit(document.passages[0], document.meta, 1.0))


_SUPPORTS = st.lists(st.sampled_from([support(n) for n in range(4)]), min_size=1, max_size=3)
_DRAFTED = st.builds(Drafted, st.text(min_size=1, max_size=5), _SUPPORTS.map(tuple))


@given(st.lists(st.tuples(_DRAFTED, st.floats(0, 1)), max_size=12))
def test_told_in_any_order_the_listener_shows_the_same_statements_and_numbers(
    sayings: list[tuple[Drafted, float]],
) -> None:
    ears = Ears()
    said = Said(TODAY, ears)
    for drafted, where in sayings:
        said.say(drafted, at=round(where * len(said)))
    assert tuple(ears.statements) == said.statements
    assert [(s.n, s.passage_id) for s in ears.sources.values()] == [(s.n, s.passage_id) for s in said.sources]
    assert Counter(s.text for s in said.statements) == Counter(drafted.shown for drafted, _ in sayings)


# --- taken back ---


@pytest.mark.parametrize("until", ["understand", "retrieve", "compose", "source", "statement", "plan", "keeping"])
def test_of_a_message_that_is_taken_back_nothing_is_kept(
    asked: Callable[..., Reply], handoffs: MemoryHandoffs, conversations: MemoryConversations, until: str
) -> None:
    with pytest.raises(Withdrawn):
        asked(CONTRADICTED, Ears(until))
    assert (handoffs.kept, conversations.kept, conversations.replies) == ([], {}, {})


def test_a_handoff_is_not_kept_when_the_message_is_taken_back_before(
    asked: Callable[..., Reply], handoffs: MemoryHandoffs, conversations: MemoryConversations
) -> None:
    with pytest.raises(Withdrawn):
        asked("Ich möchte mit einem Menschen sprechen", Ears("keeping"))
    assert (handoffs.kept, conversations.kept) == ([], {})


def test_a_message_to_a_person_is_not_written_when_it_is_taken_back_before(
    asked: Callable[..., Reply], handoffs: MemoryHandoffs
) -> None:
    asked("Ich möchte mit einem Menschen sprechen", Ears(), "gespraech")
    handoffs.set(next(iter(handoffs.handed)), Status.CLAIMED)
    with pytest.raises(Withdrawn):
        asked("Noch etwas", Ears("keeping"), "gespraech")
    assert handoffs.written == []
    asked("Noch etwas", Ears(), "gespraech")
    assert [text for _, text in handoffs.written] == ["Noch etwas"]
