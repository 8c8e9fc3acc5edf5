"""The consent of a municipality's person to be asked about a case study."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints
from pydantic.dataclasses import dataclass as checked

from assistant.people.addresses import MailAddress
from assistant.people.forms import PHONE_PATTERN, Line
from knowledge.documents import DocumentId


@checked(frozen=True)
class Consent:
    """Who agreed to be asked about which case study, and from when until when (the end is no part of it).

    `phone` may be empty. Raises pydantic.ValidationError for a value out of form, or a consent that ends before it
    begins.
    """

    document_id: DocumentId
    municipality: Line
    person: Line
    email: MailAddress
    consent_at: AwareDatetime
    consent_until: AwareDatetime
    phone: Annotated[str, StringConstraints(strip_whitespace=True, pattern=rf"^$|{PHONE_PATTERN}")] = ""

    def __post_init__(self) -> None:
        if self.consent_at >= self.consent_until:
            raise ValueError("Die Einwilligung muss nach ihrem Beginn enden.")


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who may be asked now; the consent holds until `until`."""

    id: int
    document_id: str
    municipality: str
    person: str
    email: str
    phone: str
    until: datetime
