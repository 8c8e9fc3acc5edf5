"""Hands the language model that is set up to ingestion, which knows no model of its own."""

from typing import Any

from assistant.errors import ModelUnavailable
from assistant.model.chat import ChatModel, Prompt


class FieldModel:
    """Asks a chat model for the head of a document."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    def __call__(self, system: str, user: str, schema: dict[str, Any], tokens: int, seconds: float) -> str | None:
        """Return the model's reply; None when it fails, is too slow, or has spent its budget of the day."""
        try:
            return "".join(self._chat.stream(Prompt(system, user, tokens, schema, seconds)))
        except ModelUnavailable:
            return None
