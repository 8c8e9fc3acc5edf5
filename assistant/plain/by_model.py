"""Asks a language model for plainer wordings of statements; what it says is a proposal, checked by accepting.py."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.checking.phrases import hide_addresses
from assistant.errors import ModelUnavailable
from assistant.masking import masked
from assistant.model.chat import ChatModel, Prompt
from assistant.model.recent import Recent
from assistant.prompts import render
from knowledge.german import clean

ANSWER_TOKENS, SECONDS = 900, 20.0
FAILED_S = 60.0  # so long a model that gave nothing is not asked the same again
_ANGLES = str.maketrans("<>", "‹›")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"n": {"type": "integer"}, "text": {"type": "string"}},
                "required": ["n", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}


class ModelWording:
    """Words statements anew with a chat model; remembers what it gave."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._known = Recent[Mapping[int, str]]()

    def __call__(self, texts: Sequence[str]) -> Mapping[int, str]:
        """Return wordings by place in `texts`, unchecked; none for a text with personal data or an address.

        Empty when the model fails; never raises for it.
        """
        asked = {n: text for n, text in enumerate(texts) if _plain(text) == text}
        if not asked:
            return {}
        listed = "\n".join(f"[{n + 1}] {' '.join(text.split())}" for n, text in asked.items())
        fence = "aussagen-" + hashlib.sha256(listed.encode()).hexdigest()[:12]
        user = render("plain_user", fence=fence, statements=listed)
        with self._known.alone(user):
            known = self._known.get(user)
            if known is None:
                known, lasts = self._asked(user)
                self._known.keep(user, known, lasts)
        return {n: text for n, text in known.items() if n in asked}

    def _asked(self, user: str) -> tuple[Mapping[int, str], float]:
        prompt = Prompt(render("plain_system"), user, ANSWER_TOKENS, _SCHEMA, SECONDS)
        try:
            found = _wordings_in("".join(self._chat.stream(prompt)))
        except ModelUnavailable:
            return {}, FAILED_S
        return found, float("inf") if found else FAILED_S


def _wordings_in(reply: str) -> Mapping[int, str]:
    """Return the wordings of a reply by place, counted from 0; a number that comes twice is none.

    >>> _wordings_in('Gern: {"statements": [{"n": 2, "text": "Der  Bus fährt."}, {"n": "x", "text": 3}]}')
    {1: 'Der Bus fährt.'}
    >>> _wordings_in("Gern!")
    {}
    """
    text = _THOUGHT.sub("", reply)
    try:
        found = json.JSONDecoder().raw_decode(text, max(0, text.find("{")))[0]
    except (ValueError, RecursionError):
        return {}
    entries = found.get("statements") if isinstance(found, dict) else None
    wordings = [_wording(entry) for entry in entries] if isinstance(entries, list) else []
    numbers = [n for n, _ in filter(None, wordings)]
    return {n: text for n, text in filter(None, wordings) if numbers.count(n) == 1}


def _wording(entry: object) -> tuple[int, str] | None:
    if not isinstance(entry, dict):
        return None
    n, text = entry.get("n"), entry.get("text")
    if not isinstance(n, int) or not isinstance(text, str) or not (said := " ".join(clean(text).split())):
        return None
    return n - 1, said


def _plain(text: str) -> str:
    """Return a text without personal data and addresses that cannot close its fence."""
    return hide_addresses(masked(clean(text))).translate(_ANGLES)
