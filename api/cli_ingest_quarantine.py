"""The commands `lotse ingest quarantine`, `release` and `reject`: what screening holds, and what becomes of it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.terminal import print_json, say

if TYPE_CHECKING:
    from ingest.quarantine import Quarantine
    from knowledge.registry import Registry

Passages = Annotated[list[str], typer.Argument(metavar="ABSCHNITT", help="Id eines Abschnitts, auch mehrere")]
By = Annotated[str, typer.Option(help="Wer entscheidet; ohne Angabe das angemeldete Benutzerkonto")]
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")]


def quarantine(
    source: Annotated[str | None, typer.Option(help="Nur aus dieser Quelle")] = None,
    document: Annotated[str | None, typer.Option(help="Nur aus diesem Dokument")] = None,
    as_json: AsJson = False,
) -> None:
    """Zeigen, welche Abschnitte zurückgehalten sind und warum."""
    from dataclasses import asdict

    with _opened() as (kept, _registry):
        found = kept.held(source, document)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        say(f"{one.passage.id}  {one.title} ({one.path})")
        for reason in one.reasons:
            say(f"  {reason.code}: {reason.detail}")
    say(f"{len(found)} Abschnitte warten auf eine Entscheidung.")


def release(passages: Passages, by: By = "") -> None:
    """Zurückgehaltene Abschnitte freigeben: sie sind danach zu finden."""
    from knowledge.documents import document_of

    of_document: dict[str, list[str]] = {}
    for key in passages:
        of_document.setdefault(document_of(key), []).append(key)
    with _opened() as (kept, registry):
        for keys in of_document.values():
            kept.release(registry, keys, by or getpass.getuser(), datetime.now(UTC))
            say(f"Freigegeben: {', '.join(keys)}")


def reject(passages: Passages, by: By = "") -> None:
    """Zurückgehaltene Abschnitte ablehnen: sie bleiben draußen, auch nach dem nächsten Einlesen."""
    with _opened() as (kept, _registry):
        kept.reject(passages, by or getpass.getuser(), datetime.now(UTC))
    say(f"Abgelehnt: {', '.join(passages)}")


@contextmanager
def _opened() -> "Iterator[tuple[Quarantine, Registry]]":
    from api.settings import read_settings
    from ingest.quarantine import Quarantine
    from knowledge.registry import Registry
    from knowledge.registry_tables import open_engine

    engine = open_engine(read_settings().knowledge.registry_url)
    try:
        yield Quarantine(engine), Registry(engine)
    finally:
        engine.dispose()
