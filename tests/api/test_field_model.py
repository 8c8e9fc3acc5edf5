"""A language model proposes for the heads of documents where one is set up, and its failure stops nothing."""

from collections.abc import Callable, Generator
from datetime import date

from api.field_model import FieldModel
from assistant.errors import ModelUnavailable
from assistant.model.chat import Prompt
from ingest.proposing.offering import Offering
from ingest.proposing.succession import nobody
from ingest.read.extract import Extract
from knowledge.documents import Document

REPLY = '{"fields": [{"field": "phases", "value": ["betrieb"], "because": "Der Rufbus fährt."}], "questions": []}'


class Chat:
    """A chat model that says its pieces, and fails after them if it is to."""

    name = "fake"

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self.pieces, self.fails, self.asked = pieces, fails, list[Prompt]()

    def stream(self, prompt: Prompt) -> Generator[str]:
        self.asked.append(prompt)
        yield from self.pieces
        if self.fails:
            raise ModelUnavailable("Das Modell schweigt.")


def proposed(chat: Chat, document: Document) -> list[str]:
    offering = Offering(nobody, lambda: date(2026, 1, 1), FieldModel(chat))
    return [one.field for one in offering(Extract(document.meta.title, ()), document) if one.by == "model"]


def test_what_the_model_says_piece_by_piece_is_proposed(read_document: Callable[..., Document]) -> None:
    chat = Chat(REPLY[:40], REPLY[40:])
    assert proposed(chat, read_document("bus", "Der Rufbus fährt.")) == ["phases"]
    assert "Der Rufbus fährt." in chat.asked[0].user
    assert chat.asked[0].schema


def test_a_model_that_fails_halfway_proposes_nothing(read_document: Callable[..., Document]) -> None:
    assert proposed(Chat(REPLY, fails=True), read_document("bus", "Der Rufbus fährt.")) == []
