"""Questions that were not served, in a database: who asked what, and how it ended."""

from collections.abc import Iterable

from api.store.conversations import StoredConversations
from assistant.messages import Outcome, Reply, SourceEntry, Statement, Turn
from knowledge.profile import Profile

HESSE = Profile("HE", 8_000)


def ask(
    conversations: StoredConversations,
    key: str,
    text: str,
    outcome: Outcome = Outcome.HANDOFF_NO_EVIDENCE,
    profile: Profile = HESSE,
    topic: str | None = "mobilitaet",
    said: Iterable[str] = (),
) -> None:
    """Note one question in a conversation of its own; `key` names both."""
    reply = Reply(key, key, outcome, "Das weiß ich nicht.", tuple(Statement(one, (1,), "fact") for one in said))
    conversations.note(key, key, Turn(text, text, outcome), profile, reply, topic)


def answered(*said: str, document: str = "doc-bus") -> Reply:
    """Return a full answer from one document."""
    source = SourceEntry(1, document, f"{document}~1", "page", "Bus", "", None, "Kreis", None, False, "", ())
    statements = tuple(Statement(one, (1,), "fact") for one in said)
    return Reply("talk", "m", Outcome.ANSWERED, statements=statements, sources=(source,))
