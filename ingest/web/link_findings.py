"""Which of the addresses that documents send readers to an editor should look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.web.cited import Link, LinkState, cited_by
from ingest.web.kept_links import KeptLinks
from knowledge.registry import Registry

_ORDER = (LinkState.GONE, LinkState.UNREACHABLE, LinkState.MOVED, LinkState.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Finding:
    """An address that is not fine, and the ids of the documents that name it."""

    link: Link
    documents: tuple[str, ...]


def cited_addresses(registry: Registry) -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents that name an address, for each address of the registry."""
    return cited_by(registry.heads(sorted(registry.known())).values())


def link_findings(registry: Registry) -> tuple[Finding, ...]:
    """Return what the last check of links found: see `findings`."""
    return findings(KeptLinks(registry.engine).listed(), cited_addresses(registry))


def findings(kept: Mapping[str, Link], cited: Mapping[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """Return what is not fine and still cited: gone first, then unreachable the longest, then moved and unclear."""
    found = [Finding(link, cited[one]) for one, link in kept.items() if one in cited and link.state in _ORDER]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.link.state), -one.link.failures, one.link.address)))
