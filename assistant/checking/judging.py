"""Checks each drafted statement against the passages it cites; what is not supported is never shown. Rules only, pure.

A literal sentence stands, unless it gives orders, promises, imitates or leads astray. A sentence in other words stands
when nothing in it goes beyond its passages: figures with their units, bounds and neighbours, dates, names, places,
denial, plan or fact, and nearly every word that claims.
The rules know German: a statement in another language finds no support and falls.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.alignment import turned
from assistant.checking.fitness import fit_text, unfit
from assistant.checking.grounds import Grounds, grounds_of, head_of
from assistant.checking.pairing import misdated, mispaired
from assistant.checking.phrases import addresses_of, without_addresses
from assistant.checking.wording import goes_beyond
from assistant.composing.draft import Drafted
from knowledge.german import stems_of
from knowledge.sentences import spans

_LABEL = re.compile(r"(?:^|\n|[.!?:] |[.!?] ?\n)(?:\s*(?:[-*•]|\d+\.)\s+)?$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement stands, and if not, the rule it broke.

    Rules: uncited, lead, promise, order, markup, mark, empty, address, figure, unit, bound, rate, pair, date, place,
    name, wording, negation, status.
    """

    reason: str = ""

    @property
    def stands(self) -> bool:
        return not self.reason


def supported(drafted: Drafted) -> bool:
    """Return whether a statement may be shown."""
    return judge(drafted).stands


def judge(drafted: Drafted) -> Verdict:
    """Return the verdict on a statement: a literal sentence of a passage stands unless it is unfit for an answer."""
    hits = [support.hit for support in drafted.support]
    if not hits:
        return Verdict("uncited")
    if drafted.lead and not set(stems_of(drafted.lead)) <= set(stems_of(head_of(hits[0].meta))):
        return Verdict("lead")
    if form := unfit(drafted.text, [hit.meta for hit in hits]):
        return Verdict(form)
    if any(is_literal(drafted.text, fit_text(hit)) for hit in hits):
        return Verdict()
    return Verdict(unsupported(drafted.text, grounds_of(hits)))


def count_dropped(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Return how many statements fell by each rule, for the trace."""
    dropped: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.reason:
            dropped[verdict.reason] = dropped.get(verdict.reason, 0) + 1
    return dropped


def is_literal(text: str, passage: str) -> bool:
    """Return whether a text is one or several whole sentences of a passage; a list mark or label may be missing.

    >>> passage = "Geld: Der Bund zahlte nicht. Das Land half."
    >>> [is_literal(text, passage) for text in ("Der Bund zahlte nicht.", "Der Bund zahlte")]
    [True, False]
    """
    at = passage.find(text) if text.strip() else -1
    while at >= 0:
        end = at + len(text)
        if _LABEL.search(passage[:at]) and (passage[end : end + 1] in {"", "\n"} or end in _ends(passage)):
            return True
        at = passage.find(text, at + 1)
    return False


@lru_cache(maxsize=1_500)  # passages; the same ones are found again and again
def _ends(passage: str) -> frozenset[int]:
    """Return where the sentences of a passage end."""
    return frozenset(end for _, end in spans(passage))


def unsupported(statement: str, grounds: Grounds) -> str:
    """Return the first rule that a worded statement breaks, or "" when its grounds tell all of it.

    >>> grounds = Grounds("Der Rufbus kostete 2023 genau 1.200 Euro.", "Rufbus in Hof")
    >>> [unsupported(text, grounds) for text in (
    ...     "In Hof kostete der Rufbus 1200 €.", "Der Rufbus kostete 1.300 €.", "Der Rufbus kostete 2022 1.200 €.")]
    ['', 'figure', 'date']
    """
    if any(address not in grounds.text for address in addresses_of(statement)):
        return "address"
    statement = without_addresses(statement)
    return (
        misdated(statement, grounds)
        or mispaired(statement, grounds)
        or goes_beyond(statement, grounds)
        or turned(statement, grounds)
    )
