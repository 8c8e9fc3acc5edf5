"""Makes the registry hold exactly the published verified answers, and reopens those whose sources have changed.

The application database says what is published; this brings the registry there, from whatever state a crash left.
"""

from collections.abc import Mapping, Sequence

import yaml

from api.store.verified import StoredVerified
from assistant.people.verified import VerifiedAnswer, body_of, head_of
from ingest.read import markdown
from knowledge.documents import Document, content_digest
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument

SOURCE = "verified"


def document_of(answer: VerifiedAnswer) -> Document:
    """Return the answer as a document, read as any other is. Raises DocumentInvalid."""
    head, behind = head_of(answer)
    written = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    return markdown.read(f"{answer.document_id}.md", f"---\n{written}---\n\n{body_of(answer, behind)}".encode())


def digests_of(registry: Registry, documents: Sequence[str]) -> dict[str, str]:
    """Return the content digest of each of those documents that exist. Raises RegistryUnavailable."""
    wanted = sorted(set(documents))
    heads, passages = registry.heads(wanted), registry.passages_of(wanted)
    return {key: content_digest(head, passages.get(key, ())) for key, head in heads.items()}


def bring_up_verified(verified: StoredVerified, registry: Registry) -> list[str]:
    """Reopen what rests on changed or deleted documents, follow with the registry; return the ids reopened.

    An answer that rests on a reopened answer is reopened too. Raises RegistryUnavailable, StoreUnavailable.
    """
    reopened: list[str] = []
    while found := verified.reopen(_changed(verified.published(), registry)):
        reopened += found
        _follow(verified, registry)
    _follow(verified, registry)
    return reopened


class Verifying:
    """Follows the registry: looks at verified answers whenever it has changed."""

    def __init__(self, verified: StoredVerified, registry: Registry) -> None:
        self._verified, self._registry, self._seen = verified, registry, -1

    def follow(self) -> list[str]:
        """Return the ids reopened since the last look. Raises RegistryUnavailable, StoreUnavailable."""
        if (revision := self._registry.revision()) == self._seen:
            return []
        reopened = bring_up_verified(self._verified, self._registry)
        self._seen = self._registry.revision() if reopened else revision
        return reopened


def _changed(published: Sequence[VerifiedAnswer], registry: Registry) -> dict[str, str]:
    """Return why each of the answers no longer stands as it was verified."""
    now = digests_of(registry, [key for one in published for key in one.digests])
    reasons = {one.document_id: _reason(one.digests, now) for one in published}
    return {key: why for key, why in reasons.items() if why}


def _reason(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    gone = sorted(key for key in then if key not in now)
    changed = sorted(key for key in then if key in now and now[key] != then[key])
    parts = (("Gelöscht", gone), ("Geändert", changed))
    return "; ".join(f"{word}: {', '.join(keys)}" for word, keys in parts if keys)


def _follow(verified: StoredVerified, registry: Registry) -> None:
    wanted = {one.document_id: document_of(one) for one in verified.published()}
    known = registry.known()
    there = {key: entry.digest for key, entry in known.items() if entry.source == SOURCE}
    changed = [
        FiledDocument(document, f"{key}.md") for key, document in wanted.items() if there.get(key) != document.digest
    ]
    removed = sorted(there.keys() - wanted.keys())
    if changed or removed:
        registry.apply(SOURCE, changed, removed)
