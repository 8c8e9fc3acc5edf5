"""The command `lotse ingest links`: whether the addresses that documents send readers to still lead there."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import Settings, read_settings
from api.terminal import print_json, progress_bar, say

if TYPE_CHECKING:
    from ingest.web.link_findings import Finding
    from knowledge.registry import Registry


def links(
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Die Websites fragen, oder nur zeigen, was zuletzt war")
    ] = True,
) -> None:
    """Prüfen, ob die Adressen in den Dokumenten noch stimmen; fragt dazu andere Websites, jede langsam."""
    from dataclasses import asdict

    from api.upkeep import ingesting
    from ingest.web.link_findings import link_findings

    settings = read_settings()
    with ingesting(settings) as ingestion:
        asked = _asked(settings, ingestion.registry) if ask else 0
        found = link_findings(ingestion.registry)
    if as_json:
        print_json({"asked": asked, "findings": [asdict(one) for one in found]})
    else:
        say("\n".join([*map(_line, found), f"{asked} Adressen geprüft, {len(found)} brauchen einen Blick."]))
    if any(one.link.state in {"gone", "unreachable"} for one in found):
        raise typer.Exit(1)


def _asked(settings: Settings, registry: "Registry") -> int:
    """Return how many addresses were asked for."""
    from ingest.web.fetching import Fetcher
    from ingest.web.kept_links import KeptLinks
    from ingest.web.link_findings import cited_addresses
    from ingest.web.links import LinkCheck
    from ingest.web.pace import SystemClock

    clock = SystemClock()
    with Fetcher(settings.ingest.allowed, clock) as fetcher, progress_bar() as progress:
        check = LinkCheck(KeptLinks(registry.engine), fetcher, clock)
        return check.run(cited_addresses(registry), lambda done, of: progress("Adressen prüfen", done, of))


_SAID = {"gone": "nicht mehr da", "unreachable": "nicht erreichbar", "moved": "umgezogen", "unclear": "unklar"}


def _line(finding: "Finding") -> str:
    link = finding.link
    further = (
        f" nach {link.target}" if link.state == "moved" else f" ({link.reason.rstrip('.')})" if link.reason else ""
    )
    often = f", {link.failures}-mal in Folge seit {link.since:%d.%m.%Y}" if link.since else ""
    return f"{_SAID[link.state]}{often}: {link.address}{further}\n  in {', '.join(finding.documents)}"
