"""What is asked of people, kind by kind: the short forms, filled in."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from assistant.people.kinds import Kind
from knowledge.documents import DocumentId, Text

SHORT, LONG = 200, 2_000  # characters of a line and of a text
SLOTS = 3
PEOPLE = 500
PHONE_PATTERN = r"^\+?[0-9][0-9 ()/.-]{4,30}$"

Line = Annotated[Text, StringConstraints(max_length=SHORT)]
Paragraph = Annotated[Text, StringConstraints(max_length=LONG)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PHONE_PATTERN)]
Part = Literal["morning", "afternoon"]
Channel = Literal["video", "phone"]
PART_NAMES: dict[Part, str] = {"morning": "vormittags", "afternoon": "nachmittags"}
CHANNEL_NAMES: dict[Channel, str] = {"video": "Videogespräch", "phone": "Telefon"}


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerForm(_Form):
    """An answer: nothing is needed beyond the question itself."""

    kind: Literal[Kind.ANSWER] = Kind.ANSWER


class Slot(_Form):
    """Half a day on which the asker has time."""

    day: date
    part: Part


class ConsultationForm(_Form):
    """A consultation by appointment; an advisor confirms one of the slots. The phone number is personal data."""

    kind: Literal[Kind.CONSULTATION] = Kind.CONSULTATION
    concern: Paragraph
    slots: Annotated[tuple[Slot, ...], Field(min_length=1, max_length=SLOTS)]
    channel: Channel
    phone: Phone | None = None


class WorkshopForm(_Form):
    """A workshop on site for several municipalities of a region; `month` is its first day."""

    kind: Literal[Kind.WORKSHOP] = Kind.WORKSHOP
    region: Line
    municipalities: Annotated[tuple[Line, ...], Field(min_length=2, max_length=50)]
    people: Annotated[int, Field(ge=2, le=PEOPLE)]
    month: date
    goals: Paragraph


class ContactForm(_Form):
    """Contact to the municipality of a case study, which must have agreed to that (api/store/contacts.py)."""

    kind: Literal[Kind.CONTACT] = Kind.CONTACT
    document_id: DocumentId
    about: Paragraph


Form = Annotated[AnswerForm | ConsultationForm | WorkshopForm | ContactForm, Field(discriminator="kind")]
FORM: TypeAdapter[AnswerForm | ConsultationForm | WorkshopForm | ContactForm] = TypeAdapter(Form)
