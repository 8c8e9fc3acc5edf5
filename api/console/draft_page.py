"""The page of the draft editor: question, text, sources, findings, preview, versions, and the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.console.access import SignedIn
from api.console.panel import Panel, searched
from api.console.releasing import confirmation
from api.console.rendering import page
from api.desk import Desk
from api.shown import KINDS
from api.wiring import Lotse
from assistant.messages import Reply
from assistant.people.cited import CitedText, marks, renumbered
from assistant.people.draft_checks import findings_of
from assistant.people.drafts import Draft, DraftVersion, seen_by_two
from assistant.people.errors import HandoffGone
from assistant.people.findings import Finding
from assistant.people.handed import HandedOver, ThreadEntry
from assistant.people.proposal import proposal
from assistant.people.said import lines_of
from assistant.people.standing import cited_documents, standing_of
from knowledge.documents import document_of


@dataclass(frozen=True, slots=True)
class Editing:
    """What stands in the editor: the text, made from version `base`, with the sources of version `origin`.

    `other` is what somebody else saved meanwhile; then `origin` is the text's own version.
    """

    answer: CitedText
    base: int = 0
    origin: int = 0
    other: DraftVersion | None = None


def handed_of(desk: Desk, number: str) -> HandedOver:
    """Return a handoff. Raises HTTPException 404, StoreUnavailable."""
    try:
        return desk.inbox.of_number(number)
    except HandoffGone as error:
        raise HTTPException(404) from error


def begun(lotse: Lotse, handed: HandedOver) -> Draft:
    """Return the draft; where there is none yet, the assistant's proposal becomes its first version.

    Raises KnowledgeError, StoreUnavailable.
    """
    draft = lotse.desk.drafts.of(handed.number)
    if draft.head is not None:
        return draft
    reply = _reply(lotse.desk.threads.of_handoff(handed.number), handed)
    ids = [*map(document_of, handed.tried), *(source.document_id for source in (reply.sources if reply else ()))]
    documents, today = standing_of(ids, lotse.registry), lotse.parts.today()
    proposed = proposal(handed.question, reply, handed.tried, documents, lotse.search.rarity, today)
    return lotse.desk.drafts.propose(handed.number, proposed)


def _reply(thread: Sequence[ThreadEntry], handed: HandedOver) -> Reply | None:
    """Return what the assistant said to the question; where it said and tried nothing, its last answer before."""
    answers = [entry for entry in thread if entry.reply and entry.reply.statements]
    own = [entry.reply for entry in answers if entry.id == handed.message_id]
    if own or handed.tried or not answers:
        return own[0] if own else None
    return answers[-1].reply


def editing(draft: Draft) -> Editing:
    """Return the version that counts for editing; after a release an empty text."""
    if draft.head is None:
        return Editing(CitedText(""))
    if draft.done:
        return Editing(CitedText(""), draft.head.version)
    return Editing(draft.head.answer, draft.head.version, draft.head.version)


def findings(lotse: Lotse, answer: CitedText) -> tuple[Finding, ...]:
    """Return what is to be corrected or confirmed. Raises RegistryUnavailable."""
    return findings_of(answer, cited_documents(answer.sources, lotse.registry), lotse.parts.today())


def editor(
    request: Request, signed: SignedIn, lotse: Lotse, handed: HandedOver, edited: Editing, query: str = "",
    status: int = 200, error: str = "",
) -> Response:  # fmt: skip
    """Return the page. Raises RegistryUnavailable, StoreUnavailable."""
    desk, asker = lotse.desk, signed.advisor
    draft, found = desk.drafts.of(handed.number), findings(lotse, edited.answer)
    shown = renumbered(edited.answer)
    panel = searched(lotse, query, handed.profile) if query else Panel()
    approval = desk.four_eyes and draft.head is not None and not seen_by_two(draft.head, asker.login)
    return page(
        request, "console/draft.html", signed, status, handed=handed, edited=edited, draft=draft, findings=found,
        confirmation=confirmation(found), preview=lines_of(shown.text), sources=shown.sources, panel=panel,
        used=marks(edited.answer.text), parts=desk.canned.every(), notes=desk.inbox.notes(handed.number),
        versions=desk.drafts.versions(handed.number), mine=handed.claimed_by == asker.login, needs_approval=approval,
        asked=_asked(desk, handed), kinds=KINDS, error=error, four_eyes=desk.four_eyes,
    )  # fmt: skip


def _asked(desk: Desk, handed: HandedOver) -> list[str]:
    """Return what the asker wrote since the question, oldest first."""
    thread = desk.threads.of_handoff(handed.number)
    return [
        entry.text
        for entry in thread
        if entry.author == "asker"
        and entry.said_at
        and entry.said_at > handed.created_at
        and entry.id != handed.message_id
    ]
