"""Figures are counted from what is stored, by German days, on both databases."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from api.store.conversations import StoredConversations
from api.store.drafts import StoredDrafts
from api.store.figures import seen_in
from api.store.transaction import transaction
from assistant.messages import Outcome
from assistant.people.cited import CitedText
from assistant.people.figures import Answering, Period, figures_of, spans_of
from tests.api.store.gap_examples import ask
from tests.api.store.handoff_examples import ANNA, NOW, Desk, handoff

MIDNIGHT = datetime(2026, 11, 24, 23, tzinfo=UTC)  # the 25th begins in Germany


def test_questions_are_counted_on_the_day_they_were_asked_in_germany(both: Engine) -> None:
    at = MIDNIGHT
    conversations = StoredConversations(both, lambda: at)
    ask(conversations, "first", "Ab heute?", Outcome.ANSWERED)
    at = MIDNIGHT - timedelta(seconds=1)
    ask(conversations, "last", "Noch gestern?", Outcome.PARTIAL)
    ask(conversations, "hello", "Hallo", Outcome.DECLINED_SMALLTALK)
    at = MIDNIGHT - timedelta(days=40)
    ask(conversations, "old", "Lange her?", Outcome.ANSWERED)
    spans = spans_of(Period.MONTH, NOW)
    with transaction(both) as connection:
        seen = seen_in(connection, spans)
    assert seen.outcomes[-2:] == [{"answered.partial": 1, "declined.smalltalk": 1}, {"answered": 1}]
    assert not any(seen.outcomes[:-2])
    assert figures_of(spans, seen, NOW).asked[-2:] == (1, 1)


def test_handoffs_are_counted_with_when_they_were_answered(both: Engine) -> None:
    desk = Desk(both)
    first = desk.handoffs.keep(handoff("talk-1", "m1"))
    other_number = desk.handoffs.keep(handoff("talk-2", "m2", reason="no_evidence")).number
    desk.clock.now = NOW + timedelta(hours=2)
    desk.advised.claim(first.number, ANNA)
    desk.advised.release(first.number, ANNA, CitedText("So geht es.", ()))
    drafts = StoredDrafts(both, desk.clock)
    drafts.propose(first.number, CitedText("So ginge es.", ()))
    saved = drafts.save(first.number, 1, CitedText("So geht es.", ()), "anna")
    drafts.note_released(first.number, saved.version.version)
    drafts.propose(other_number, CitedText("Nie gegeben.", ()))
    spans = spans_of(Period.WEEK, NOW)
    with transaction(both) as connection:
        seen = seen_in(connection, spans)
    assert seen.reasons == {"legal": 1, "no_evidence": 1}
    assert seen.drafts == [("So ginge es.", "So geht es.")]
    one, other = sorted(seen.handoffs, key=lambda handed: handed.answered_at is None)
    assert one == Answering(NOW, first.promise.due, NOW + timedelta(hours=2))
    assert (other.answered_at, other.due_at) == (None, first.promise.due)
