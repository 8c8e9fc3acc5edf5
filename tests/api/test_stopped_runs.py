"""Sources are read at their time, and a server that stops in the midst of one loses nothing."""

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.due_worker import read_due
from api.settings import Settings
from api.upkeep import ingesting
from api.wiring import Lotse, opened
from ingest.runs import RunState
from ingest.settings import IngestSettings
from knowledge.owner import ownership
from knowledge.registry import Registry
from tests.api.zygote import Process
from tests.ingest.web.website import Served as Page
from tests.ingest.web.website import Website, html, running

Run = Callable[..., subprocess.CompletedProcess[str]]
Served = Callable[..., AbstractContextManager[tuple[Process, str]]]
HOUSE = "127.0.0.0/8"


@pytest.fixture
def site() -> Iterator[Website]:
    """Serve a small website: two pages behind the first."""
    told = {name: f"Die Seite {name} von Musterau nennt Gebühren." for name in ("", "rathaus", "ausweis")}
    pages = Website({f"/{name}": html(text, "/ausweis", "/rathaus") for name, text in told.items()})
    with running(pages) as website:
        yield website


@pytest.fixture
def house(settings_of: Callable[[Path], Settings], data_dir: Path) -> Settings:
    """Give the settings of a Lotse that may read websites of this machine."""
    return replace(settings_of(data_dir), ingest=IngestSettings(ingest_private=HOUSE))


@contextmanager
def working(settings: Settings) -> Iterator[Lotse]:
    with ownership(settings.knowledge.data_dir), opened(settings) as lotse:
        yield lotse


def pages_of(registry: Registry, site: Website) -> list[str]:
    """Return the paths of the site's pages that are documents."""
    mine = (known.path for known in registry.known().values() if known.source == site.address())
    return sorted(path.removeprefix(site.origin) for path in mine)


def test_a_website_is_read_when_its_schedule_says_so_and_not_before(
    lotse: Run, data_dir: Path, site: Website, house: Settings
) -> None:
    added = lotse(
        "ingest",
        "add",
        site.address(),
        "--schedule",
        "täglich",
        "--pace",
        "0.1",
        data=data_dir,
        LOTSE_INGEST_PRIVATE=HOUSE,
    )
    first = lotse("ingest", "due", data=data_dir, LOTSE_INGEST_PRIVATE=HOUSE)
    assert (added.returncode, first.returncode) == (0, 0)
    assert first.stdout.startswith(f"{site.address()}: 3 geändert, 0 nicht aufgenommen.")
    site.forget()
    again = lotse("ingest", "due", data=data_dir, LOTSE_INGEST_PRIVATE=HOUSE)
    assert (again.stdout.strip(), site.asked) == ("Nichts fällig.", [])

    site.pages["/ausweis"] = html("Der Ausweis kostet jetzt mehr.", "/rathaus")
    clock = [datetime.now(UTC) + timedelta(hours=23)]
    with ingesting(house, lambda: clock[0]) as ingestion:
        assert ingestion.due() == ()
        clock[0] += timedelta(hours=2)
        [row] = ingestion.due()
        assert read_due(ingestion, row).changed == [key for key in ingestion.registry.known() if "ausweis" in key]
        assert ingestion.due() == ()
        assert pages_of(ingestion.registry, site) == ["/", "/ausweis", "/rathaus"]
    assert (site.bodies["/ausweis"], site.bodies["/rathaus"]) == (1, 0)


def test_a_run_that_was_stopped_or_killed_with_its_server_is_named_and_the_next_start_brings_it_to_its_end(
    lotse: Run, served: Served, data_dir: Path, site: Website, house: Settings, wait_for: Callable[..., bool]
) -> None:
    page, site.pages["/ausweis"] = site.pages["/ausweis"], Page(status=503, headers={"Retry-After": "200"})
    arrived, goes_on = threading.Event(), threading.Event()

    def hanging(_path: str) -> Page:
        arrived.set()
        goes_on.wait(timeout=300)
        return html("Die Seite rathaus nennt Gebühren.")

    with working(house) as here:  # the run waits until the website is less busy
        here.ingestion.origins.add(site.address(), "web", site.address(), {"pace_s": 0.1}, "täglich")
        assert here.due.look() == 1
        assert wait_for(lambda: "/ausweis" in site.asked)
    site.pages |= {"/ausweis": page, "/rathaus": hanging}
    with served(data_dir, LOTSE_INGEST_PRIVATE=HOUSE) as (process, _):  # the run waits for an answer
        assert arrived.wait(timeout=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) in (0, -signal.SIGTERM)
    said = lotse("ingest", "runs", data=data_dir).stdout.splitlines()
    goes_on.set()
    assert ["abgebrochen" in said[0], "angehalten" in said[1]] == [True, True]
    assert said[1].endswith("Was gesichert ist, bleibt; den Rest macht der nächste Lauf.")
    with working(house) as here:
        assert here.due.look() == 1
        assert wait_for(lambda: here.ingestion.runs.listed(site.address())[0].state is RunState.DONE)
        assert pages_of(here.registry, site) == ["/", "/ausweis", "/rathaus"]
        assert [run.report.get("added", 0) for run in here.ingestion.runs.listed(site.address())] == [3, 0, 0]
        assert here.due.look() == 0
    assert site.bodies["/"] == 1  # what one start has read, the next does not ask for
