"""`lotse ingest links` tells an editor which cited addresses need a look, and asks nobody when told so."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ingest.web.cited import Link, LinkState
from ingest.web.kept_links import KeptLinks
from ingest.web.link_findings import cited_addresses
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_what_was_found_last_is_shown_without_asking(
    lotse: Callable[..., subprocess.CompletedProcess[str]], starter_dir: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(starter_dir, tmp_path / "data"))
    engine = open_engine(f"sqlite:///{data / 'lotse.db'}")
    address, documents = next(iter(cited_addresses(Registry(engine)).items()))
    status = "Der Server antwortet mit Status 404."
    KeptLinks(engine).keep(Link(address, NOON, LinkState.GONE, 404, reason=status, failures=3, since=NOON))
    engine.dispose()
    done = lotse("ingest", "links", "--no-ask", data=data)
    assert done.stdout.splitlines() == [
        f"nicht mehr da, 3-mal in Folge seit 27.11.2026: {address} (Der Server antwortet mit Status 404)",
        f"  in {', '.join(documents)}",
        "0 Adressen geprüft, 1 brauchen einen Blick.",
    ]
    assert done.returncode == 1
