"""Whom `lotse eval run` examines: the Lotse of this data directory, opened here, or one that serves at an address."""

import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from functools import cache

from pydantic import TypeAdapter, ValidationError

from api import remote
from api.examined import product_at, product_here
from api.keeping_nothing import keeping_nothing
from api.settings import Settings
from api.wiring import opened
from assistant.conversation.followups import KEPT
from assistant.conversation.memory import Memory
from assistant.messages import Question, Reply, Turn
from evals.run import Examinee
from knowledge.errors import LotseError
from knowledge.indexes import Progress
from knowledge.owner import ownership
from knowledge.profile import Profile

DEPTH = 10  # documents looked at per question
_REPLY = TypeAdapter(Reply)


class AddressInvalid(LotseError):
    """The address of the Lotse to examine is no web address."""

    code = "address_invalid"
    exit_code = 2


class _InMemory:
    """Keeps conversations as long as the measurement runs, and out of the operator's database."""

    def __init__(self) -> None:
        self._kept: dict[str, Memory] = {}

    def recall(self, conversation_id: str) -> Memory:
        return self._kept.get(conversation_id, Memory())

    def note(
        self,
        conversation_id: str,
        message_id: str,  # noqa: ARG002
        turn: Turn,
        profile: Profile,
        reply: Reply | None = None,  # noqa: ARG002
        topic: str | None = None,  # noqa: ARG002
    ) -> None:
        self._kept[conversation_id] = Memory((*self.recall(conversation_id).turns, turn)[-KEPT:], profile)

    def reply_of(self, message_id: str) -> Reply | None:  # noqa: ARG002 - nothing asks twice in a measurement
        return None

    def forget(self, conversation_id: str) -> bool:
        return self._kept.pop(conversation_id, None) is not None


@contextmanager
def opened_here(settings: Settings, progress: Progress) -> Iterator[Examinee]:
    """Open the knowledge of the data directory. Raises IndexOwned while another process serves it."""
    with ownership(settings.knowledge.data_dir, timeout_s=1.0), opened(settings, progress) as lotse:
        own = replace(keeping_nothing(lotse.parts), conversations=_InMemory())

        def ask(question: Question, today: date | None) -> Reply:
            parts = replace(own, today=lambda: today) if today else own
            return replace(lotse, parts=parts).reply_to(question)

        def search(text: str, profile: Profile) -> list[str]:
            return [hit.meta.id for hit in lotse.search(text, DEPTH, profile=profile)]

        def passages_of(document: str) -> dict[str, str]:
            return {p.id: p.text for p in lotse.registry.passages_of([document]).get(document, ())}

        yield Examinee(ask, search, cache(passages_of), product_here(settings, lotse))


def serving_at(address: str) -> Examinee:
    """Return the Lotse at an address; it answers as of its own date. Raises AddressInvalid, ServerUnavailable."""
    if not address.startswith(("http://", "https://")):
        raise AddressInvalid("Bitte geben Sie die Adresse mit http:// oder https:// an.")
    base = address.rstrip("/")

    def ask(question: Question, _today: date | None) -> Reply:
        body = {"message": question.text, "profile": asdict(question.profile)}
        given = {"conversation_id": question.conversation_id, "language": question.language}
        return _reply(remote.post(base, "/api/v1/chat", body | given))

    def search(text: str, profile: Profile) -> list[str]:
        found = remote.get(base, "/api/v1/search", q=text, k=DEPTH, **asdict(profile))
        return [str(hit["document_id"]) for hit in found["hits"]]

    def passages_of(document: str) -> dict[str, str]:
        try:
            found = remote.get(base, f"/api/v1/documents/{document}")
        except remote.ServerUnavailable as error:
            if isinstance(error.__cause__, urllib.error.HTTPError) and error.__cause__.code == 404:
                return {}
            raise
        return {passage["id"]: passage["text"] for passage in found["passages"]}

    return Examinee(ask, search, cache(passages_of), product_at(base))


def _reply(found: object) -> Reply:
    try:
        return _REPLY.validate_python(found)
    except ValidationError as error:
        raise remote.ServerUnavailable("Unter der Adresse antwortet kein Lotse, oder einer anderer Version.") from error
