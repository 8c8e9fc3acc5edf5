"""Questions that the assistant could not serve, grouped so that no group leads back to one municipality. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.messages import Outcome, Reply
from knowledge.documents import STATE_NAMES, TOPIC_NAMES

FEWEST = 5  # questions behind any number and any text that is shown
ELSEWHERE = "übrige"  # part of a key: not these, but all smaller groups together
UNKNOWN = "unbekannt"
_SIZES = (
    (5_000, "unter 5.000"),
    (20_000, "5.000–20.000"),
    (100_000, "20.000–100.000"),
)
_LARGEST = "über 100.000"
SIZE_CLASSES = (*(name for _, name in _SIZES), _LARGEST, UNKNOWN)
TYPICAL = dict(
    zip(SIZE_CLASSES, (2_500, 10_000, 50_000, 200_000, None), strict=True)
)  # inhabitants, for all of a class


class Left(StrEnum):
    """Why a question is left out when its gap is closed."""

    PERSON = "person"
    NO_QUESTION = "no_question"
    TWICE = "twice"
    NOTHING_KNOWN = "nothing_known"


LEFT_NAMES: dict[Left, str] = {
    Left.PERSON: "Bleibt bei der Beratung",
    Left.NO_QUESTION: "Ist keine Fachfrage",
    Left.TWICE: "Fragt dasselbe wie eine andere",
    Left.NOTHING_KNOWN: "Dazu gibt es keine belegbare Antwort",
}


@dataclass(frozen=True, slots=True)
class Key:
    """What the questions of a group have in common; topic and state are codes, each part may be ELSEWHERE."""

    topic: str
    state: str
    size: str

    @property
    def label(self) -> str:
        """The group as people read it.

        >>> Key("mobilitaet", "HE", "unter 5.000").label, Key("mobilitaet", ELSEWHERE, ELSEWHERE).label
        ('Mobilität, Hessen, unter 5.000', 'Mobilität, übrige Länder und Größen')
        """
        if self.topic == ELSEWHERE:
            return "Übrige Fragen"
        topic = TOPIC_NAMES.get(self.topic, "Ohne Thema")
        if self.state == ELSEWHERE:
            return f"{topic}, übrige Länder und Größen"
        state = STATE_NAMES.get(self.state, "Land unbekannt")
        size = {ELSEWHERE: "übrige Größen", UNKNOWN: "Größe unbekannt"}.get(self.size, self.size)
        return f"{topic}, {state}, {size}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was not served; `key` is that of its smallest group."""

    message_id: str
    question: str
    key: Key
    outcome: str
    unhelpful: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """FEWEST questions or more with the same key, all of them different from those of any other group."""

    key: Key
    questions: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Groups, the largest first; `total` counts only what they hold, `hidden` says whether there are more questions."""

    groups: tuple[Group, ...]
    hidden: bool

    @property
    def total(self) -> int:
        """The questions in all groups."""
        return sum(len(group.questions) for group in self.groups)


def size_of(population: int | None) -> str:
    """Return the size class of a municipality.

    >>> size_of(4_999), size_of(5_000), size_of(100_000), size_of(None)
    ('unter 5.000', '5.000–20.000', 'über 100.000', 'unbekannt')
    """
    if population is None:
        return UNKNOWN
    return next((name for below, name in _SIZES if population < below), _LARGEST)


def key_of(topic: str | None, state: str | None, population: int | None) -> Key:
    """Return the key of a question's smallest group."""
    return Key(topic or UNKNOWN, state or UNKNOWN, size_of(population))


def is_missed(outcome: str, unhelpful: bool) -> bool:
    """Return whether a question is a gap: not answered in full, given to a person, or badly rated.

    >>> is_missed("answered", False), is_missed("answered", True), is_missed("handoff.legal", False)
    (False, True, True)
    """
    return unhelpful or outcome == Outcome.PARTIAL or outcome.startswith("handoff.")


_COARSER: Sequence[Callable[[Key], Key]] = (
    lambda key: key,
    lambda key: Key(key.topic, key.state, ELSEWHERE),
    lambda key: Key(key.topic, ELSEWHERE, ELSEWHERE),
    lambda _: Key(ELSEWHERE, ELSEWHERE, ELSEWHERE),
)


def grouped(missed: Iterable[Missed]) -> Gaps:
    """Return the questions in groups; what is too few for one joins coarser ones, and is hidden where none is reached.

    No question stands in two groups, so no difference of numbers tells of fewer than FEWEST either.
    """
    found: list[Group] = []
    rest = list(missed)
    for coarser in _COARSER:
        by_key: dict[Key, list[Missed]] = defaultdict(list)
        for one in rest:
            by_key[coarser(one.key)].append(one)
        found += [Group(key, tuple(own)) for key, own in by_key.items() if enough(own)]
        rest = [one for own in by_key.values() if not enough(own) for one in own]
    order = sorted(found, key=lambda group: (group.key.topic == ELSEWHERE, -len(group.questions), group.key.label))
    return Gaps(tuple(order), bool(rest))


def enough(of: Collection[object]) -> bool:
    """Return whether so many may be shown."""
    return len(of) >= FEWEST


def solved(outcome_before: str, said_before: str, after: Reply) -> bool:
    """Return whether a question is answered now; one that had an answer before has to get another one."""
    again = outcome_before == Outcome.ANSWERED and said(after) == said_before
    return after.outcome is Outcome.ANSWERED and not again


def said(reply: Reply | None) -> str:
    """Return the words of a reply, its statements first, without what it says about a handoff; empty for none."""
    if reply is None:
        return ""
    words = "" if reply.handoff or reply.outcome.startswith("handoff.") else reply.message or reply.clarification or ""
    parts = (*(statement.text for statement in reply.statements), words)
    return " ".join(part for part in parts if part)
