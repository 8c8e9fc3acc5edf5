"""Lets a language model complete a follow-up; what it gives counts only if it says nothing that nobody has said."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from assistant.checking.phrases import hide_addresses
from assistant.conversation.followups import KEPT, LONG, Reading, counts, standalone
from assistant.conversation.leaning import changes_topic
from assistant.errors import ModelUnavailable
from assistant.masking import masked
from assistant.messages import Turn
from assistant.model.chat import ChatModel, Prompt
from assistant.model.recent import Recent
from assistant.prompts import render
from knowledge.asked import frames
from knowledge.figures import figures
from knowledge.german import clean, content_words, stem, words

Rewrite = Callable[[str, tuple[Turn, ...], Reading], str]
ANSWER_TOKENS, SECONDS, LONGEST = 160, 8.0, 300  # LONGEST in characters; the asker waits for this before the search
_ANGLES = str.maketrans("<>", "‹›")
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


class ModelRewriter:
    """Completes follow-ups with a chat model; the rules stand in whenever it fails, invents or leaves something out."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._known = Recent[str]()

    def __call__(self, question: str, history: tuple[Turn, ...], reading: Reading) -> str:
        """Return the question as it stands alone; never raises for a failing model."""
        by_rules = standalone(question, history, reading)
        thread = [turn for turn in history[-KEPT:] if counts(turn)]
        if not thread or changes_topic(question) or len(words(question)) > LONG:
            return by_rules
        said = _thread(thread, reading)
        try:
            completed = self._completed(question, said)
        except ModelUnavailable:
            return by_rules
        return completed if _only_says(completed, question, said) else by_rules

    def _completed(self, question: str, said: str) -> str:
        fence = "gespraech-" + hashlib.sha256(f"{said}\0{question}".encode()).hexdigest()[:12]
        user = render("rewrite_user", fence=fence, thread=_plain(said), question=_plain(question))
        with self._known.alone(user):
            known = self._known.get(user)
            if known is None:
                prompt = Prompt(render("rewrite_system"), user, ANSWER_TOKENS, _SCHEMA, SECONDS)
                known = _question_in("".join(self._chat.stream(prompt)))
                self._known.keep(user, known)
        return known


def _thread(thread: list[Turn], reading: Reading) -> str:
    """Return what was asked, as completed then, and the subjects of the documents that were shown."""
    lines = []
    for turn in thread:
        shown = [found for key in turn.documents if (found := reading.subjects.subject(key))]
        lines += [f"Frage: {turn.query}", *(f"Gezeigt: {subject.title}" for subject in shown)]
    return "\n".join(lines)


def _question_in(text: str) -> str:
    """Return the question of a reply, "" when it holds none.

    >>> _question_in('Gern: {"question": "Was kostet  der Rufbus?"}'), _question_in("Gern.")
    ('Was kostet der Rufbus?', '')
    """
    try:
        found = json.JSONDecoder().raw_decode(text, max(0, text.find("{")))[0]
    except (ValueError, RecursionError):
        return ""
    asked = found.get("question") if isinstance(found, dict) else None
    return " ".join(clean(asked).split()) if isinstance(asked, str) else ""


def _only_says(completed: str, question: str, said: str) -> bool:
    """Return whether a completed question keeps what was asked and adds nothing that was not said or shown.

    >>> _only_says("Was kostet der Rufbus in Hof?", "Was kostet das?", "Frage: Rufbus in Hof")
    True
    >>> _only_says("Was kostet der Rufbus in Ulm?", "Was kostet das?", "Frage: Rufbus in Hof")
    False
    >>> _only_says("Rufbus in Hof?", "Und 2024?", "Frage: Rufbus in Hof")
    False
    """
    if not completed or len(completed) > LONGEST + len(question):
        return False
    asked, known = _stems(question), _stems(said) | _stems(question)
    return (
        figures(question) <= figures(completed) <= figures(question) | figures(said)
        and _stems(completed) <= known
        and len(asked & _stems(completed)) >= len(asked) / 2  # "das", "dort" may go, the matter may not
    )


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text) if not frames(word) and not figures(word)}


def _plain(text: str) -> str:
    """Return a text without personal data that cannot close its fence or lead anywhere."""
    return hide_addresses(masked(clean(text))).translate(_ANGLES)
