"""Drafts answers to letters with the parts that answer, but keeps nothing: no conversation, no handoff."""

import hmac
from dataclasses import dataclass, replace

from pydantic import SecretStr

from assistant.conversation.memory import Memory
from assistant.handoff import Handoff
from assistant.messages import Question, Reply, Turn
from assistant.parts import Parts
from assistant.people.letter import letter_in
from assistant.people.letter_draft import LetterDraft, drafted
from assistant.pipeline import reply_to
from knowledge.profile import Profile


class NoHandoffs:
    """Gives nothing to a person: who reads the draft is the person."""

    def keep(self, _handoff: Handoff) -> str:
        """Return no number; drafts leave out what is said about it."""
        return ""


class NoConversations:
    """Remembers nothing, so that each question of a letter is answered by itself."""

    def recall(self, _conversation_id: str) -> Memory:
        """Return an empty memory."""
        return Memory()

    def note(self, conversation_id: str, message_id: str, turn: Turn, profile: Profile) -> None:
        """Keep nothing."""

    def forget(self, _conversation_id: str) -> bool:
        """Return that there was none."""
        return False


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafting needs; made in api/wiring.py by `Drafting.of`."""

    parts: Parts
    key: SecretStr

    @classmethod
    def of(cls, parts: Parts, key: SecretStr) -> "Drafting":
        """Return drafting with the parts that answer; `key` opens the HTTP route, an empty one opens nothing."""
        return cls(replace(parts, handoffs=NoHandoffs(), conversations=NoConversations()), key)

    def reply_to(self, question: Question) -> Reply:
        """Answer one question; nothing is kept, and its handoff is none."""
        return reply_to(question, self.parts)

    def letter(self, text: str, profile: Profile, language: str | None = None) -> LetterDraft:
        """Return the draft for a pasted letter."""
        return drafted(letter_in(text, self.parts.reading.places), profile, self.reply_to, language)

    def opened_by(self, key: str) -> bool:
        """Return whether a key opens the route, in a time that tells nothing about it."""
        wanted = self.key.get_secret_value()
        return bool(wanted) and hmac.compare_digest(key.encode(), wanted.encode())
