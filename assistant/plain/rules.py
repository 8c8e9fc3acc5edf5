"""Plainer words for a statement without a language model: written out, in listed everyday words, in short sentences."""

from collections.abc import Callable

from assistant.plain.keeping import changed
from assistant.plain.splitting import split_sentences
from assistant.plain.wording import in_plain_words


def proposed(text: str) -> str:
    """Return a statement in listed words and short sentences, not yet compared with what it said."""
    return split_sentences(in_plain_words(text))


# The first that keeps everything counts: both rules, else one of them.
_WAYS: tuple[Callable[[str], str], ...] = (proposed, split_sentences, in_plain_words)


def simplified(text: str) -> str:
    """Return a statement in plainer words; as it was when no rule applies, or none keeps all it says.

    >>> simplified("Die Stadt verfügt bereits über z. B. drei Zähler.")
    'Die Stadt verfügt schon über zum Beispiel drei Zähler.'
    """
    return next((plain for way in _WAYS if (plain := way(text)) != text and not changed(text, plain)), text)
