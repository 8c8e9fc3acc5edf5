"""How many tokens a text takes for a language model; the one door to tiktoken. Never reaches for the network."""

import hashlib
import math
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

CHARS_PER_TOKEN = 3.0  # German takes about 3.8 characters per token; what is estimated must not be too low
_ENCODING = "o200k_base"
_FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"  # the name tiktoken keeps that encoding under
_DIGEST = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"


def count_tokens(text: str) -> int:
    """Return the tokens of a text: exactly if tiktoken's encoding lies on this machine, else a safe estimate.

    >>> count_tokens("") == 0 < count_tokens("Der Rufbus fährt.") <= 6
    True
    """
    encoding = _encoding()
    return len(encoding.encode_ordinary(text)) if encoding else math.ceil(len(text) / CHARS_PER_TOKEN)


def first_tokens(text: str, limit: int) -> str:
    """Return the beginning of a text that takes no more than `limit` tokens, cut at a white space."""
    if count_tokens(text) <= limit:
        return text
    cut = text[: int(limit * CHARS_PER_TOKEN)]
    while count_tokens(cut) > limit:
        cut = cut[: len(cut) * 9 // 10]
    return cut.rsplit(None, 1)[0] if " " in cut else cut


@cache
def _encoding() -> "Encoding | None":
    """Return the encoding, or None. tiktoken would download a file that is missing or broken: look at it first."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or str(Path(tempfile.gettempdir()) / "data-gym-cache")
    try:
        if hashlib.sha256((Path(folder) / _FILE).read_bytes()).hexdigest() != _DIGEST:
            return None
    except OSError:
        return None
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", folder)
    import tiktoken

    return tiktoken.get_encoding(_ENCODING)
