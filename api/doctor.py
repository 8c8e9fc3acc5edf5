"""What `lotse doctor` looks at: each finding says what is there, and how to mend what is missing."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict

from api.doctor_model import model_findings
from api.doctor_outbox import outbox_findings
from api.finding import MISSING, OK, WARN, Finding
from api.settings import Settings, read_settings
from knowledge.embedders import embedder_of
from knowledge.errors import KnowledgeError, LotseError
from knowledge.indexes import read_state
from knowledge.owner import current_owner

_FREE_BYTES = 500_000_000


def examine() -> list[dict[str, str]]:
    """Return the findings, in the order an operator would check them."""
    try:
        settings = read_settings()
    except LotseError as error:
        mend = "Namen und Werte stehen im Betriebshandbuch (docs/operations.md)."
        return [asdict(Finding(MISSING, "Einstellungen", str(error), mend))]
    return [asdict(finding) for finding in _findings(settings)]


def _findings(settings: Settings) -> Iterator[Finding]:
    yield Finding(OK, "Python", sys.version.split()[0])
    yield _data_dir(settings)
    yield from _registry(settings)
    owner = current_owner(settings.knowledge.data_dir)
    if owner is None:
        yield Finding(WARN, "Dienst", "läuft nicht", "Starten mit: make run oder lotse serve")
    else:
        yield Finding(OK, "Dienst", f"Prozess {owner.pid}, {owner.address or 'ohne Adresse (ein anderer Befehl)'}")
    yield _embedder(settings)
    yield from model_findings(settings.assistant)
    yield from outbox_findings(settings)


def _embedder(settings: Settings) -> Finding:
    """Return whether the chosen embedder embeds: it is asked for one word; the built-in one needs no asking."""
    embedder = embedder_of(settings.knowledge)
    if embedder is None:
        return Finding(OK, "Vektor-Modell", "eingebaut, an die Dokumente angepasst; das ist die Vorgabe")
    name = f"{settings.knowledge.embedding_model} ({settings.knowledge.embedder})"
    try:
        vectors = embedder.embed(["Verwaltung"])
    except KnowledgeError as error:
        mend = "Bis dahin findet Lotse nur über Wörter; fehlende Vektoren holt der Dienst von selbst nach."
        return Finding(MISSING, "Vektor-Modell", str(error), mend)
    return Finding(OK, "Vektor-Modell", f"{name}, {vectors.shape[1]} Werte je Vektor")


def _data_dir(settings: Settings) -> Finding:
    folder = settings.knowledge.data_dir
    probe = folder / ".doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        mend = "Geben Sie dem Dienst Schreibrechte oder setzen Sie LOTSE_DATA_DIR auf einen anderen Ordner."
        return Finding(MISSING, "Datenverzeichnis", f"{folder} ist nicht beschreibbar ({error.strerror})", mend)
    free = shutil.disk_usage(folder).free
    if free < _FREE_BYTES:
        return Finding(WARN, "Datenverzeichnis", f"{folder}, nur {free // 10**6} MB frei", "Schaffen Sie Platz.")
    return Finding(OK, "Datenverzeichnis", f"{folder.resolve()}, {free // 10**9} GB frei")


def _registry(settings: Settings) -> Iterator[Finding]:
    from knowledge.registry import Registry
    from knowledge.registry_tables import open_engine

    kind = settings.knowledge.registry_url.partition(":")[0]
    try:
        registry = Registry(open_engine(settings.knowledge.registry_url))
        documents, passages = registry.counts()
        revision = registry.revision()
    except KnowledgeError as error:
        yield Finding(MISSING, "Registry", str(error), "Prüfen Sie LOTSE_DATABASE_URL und das Datenverzeichnis.")
        return
    yield Finding(OK, "Registry", f"{kind}, {documents} Dokumente, {passages} Abschnitte, Revision {revision}")
    state = read_state(settings.knowledge.index_dir)
    if state.revision < revision:
        mend = "Der Dienst holt das beim Start nach; ohne Dienst: lotse index rebuild"
        yield Finding(WARN, "Indexe", f"stehen bei Revision {state.revision} von {revision}", mend)
    else:
        yield Finding(OK, "Indexe", f"Revision {state.revision}, Vektoren von {state.embedder or 'noch keinem Modell'}")
