"""What all pages on the knowledge share: the desk that they work at, and the ways between them."""

from typing import Annotated

from fastapi import Depends, Request, Response

from api.console.access import SignedIn
from api.console.rendering import page
from api.knowledge_desk import KnowledgeDesk
from api.ready import Ready
from ingest.runs import RUN_STATES

PATH = "/console/knowledge"
PARTS = {
    PATH: "Quellen",
    f"{PATH}/runs": "Läufe",
    f"{PATH}/documents": "Dokumente",
    f"{PATH}/quarantine": "Quarantäne",
    f"{PATH}/review": "Zu prüfen",
}
SOURCE_NAMES = {"starter": "Starterwissen", "verified": "Geprüfte Antworten", "upload": "Hochgeladene Dateien"}


def knowledge_desk(lotse: Ready) -> KnowledgeDesk:
    """Return what editors work with. Raises Unready while Lotse opens."""
    return lotse.knowledge


AtKnowledge = Annotated[KnowledgeDesk, Depends(knowledge_desk)]


def show(request: Request, template: str, signed: SignedIn, status: int = 200, **values: object) -> Response:
    """Return a page on the knowledge, with the ways to the others above it."""
    shown = {"parts": PARTS, "run_states": RUN_STATES, "source_name": source_name, **values}
    return page(request, f"console/knowledge/{template}", signed, status, **shown)


def source_name(source: str) -> str:
    """Return how people call a source.

    >>> source_name("starter"), source_name("folder:/srv/berichte"), source_name("https://www.soest.de/")
    ('Starterwissen', '/srv/berichte', 'https://www.soest.de/')
    """
    return SOURCE_NAMES.get(source, source.removeprefix("folder:"))
