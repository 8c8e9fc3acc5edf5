"""Everything an advisor needs about one handoff, read from the stores and put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from api.console import words
from api.console.inbox import names_of
from api.console.why import why_stopped
from api.desk import Desk
from api.store import audit
from api.store.statements import Judged
from api.store.transaction import transaction
from api.wiring import Lotse
from assistant.conversation.profile_texts import shown
from assistant.people.consents import Contact as Consented
from assistant.people.form_lines import lines_of
from assistant.people.forms import FORM, ContactForm, Form
from assistant.people.handed import HandedOver, Note, ThreadEntry
from assistant.people.kinds import Kind
from assistant.people.states import TRANSITIONS, Event
from knowledge.documents import Passage


@dataclass(frozen=True, slots=True)
class Tried:
    """A passage that the assistant looked at; `text` is None when it is not in the knowledge any more."""

    title: str
    heading: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the history."""

    at: datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the conversation view shows of a handoff."""

    handed: HandedOver
    profile: str
    form: Form | None
    form_lines: tuple[tuple[str, str], ...]
    thread: tuple[ThreadEntry, ...]
    judged: Mapping[str, Sequence[Judged]]
    tried: tuple[Tried, ...]
    why: tuple[str, ...]
    notes: tuple[Note, ...]
    history: tuple[Act, ...]
    contacts: tuple[Consented, ...]
    colleagues: Mapping[str, str]
    names: Mapping[str, str]
    can: frozenset[str]
    late: bool
    age: str


def dossier(number: str, login: str, desk: Desk, lotse: Lotse) -> Dossier:
    """Return all about a handoff, for the person with that login. Raises HandoffGone, StoreUnavailable."""
    handed, now, names = desk.inbox.of_number(number), desk.now(), names_of(desk)
    thread = desk.threads.of_handoff(number)
    replies = {entry.id: entry.reply for entry in thread if entry.reply}
    form = _form(handed)
    return Dossier(
        handed=handed,
        profile=shown(handed.profile).removeprefix("Ihre Angaben: "),  # they are the asker's, not the reader's
        form=form,
        form_lines=lines_of(form) if form else (),
        thread=thread,
        judged=desk.statements.of(replies),
        tried=_tried(handed, lotse),
        why=why_stopped(handed, replies.get(handed.message_id), lotse.parts.answer_from, lotse.parts.partial_from),
        notes=desk.inbox.notes(number),
        history=history(number, names, desk),
        contacts=desk.appointments.contacts(form.document_id) if isinstance(form, ContactForm) else (),
        colleagues=_colleagues(desk, handed.claimed_by),
        names=names,
        can=_can(handed, login),
        late=words.late(handed, now),
        age=words.age(now - handed.created_at),
    )


def history(number: str, names: Mapping[str, str], desk: Desk) -> tuple[Act, ...]:
    """Return what was done with a handoff, newest first. Raises StoreUnavailable."""
    known = {**names, "asker": "Kommune", "lotse": "Lotse"}
    with transaction(desk.engine) as connection:
        acts = audit.acts(connection, subject=number)
    return tuple(
        Act(act.at, known.get(act.who, act.who), words.ACT_NAMES.get(act.action, act.action), _detail(act, names))
        for act in acts
    )


def _detail(act: audit.Act, names: Mapping[str, str]) -> str:
    """Return what stands behind an act in words: to whom a handoff was handed on; other details are codes."""
    login = act.detail.removeprefix("an ")
    return f"an {names.get(login, login)}" if act.action == "handoff.hand_on" and act.detail else ""


def _form(handed: HandedOver) -> Form | None:
    """Return the short form of the handoff's kind; None when a newer version wrote it or the kind has none."""
    if Kind(handed.kind) is Kind.ANSWER:
        return None
    values: dict[str, Any] = {"kind": handed.kind, **handed.form}
    try:
        return FORM.validate_python(values)
    except ValidationError:
        return None


def _tried(handed: HandedOver, lotse: Lotse) -> tuple[Tried, ...]:
    """Return the passages in the order in which they were found."""
    passages = lotse.registry.passages(handed.tried)
    heads = lotse.registry.heads([one.document_id for one in passages.values()])

    def told(passage: Passage | None) -> Tried:
        if passage is None:
            return Tried("Abschnitt, den es in dieser Fassung nicht mehr gibt", "", None)
        head = heads.get(passage.document_id)
        return Tried(head.title if head else passage.document_id, passage.heading, passage.text)

    return tuple(told(passages.get(passage_id)) for passage_id in handed.tried)


def _colleagues(desk: Desk, owner: str | None) -> Mapping[str, str]:
    """Return who could own it instead, by login."""
    people = (account.advisor for account in desk.advisors.every() if account.enabled)
    return {one.login: one.name for one in people if one.login != owner}


def _can(handed: HandedOver, login: str) -> frozenset[str]:
    """Return the events that this person can cause now; what speaks to the asker is for the owner alone."""
    events = {event.value for event, leads in TRANSITIONS.items() if handed.status in leads}
    owns = handed.claimed_by == login
    return frozenset(events - ({Event.ASK_BACK, Event.RELEASE} if not owns else set()))
