"""A source from a file with pages says on which it stands, wherever it is shown."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.export.letter_page import source_text
from assistant.messages import Question, Reply
from assistant.people.cited import of_entry
from ingest.assemble import assemble
from ingest.read.extract import Extract
from ingest.split import Block, Section
from knowledge.follower import bring_up
from knowledge.registry_rows import FiledDocument
from tests.api.asking import lotse_behind

URL = "https://example.org/berichte/glockenturm.pdf"
SAID = "Die Glockenturmheizung der Stadt Beispielhausen kostet 4.711 Euro im Jahr."
LATER = "Die Glockenturmbeleuchtung der Stadt Beispielhausen wurde erst später erneuert."


@pytest.fixture(scope="module")
def browser(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    sections = (
        Section(("Kosten",), (Block("", SAID, page=12),)),
        Section(("Licht",), (Block("", LATER, page=13), Block("", "Das gilt bis heute.", page=14))),
    )
    document = assemble(Extract("Glockenturmheizung in Beispielhausen", sections), "upload", "glockenturm.pdf", URL)
    with ready_client(copied()) as opened:
        lotse = lotse_behind(opened)
        lotse.registry.apply("upload", [FiledDocument(document, "glockenturm.pdf")])
        bring_up(lotse.registry, lotse.indexes)
        yield opened


@pytest.fixture(scope="module")
def reply(browser: TestClient) -> Reply:
    return lotse_behind(browser).reply_to(Question("Was kostet die Glockenturmheizung in Beispielhausen?"))


def test_a_source_names_its_page_in_answers_letters_and_data(browser: TestClient, reply: Reply) -> None:
    source = next(one for one in reply.sources if one.document_id.startswith("glockenturm"))
    assert (source.page, source.last_page, source.pages) == (12, 12, "S. 12")
    assert source_text(of_entry(source)).startswith("Glockenturmheizung in Beispielhausen, S. 12, Stand ")
    told = browser.get(f"/api/v1/documents/{source.document_id}").json()["passages"]
    assert [(one["page"], one["last_page"]) for one in told] == [(12, 12), (13, 14)]


def test_the_page_for_browsers_without_javascript_says_it(browser: TestClient) -> None:
    answer = browser.post("/chat", data={"message": "Was kostet die Glockenturmheizung in Beispielhausen?"})
    assert "· S. 12" in answer.text


def test_the_reader_names_pages_and_leads_to_them_in_the_original(browser: TestClient, reply: Reply) -> None:
    page = browser.get(f"/documents/{reply.sources[0].document_id}").text
    assert f'<a href="{URL}#page=12"' in page
    assert f'<a href="{URL}#page=13" rel="noopener noreferrer">S. 13–14<' in page
