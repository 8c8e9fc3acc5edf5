"""The values everything else speaks of: documents, their passages and sentences, and the schema of their heads.

A head (front matter) crosses the border from files, so pydantic checks it; the rest are frozen dataclasses.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from knowledge.pages import pages_named

Kind = Literal["case_study", "guidance", "funding", "verified_answer", "page"]
StateCode = Literal[
    "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"
]  # fmt: skip
MunicipalityType = Literal[
    "grossstadt", "mittelstadt", "kleinstadt", "landgemeinde", "verbandsgemeinde", "landkreis", "region"
]
Phase = Literal["orientierung", "strategie", "organisation", "umsetzung", "betrieb", "evaluation"]
Topic = Literal[
    "beteiligung", "bildung", "breitband-infrastruktur", "daten-plattform", "datenschutz", "digitaler-zwilling",
    "dorfleben-ehrenamt", "energie-klima", "foerderung", "gesundheit-pflege", "innenstadt-handel",
    "interkommunale-kooperation", "it-sicherheit", "ki", "kompetenzen", "lorawan-iot", "mobilitaet", "nahversorgung",
    "open-data", "open-source", "organisation", "sicherheit-katastrophenschutz", "strategie", "tourismus-kultur",
    "umwelt-wasser", "vergabe-beschaffung", "verwaltung-ozg", "wirtschaft",
]  # fmt: skip
STATE_NAMES: dict[str, str] = {
    "BW": "Baden-Württemberg", "BY": "Bayern", "BE": "Berlin", "BB": "Brandenburg", "HB": "Bremen", "HH": "Hamburg",
    "HE": "Hessen", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt", "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}  # fmt: skip
TOPIC_NAMES: dict[str, str] = {
    "beteiligung": "Beteiligung", "bildung": "Bildung", "breitband-infrastruktur": "Breitband",
    "daten-plattform": "Datenplattform", "datenschutz": "Datenschutz", "digitaler-zwilling": "Digitaler Zwilling",
    "dorfleben-ehrenamt": "Dorfleben und Ehrenamt", "energie-klima": "Energie und Klima", "foerderung": "Förderung",
    "gesundheit-pflege": "Gesundheit und Pflege", "innenstadt-handel": "Innenstadt und Handel",
    "interkommunale-kooperation": "Interkommunale Zusammenarbeit", "it-sicherheit": "IT-Sicherheit", "ki": "KI",
    "kompetenzen": "Kompetenzen", "lorawan-iot": "Sensornetze", "mobilitaet": "Mobilität",
    "nahversorgung": "Nahversorgung", "open-data": "Offene Daten", "open-source": "Open Source",
    "organisation": "Organisation", "sicherheit-katastrophenschutz": "Katastrophenschutz", "strategie": "Strategie",
    "tourismus-kultur": "Tourismus und Kultur", "umwelt-wasser": "Umwelt und Wasser",
    "vergabe-beschaffung": "Vergabe", "verwaltung-ozg": "Digitale Verwaltung", "wirtschaft": "Wirtschaft",
}  # fmt: skip

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][\w.:-]{0,199}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


def _as_stamp(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


def _in_calendar(value: str) -> str:
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError as error:
        raise ValueError("ist kein Tag des Kalenders") from error
    return value


Stamp = Annotated[
    str,
    BeforeValidator(_as_stamp),
    StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$"),
    AfterValidator(_in_calendar),
]  # a year, a month or a day: 2024, 2024-05, 2024-05-17


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Head):
    """An original publication that a document rests on."""

    title: Text
    url: WebAddress
    publisher: Text


class Municipality(_Head):
    """The municipality, district or region a case study tells of."""

    name: Text
    state: StateCode
    type: MunicipalityType
    population: Annotated[int, Field(gt=0, lt=20_000_000)] | None = None


class Funding(_Head):
    """The terms of a funding programme; `deadline` is the last day to apply."""

    level: Literal["bund", "land", "eu", "sonstige"]
    states: tuple[StateCode, ...] = ()
    status: Literal["laufend", "geschlossen", "angekuendigt", "unbekannt"]
    deadline: date | None = None
    rate: str | None = None
    max_eur: Annotated[int, Field(ge=0)] | None = None


class FrontMatter(_Head):
    """The head of a document.

    `as_of` says how fresh its content is, `valid_until` the last day on which it holds, `superseded_by` what took its
    place. `publisher` is who answers for the document itself, where that is not the house of this Lotse.
    """

    id: DocumentId
    kind: Kind
    title: Text
    summary: str = ""
    questions: tuple[Text, ...] = ()
    topics: tuple[Topic, ...] = ()
    phases: tuple[Phase, ...] = ()
    municipality: Municipality | None = None
    funding: Funding | None = None
    period: str | None = None
    cost_eur: Annotated[int, Field(ge=0)] | None = None
    funding_programs: tuple[Text, ...] = ()
    technologies: tuple[Text, ...] = ()
    as_of: Stamp | None = None
    valid_until: date | None = None
    superseded_by: DocumentId | None = None
    url: WebAddress | None = None
    publisher: Text | None = None
    sources: tuple[Source, ...] = ()

    def __hash__(self) -> int:  # every field, one by one, would take longer than what is kept by head saves
        return hash(self.id)

    @model_validator(mode="after")
    def _kind_has_its_part(self) -> Self:
        if self.kind == "case_study" and self.municipality is None:
            raise ValueError("eine Fallstudie braucht das Feld municipality")
        if self.kind == "funding" and self.funding is None:
            raise ValueError("ein Förderprogramm braucht das Feld funding")
        return self

    @cached_property
    def context(self) -> str:
        """What a passage does not say itself: title, place, state, programmes, technologies."""
        place = self.municipality
        states = [place.state] if place else list(self.funding.states) if self.funding else []
        named = [self.title, place.name if place else "", *(STATE_NAMES[s] for s in states)]
        return " · ".join(filter(None, [*named, *self.funding_programs, *self.technologies]))


@dataclass(frozen=True, slots=True, repr=False)
class Sentence:
    """A sentence as a span of its passage's text; `origins` are positions in the document's sources."""

    start: int
    end: int
    origins: tuple[int, ...] = ()

    def __repr__(
        self,
    ) -> str:  # part of every passage id; written out, because dataclasses' own takes four times as long
        return f"Sentence(start={self.start}, end={self.end}, origins={self.origins})"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in its file: characters `start` to `end` (exclusive) of the text that was read from it.

    Pages count from 1; a file without pages has none.
    """

    start: int
    end: int
    page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Some paragraphs under one heading of a document: the unit that is found and cited.

    `id` is `<document id>~<digest of all that is indexed>`: equal ids mean equal content.
    """

    id: str
    document_id: str
    position: int
    headings: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...] = ()
    place: Place | None = None

    def __hash__(self) -> int:  # the sentences, one by one, would take longer than what is kept by passage saves
        return hash(self.id)

    @property
    def heading(self) -> str:
        """The heading path in one line."""
        return " › ".join(self.headings)

    @property
    def pages(self) -> str:
        """The pages of its file as people write them, "S. 12"; empty where there are none."""
        return pages_named(self.page, self.last_page)

    @property
    def page(self) -> int | None:
        """The page on which it begins, None in a file without pages."""
        return self.place.page if self.place else None

    @property
    def last_page(self) -> int | None:
        """The page on which it ends, None in a file without pages."""
        return self.place.last_page if self.place else None


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, taken apart; `digest` covers the bytes it was read from."""

    meta: FrontMatter
    digest: str
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        return self.meta.id


