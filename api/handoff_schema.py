"""Handoffs as they cross the HTTP border, checked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.schema import ConversationId, ProfileIn, QuestionText
from assistant.messages import Question, Reply
from assistant.people.addresses import MailAddress
from assistant.people.cited import CitedSource
from assistant.people.forms import ConsultationForm, Form, Phone
from assistant.people.handed import Contact, HandedOver, Message, Speaker, ThreadEntry
from assistant.people.hours import GERMANY
from assistant.people.kinds import Kind
from assistant.people.progress import progress_of
from assistant.people.states import Status
from assistant.people.teams import Teams
from knowledge.profile import Profile

# One line without control characters: it stands in the greeting of a mail.
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")
]


class ContactIn(BaseModel):
    """How to be reached; kept only with consent."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName | None = None
    email: MailAddress | None = None
    phone: Phone | None = None
    consent: Literal[True] = Field(description="Einwilligung, die Angaben für dieses Anliegen zu speichern")

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if not (self.email or self.phone):
            raise ValueError("eine Adresse oder Telefonnummer wird gebraucht")
        return self

    def contact(self) -> Contact:
        """Return it as handoffs keep it."""
        return Contact(self.name, self.email, self.phone)


class MessageIn(BaseModel):
    """What an asker writes to the person who has the handoff."""

    model_config = ConfigDict(extra="forbid")

    message: QuestionText


class HandoffIn(BaseModel):
    """What is wanted of people; the form has the fields of its kind."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind = Kind.ANSWER
    message: QuestionText
    form: Form = Field(default=None, validate_default=True)
    conversation_id: ConversationId | None = None
    profile: ProfileIn | None = None
    language: Literal["de", "en"] | None = None
    contact: ContactIn | None = None

    @model_validator(mode="before")
    @classmethod
    def _form_of_the_kind(cls, values: Any) -> Any:
        """Let the form be of the kind that was said once."""
        if not isinstance(values, dict):
            return values
        form, kind = values.get("form") or {}, values.get("kind", Kind.ANSWER)
        return {**values, "form": {**form, "kind": form.get("kind", kind)}} if isinstance(form, dict) else values

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.form.kind is not self.kind:
            raise ValueError("Formular und Art gehören nicht zusammen")
        if isinstance(self.form, ConsultationForm) and self.form.phone and not self.contact:
            raise ValueError("eine Telefonnummer braucht eine Einwilligung in contact")
        return self

    def question(self) -> Question:
        """Return the message as the assistant takes it."""
        return Question(self.message, (self.profile or ProfileIn()).profile(), self.conversation_id, self.language)

    def form_values(self) -> Mapping[str, object]:
        """Return the filled-in form as JSON values."""
        return self.form.model_dump(mode="json", exclude={"kind"})


class SaidOut(BaseModel):
    """One thing said; the sources belong to the marks `[1]` in the text of a person's answer.

    A question and the assistant's answer to it have the same id; together with the author it is unique.
    """

    id: str
    author: Speaker
    text: str
    name: str | None
    said_at: datetime | None
    sources: tuple[CitedSource, ...]
    reply: Reply | None = None

    @classmethod
    def of(cls, entry: ThreadEntry | Message) -> "SaidOut":
        """Return it as it is shown."""
        return cls(
            id=entry.id, author=entry.author, text=entry.text, name=entry.name, said_at=entry.said_at,
            sources=entry.sources, reply=entry.reply if isinstance(entry, ThreadEntry) else None,
        )  # fmt: skip


class HandoffOut(BaseModel):
    """A handoff as its asker sees it; `promise` says in sentences who answers by when, or what comes next."""

    id: str
    code: str
    kind: Kind
    status: Status
    team: str
    due: str | None
    promise: str
    question: str
    created_at: datetime
    contact: bool = Field(description="Ob Kontaktdaten gespeichert sind")
    thread: tuple[SaidOut, ...]

    @classmethod
    def of(cls, handed: HandedOver, teams: Teams, thread: Sequence[ThreadEntry] = ()) -> "HandoffOut":
        """Return it as it is shown."""
        return cls(
            id=handed.number, code=handed.code, kind=Kind(handed.kind), status=handed.status,
            team=teams.by_id(handed.team).name,
            due=handed.due_at.astimezone(GERMANY).isoformat() if handed.due_at else None,
            promise=progress_of(handed, teams), question=handed.question, created_at=handed.created_at,
            contact=handed.contact is not None, thread=tuple(map(SaidOut.of, among_people(handed, thread))),
        )  # fmt: skip


def among_people(handed: HandedOver, thread: Sequence[ThreadEntry]) -> tuple[ThreadEntry, ...]:
    """Return the question of a handoff and what people said since; not what else was asked in its conversation."""
    begun = next((n for n, entry in enumerate(thread) if entry.id == handed.message_id), 0)
    return tuple(entry for entry in thread[begun:] if entry.author != "assistant")


class ConversationOut(BaseModel):
    """All that is kept of a conversation."""

    conversation_id: str
    profile: Profile | None
    thread: tuple[SaidOut, ...]
    handoffs: tuple[HandoffOut, ...]
