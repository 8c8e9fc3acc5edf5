"""Drafts of letters over HTTP: `POST /api/v1/drafts`, for people who advise and for programs that hold the key."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from api.console.access import SignInFirst, from_our_site, signed_in
from api.export.letter_formats import LETTER_FORMATS, LetterFormat, as_file
from api.export.letter_page import page_of
from api.problems import RESPONSES, UNKNOWN_CALLER
from api.ready import Ready
from api.schema import LetterText, ProfileIn
from assistant.messages import Outcome
from assistant.people.cited import CitedSource
from assistant.people.letter_draft import DraftedQuestion, LetterDraft

router = APIRouter(prefix="/api/v1")
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.media_type.partition(";")[0]: {} for form in LETTER_FORMATS.values()}}
}


class DraftsIn(BaseModel):
    """A pasted e-mail, and what is known of its sender."""

    model_config = ConfigDict(extra="forbid")

    text: LetterText
    profile: ProfileIn | None = None
    language: Literal["de", "en"] | None = None


class DraftOut(BaseModel):
    """One question with its draft; `draft` is null where nothing reliable is known, `note` then says why."""

    asked: str
    question: str
    outcome: Outcome
    draft: str | None
    note: str

    @classmethod
    def of(cls, one: DraftedQuestion) -> "DraftOut":
        """Return the question as it is shown."""
        return cls(
            asked=one.asked, question=one.question, outcome=one.outcome,
            draft=one.draft.text if one.draft else None, note=one.note,
        )  # fmt: skip


class DraftsOut(BaseModel):
    """The drafts of a letter; `left` counts questions beyond the limit, `profile` is what is known of the sender."""

    questions: list[DraftOut]
    sources: list[CitedSource]
    profile: ProfileIn
    left: int

    @classmethod
    def of(cls, draft: LetterDraft) -> "DraftsOut":
        """Return the draft as it is shown."""
        known = draft.profile
        profile = ProfileIn.model_validate(
            {"state": known.state, "population": known.population, "type": known.type, "phase": known.phase}
        )
        questions = [DraftOut.of(one) for one in draft.questions]
        return cls(questions=questions, sources=list(draft.sources), profile=profile, left=draft.left)


def admitted(request: Request, lotse: Ready) -> None:
    """Let a program with the key pass, and a person who is signed in. Raises HTTPException with 401."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and lotse.drafting.opened_by(key.strip()):
        return
    try:
        signed_in(request, lotse.desk)
    except SignInFirst as error:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from error
    if not from_our_site(request):
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


@router.post(
    "/drafts", response_model=DraftsOut, responses=_FILES | RESPONSES | UNKNOWN_CALLER, dependencies=[Depends(admitted)]
)
def drafts(
    letter: DraftsIn, lotse: Ready, form: Annotated[LetterFormat | Literal["json"], Query(alias="format")] = "json"
) -> Response | DraftsOut:
    """Return a cited draft for each question of a letter; nothing is kept and nobody is told."""
    draft = lotse.drafting.letter(letter.text, (letter.profile or ProfileIn()).profile(), letter.language)
    return DraftsOut.of(draft) if form == "json" else as_file(page_of(draft), form, lotse.parts.today())
