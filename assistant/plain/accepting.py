"""Decides whether a model's plainer wording of a statement may be shown: it must keep all, and its sources hold it."""

from collections.abc import Mapping

from assistant.checking.grounds import Grounds
from assistant.checking.judging import unsupported
from assistant.checking.phrases import breaks_form, leads_astray
from assistant.messages import SourceEntry, Statement
from assistant.plain.keeping import changed


def refused(worded: str, statement: Statement, sources: Mapping[int, SourceEntry]) -> str:
    """Return why a wording is refused: a rule of keeping.py or of assistant/checking, or "" when it may be shown.

    The quotes of the sources are its grounds; the statement itself may only name the subject.

    >>> statement = Statement("Die Inbetriebnahme des Rufbusses in Hof erfolgte 2019.", (), "fact")
    >>> [refused(text, statement, {}) for text in ("Wir melden uns.", "Der Rufbus in Ulm fährt seit 2019.")]
    ['promise', 'name']
    """
    if broken := breaks_form(worded) or ("address" if leads_astray(worded, ()) else ""):
        return broken
    if lost := changed(statement.text, worded, nominal_style=True):
        return lost
    cited = [sources[n] for n in statement.citations if n in sources]
    heads = [f"{source.title} · {source.heading}" for source in cited]
    grounds = Grounds("\n".join(source.quote for source in cited), "\n".join([*heads, statement.text]))
    return unsupported(worded, grounds)