def passage_id(meta: FrontMatter, headings: tuple[str, ...], text: str, mark: object) -> str:
    """Return the id of a passage; `mark` tells passages of one document with equal text apart."""
    seen = "\x1f".join((meta.context, *headings, text, repr(mark)))
    return f"{meta.id}~{hashlib.sha256(seen.encode()).hexdigest()[:16]}"


def content_digest(meta: FrontMatter, passages: Iterable[Passage]) -> str:
    """Return a digest of what a document says, so that whoever cites it notices a change.

    It covers the head but for what only helps to find the document, the words in reading order, and which sources
    stand behind them; where the reader cuts passages and sentences makes no difference.
    """
    told = list(passages)
    sections = groupby(told, lambda passage: passage.headings)
    words = [(headings, " ".join(" ".join(p.text for p in parts).split())) for headings, parts in sections]
    origins = [one for one, _ in groupby(sentence.origins for passage in told for sentence in passage.sentences)]
    later = ("valid_until", "superseded_by", "publisher")
    unset = {name for name in later if getattr(meta, name) is None}  # as before they were
    head = meta.model_dump_json(exclude={"summary", "questions", "topics", "phases"} | unset)
    return hashlib.sha256(repr((head, words, origins)).encode()).hexdigest()


def document_of(passage: str) -> str:
    """Return the document id inside a passage id.

    >>> document_of("fall-soest~0123abcd")
    'fall-soest'
    """
    return passage.partition("~")[0]
