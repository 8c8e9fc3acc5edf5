"""Drafts answers to letters with the parts that answer, but keeps nothing: no conversation, no handoff."""

import hmac
from dataclasses import dataclass

from pydantic import SecretStr

from assistant.messages import Question, Reply
from assistant.parts import Parts
from assistant.people.letter import letter_in
from assistant.people.letter_draft import LetterDraft, drafted
from assistant.pipeline import reply_to
from knowledge.profile import Profile


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafting needs: parts that keep nothing, and the key of the HTTP route; an empty one opens nothing."""

    parts: Parts
    key: SecretStr

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
