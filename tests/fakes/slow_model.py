"""A scripted model that words sentences of its sources, and says the next one only when it may."""

import re
import threading
from dataclasses import replace
from typing import Any

from evals.redteam.server import Says, answer
from knowledge.sentences import spans

INVENTED = "Das kostete genau 987.654 Euro."
_SOURCE = re.compile(r"^\[(S\d+)\] [^\n]*\n(.+?)(?=\n\n\[S|\n\n?</)", re.MULTILINE | re.DOTALL)


class Pace:
    """Lets a model say so many statements and then waits; with none, not even its first byte comes."""

    def __init__(self, statements: int) -> None:
        self._statements, self._changed = statements, threading.Condition()
        self._said = ""

    def let(self, statements: int) -> None:
        """Allow so many statements in all."""
        with self._changed:
            self._statements = statements
            self._changed.notify_all()

    @property
    def said(self) -> int:
        """How many statements the model has said."""
        return self._said.count("}")

    def __call__(self, said: str) -> None:
        with self._changed:
            self._said = said
            self._changed.wait_for(lambda: said.count("}") < self._statements, timeout=120)


def worded(body: dict[str, Any], *invented: str) -> Says:
    """Word four sentences about cost, each from a source, in their order; the second is one that no source holds."""
    said: list[tuple[str, str]] = []
    for token, text in _SOURCE.findall(body["messages"][-1]["content"]):
        said += [(text[start:end].removeprefix("- "), token) for start, end in spans(text)]
    about = [one for one in said if re.search(r"Rufbus|kostet|Euro", one[0])][:4]
    return answer(about[0], *((text, about[0][1]) for text in invented), *about[1:])


def paced(body: dict[str, Any], pace: Pace, *invented: str) -> Says:
    """Say the same at that pace."""
    return replace(worded(body, *invented), paced=pace)
