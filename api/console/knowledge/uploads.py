"""Files that editors hand in: kept in a folder of their own, which is a source like any other."""

import os
import secrets
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, EditorSigned, SignedIn
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.console.knowledge.upload_names import kept_name
from api.desk import Desk
from api.ingesting import uploads_of
from api.knowledge_desk import KnowledgeDesk
from api.store.audit import record
from api.store.transaction import transaction
from ingest.errors import NoSuchSource
from ingest.read.limits import FILE_BYTES
from ingest.sources import UPLOAD

MOST = 50  # files at once
_PART = 1 << 20
router = APIRouter(prefix=f"{PATH}/uploads", include_in_schema=False)


@router.get("")
def listed(request: Request, signed: EditorSigned, desk: AtKnowledge) -> Response:
    """Show the files that were handed in, and the form for more."""
    return show(request, "uploads.html", signed, files=_files(desk.ingestion.uploads), errors={}, most=MOST)


@router.post("")
async def take(request: Request, signed: EditorSigned, desk: AtKnowledge, at: AtDesk, _: Csrf) -> Response:
    """Keep files, in place of those of the same name, and have them read.

    The form is read only after it is known who sends it: only an editor may send this much.
    """
    form = await request.form()
    chosen = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    return await run_in_threadpool(_take, request, signed, desk, at, chosen)


def _take(request: Request, signed: SignedIn, desk: KnowledgeDesk, at: Desk, chosen: list[UploadFile]) -> Response:
    if problem := _problem(chosen):
        shown = {"files": _files(desk.ingestion.uploads), "errors": {"files": problem}, "most": MOST}
        return show(request, "uploads.html", signed, 422, **shown)
    names = [_keep(one, desk.ingestion.uploads) for one in chosen]
    _read(desk)
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, "upload.added", UPLOAD, ", ".join(names)[:500])
    return RedirectResponse(f"{PATH}/uploads?done=added", 303)


@router.post("/remove")
def remove(
    signed: EditorSigned, desk: AtKnowledge, at: AtDesk, _: Csrf, name: Annotated[str, Form(max_length=300)]
) -> Response:
    """Delete a file; its documents go with the next run."""
    if name not in _files(desk.ingestion.uploads):
        raise HTTPException(404)
    (desk.ingestion.uploads / name).unlink(missing_ok=True)
    _read(desk)
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, "upload.removed", UPLOAD, name)
    return RedirectResponse(f"{PATH}/uploads?done=removed", 303)


def _read(desk: KnowledgeDesk) -> None:
    """Have the folder read as soon as may be; the first upload makes it a source."""
    row = uploads_of(desk.ingestion)
    try:
        desk.ingestion.origins.ask(row.source)
    except NoSuchSource:
        desk.ingestion.origins.add(row.source, row.kind, row.place)
        desk.ingestion.origins.ask(row.source)


def _problem(chosen: list[UploadFile]) -> str:
    if not chosen:
        return "Wählen Sie mindestens eine Datei aus."
    if len(chosen) > MOST:
        return f"Höchstens {MOST} Dateien auf einmal. Bitte laden Sie in Teilen hoch."
    large = [one.filename for one in chosen if (one.size or 0) > FILE_BYTES]
    return f"Größer als 50 MB und nicht angenommen: {', '.join(map(str, large))}." if large else ""


def _files(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _keep(file: UploadFile, folder: Path) -> str:
    """Write a file whole or not at all, and return the name it has here."""
    folder.mkdir(parents=True, exist_ok=True)
    name, partial = kept_name(file.filename or ""), folder / f".{secrets.token_hex(8)}"
    with partial.open("wb") as kept:
        while part := file.file.read(_PART):
            kept.write(part)
        kept.flush()
        os.fsync(kept.fileno())
    partial.replace(folder / name)
    return name
