"""What crosses the HTTP border, checked: requests and the search's answers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from assistant.messages import Question
from assistant.settings import QUESTION_CHARS
from knowledge.documents import STATE_NAMES, FrontMatter, MunicipalityType, Passage, Phase, StateCode
from knowledge.errors import LotseError
from knowledge.german import clean
from knowledge.profile import PHASE_NAMES, TYPE_NAMES, Profile
from knowledge.search import Hit


def _question(text: str) -> str:
    """Return the text without invisible and control characters. Raises when nothing is left."""
    if "\ufffd" in text:  # what undecodable bytes of an address become
        raise PydanticCustomError("string_unicode", "string_unicode")
    kept = "".join(c if c.isprintable() or c in "\n\t" else " " for c in clean(text)).strip()
    if not kept:
        raise PydanticCustomError("blank", "blank")
    return kept


def _one_line_break(text: object) -> object:
    """Browsers send a line break as two characters, but count it as one."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


QuestionText = Annotated[
    str,
    BeforeValidator(_one_line_break),
    StringConstraints(max_length=QUESTION_CHARS, strip_whitespace=True),
    AfterValidator(_question),
]
LETTER_CHARS = 20_000
LetterText = Annotated[
    str,
    BeforeValidator(_one_line_break),
    StringConstraints(max_length=LETTER_CHARS, strip_whitespace=True),
    AfterValidator(_question),
]
Population = Annotated[int, Field(ge=1, le=20_000_000)]
CONVERSATION_ID = r"^[A-Za-z0-9_-]{8,64}$"
ConversationId = Annotated[str, StringConstraints(pattern=CONVERSATION_ID)]


class ProfileIn(BaseModel):
    """What the asker tells of the own municipality; a part that is null is taken back, one that is missing stays."""

    model_config = ConfigDict(extra="ignore")

    state: StateCode | None = None
    population: Population | None = None
    type: MunicipalityType | None = None
    phase: Phase | None = None

    def profile(self) -> Profile:
        """Return it as the knowledge takes it."""
        return Profile(self.state, self.population, self.type, self.phase)

    def forgotten(self) -> frozenset[str]:
        """Return the parts that are taken back.

        >>> sorted(ProfileIn.model_validate({"state": None, "population": 8000}).forgotten())
        ['state']
        """
        return frozenset(name for name in self.model_fields_set if getattr(self, name) is None)


class ChatIn(BaseModel):
    """One message to the assistant."""

    model_config = ConfigDict(extra="forbid")

    message: QuestionText
    conversation_id: ConversationId | None = None
    profile: ProfileIn | None = None
    language: Literal["de", "en"] | None = None

    def question(self) -> Question:
        """Return the message as the assistant takes it."""
        told = self.profile or ProfileIn()
        return Question(
            self.message, told.profile(), self.conversation_id, self.language, forgotten=told.forgotten()
        )  # fmt: skip


class QuestionInvalid(LotseError):
    """A question or profile given on the command line cannot be taken."""

    code = "question_invalid"
    exit_code = 2


def checked_message(text: str, **told: str | int | None) -> ChatIn:
    """Return the message of a command; `told` are the fields of the profile, in capitals or not.

    Raises QuestionInvalid with one sentence.
    """
    profile = {name: _as_listed(value) if isinstance(value, str) else value for name, value in told.items()}
    try:
        return ChatIn.model_validate({"message": text, "profile": profile})
    except ValidationError as error:
        raise QuestionInvalid(what_to_do(error)) from error


def _as_listed(value: str) -> str:
    """Return a state, type or phase in the letters of its list: `hb` is HB, `Großstadt` is grossstadt."""
    return value.upper() if value.upper() in STATE_NAMES else value.lower().replace("ß", "ss")


_MENDS = {
    "population": "Bitte geben Sie die Zahl der Einwohner als ganze Zahl an, zum Beispiel 8000.",
    "state": f"Bitte geben Sie das Land als Kürzel an: {', '.join(STATE_NAMES)}.",
    "type": f"Bitte geben Sie die Art der Kommune so an: {', '.join(TYPE_NAMES)}.",
    "phase": f"Bitte geben Sie die Phase so an: {', '.join(PHASE_NAMES)}.",
}


def what_to_do(error: ValidationError) -> str:
    """Return what the asker can do about the first thing that is wrong with a question or profile."""
    first = error.errors(include_input=False)[0]
    if first["type"] == "blank":
        return "Bitte geben Sie eine Frage ein."
    if first["type"] in ("string_too_long", "too_long"):
        return f"Ihre Frage ist länger als {QUESTION_CHARS} Zeichen. Bitte kürzen Sie sie."
    for field, mend in _MENDS.items():
        if field in first["loc"]:
            return mend
    return "Ihre Frage enthält Zeichen, die sich nicht lesen lassen. Bitte tippen Sie sie neu."


class HitOut(BaseModel):
    """One passage found."""

    document_id: str
    passage_id: str
    title: str
    heading: str
    text: str
    score: float
    parts: dict[str, float]
    reasons: tuple[str, ...]
    page: int | None = None
    last_page: int | None = None

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        """Return the hit as it is shown."""
        p = hit.passage
        return cls(
            document_id=p.document_id, passage_id=p.id, title=hit.meta.title, heading=p.heading, text=p.text,
            score=round(hit.score, 4), parts={name: round(part, 4) for name, part in hit.parts.items()},
            reasons=hit.reasons, page=p.page, last_page=p.last_page,
        )  # fmt: skip


class HitsOut(BaseModel):
    """What a search found, best first."""

    hits: list[HitOut]


class PassageOut(BaseModel):
    """A passage of a document; the pages of its file count from 1, null where it has none."""

    id: str
    position: int
    heading: str
    text: str
    page: int | None = None
    last_page: int | None = None


class DocumentOut(BaseModel):
    """A document with its head and its passages in reading order."""

    meta: FrontMatter
    passages: list[PassageOut]

    @classmethod
    def of(cls, meta: FrontMatter, passages: tuple[Passage, ...]) -> "DocumentOut":
        """Return the document as it is shown."""
        return cls(
            meta=meta,
            passages=[
                PassageOut(
                    id=p.id, position=p.position, heading=p.heading, text=p.text, page=p.page, last_page=p.last_page
                )
                for p in passages
            ],
        )
