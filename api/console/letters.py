"""The page on which a pasted e-mail becomes a letter: its questions with drafts to edit, and the export."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter, ValidationError

from api.console.access import Csrf, Signed, SignedIn
from api.console.letter_form import DraftForm, Row, sent_form
from api.console.rendering import page
from api.drafting import Drafting
from api.export.letter_formats import LETTER_FORMATS, as_file
from api.ready import Ready
from api.schema import LETTER_CHARS, LetterText, ProfileIn, QuestionText
from assistant.messages import Question
from assistant.people.letter_draft import beside, drafted_question
from knowledge.documents import STATE_NAMES
from knowledge.profile import Profile

router = APIRouter(prefix="/console/letters", include_in_schema=False)
_letter, _question = TypeAdapter(LetterText), TypeAdapter(QuestionText)
Sent = Annotated[DraftForm, Depends(sent_form)]


class _Refused(Exception):
    """Something cannot be done as it was sent: the id of the field, and what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@router.get("")
def show(request: Request, signed: Signed) -> Response:
    """Show the empty form."""
    return _page(request, signed, DraftForm())


@router.post("")
def work(request: Request, signed: Signed, lotse: Ready, _: Csrf, form: Sent) -> Response:
    """Do what the button says; the form comes again with everything that was typed, or the letter as a file."""
    action, _sep, which = form.do.partition("-")
    try:
        if action == "export" and which in LETTER_FORMATS:
            if lacking := form.unsourced():
                raise _Refused(*lacking)
            return as_file(form.letter_page(), which, lotse.parts.today())
        return _page(request, signed, _after(form, action, which, lotse.drafting))
    except _Refused as refused:
        return _page(request, signed, form, 422, errors={refused.field: str(refused)})


def _after(form: DraftForm, action: str, which: str, drafting: Drafting) -> DraftForm:
    """Return the form as it is after an action. Raises _Refused."""
    if action == "split":
        return _split(form, drafting)
    if action == "add":
        return replace(form, rows=(*form.rows, Row()))
    if not which.isdecimal() or int(which) >= len(form.rows):
        return form
    n = int(which)
    if action == "remove":
        return replace(form, rows=form.rows[:n] + form.rows[n + 1 :])
    return _asked_again(form, n, drafting) if action == "again" else form


def _split(form: DraftForm, drafting: Drafting) -> DraftForm:
    profile = _profile(form)
    try:
        text = _letter.validate_python(form.text)
    except ValidationError as error:
        raise _Refused("text", f"Fügen Sie die E-Mail ein, höchstens {LETTER_CHARS} Zeichen.") from error
    draft = drafting.letter(text, profile)
    if not draft.questions:
        raise _Refused("text", "In diesem Text ist keine Frage zu erkennen. Ergänzen Sie eine Frage mit Fragezeichen.")
    rows = tuple(Row(one.question, one.text, one.note) for one in draft.questions)
    known = draft.profile
    return replace(
        form, rows=rows, sources=draft.sources, left=draft.left,
        state=known.state or "", population=str(known.population or ""),
    )  # fmt: skip


def _asked_again(form: DraftForm, n: int, drafting: Drafting) -> DraftForm:
    """Return the form with a new draft for one question; the others stay as they were edited."""
    profile = _profile(form)
    try:
        text = _question.validate_python(form.rows[n].question)
    except ValidationError as error:
        raise _Refused(
            f"question-{n}", "Schreiben Sie die Frage aus; kürzen Sie sie, wenn sie sehr lang ist."
        ) from error
    one = drafted_question(text, drafting.reply_to(Question(text, profile)), text)
    draft = beside(one.draft, form.sources) if one.draft else None
    new = Row(text, draft.text if draft else one.text, one.note)
    sources = form.sources + tuple(s for s in (draft.sources if draft else ()) if s not in form.sources)
    return replace(form, rows=(*form.rows[:n], new, *form.rows[n + 1 :]), sources=sources)


def _profile(form: DraftForm) -> Profile:
    told = {"state": form.state or None, "population": form.population.replace(".", "").replace(" ", "") or None}
    try:
        return ProfileIn.model_validate(told).profile()
    except ValidationError as error:
        raise _Refused("population", "Geben Sie die Einwohnerzahl als ganze Zahl an, zum Beispiel 8000.") from error


def _page(request: Request, signed: SignedIn, form: DraftForm, status: int = 200, **values: object) -> Response:
    shown = {"form": form, "errors": {}, "states": STATE_NAMES, "formats": LETTER_FORMATS, **values}
    return page(request, "console/letters.html", signed, status, **shown)
