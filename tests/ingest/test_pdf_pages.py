"""Of 50 passages of PDFs by different programs each names the page on which it stands, and is marked when read."""

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import sync_playwright

from api.app import create_app
from api.serving import Serving
from api.settings import ApiSettings, Settings
from api.wiring import opened
from assistant.settings import AssistantSettings
from ingest.sources import source_name
from ingest.sync import sync_folder
from knowledge.documents import Passage
from knowledge.owner import ownership
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.settings import KnowledgeSettings
from tests.ingest.pdf.books import Book, by_chromium, by_libreoffice, by_platypus, by_typesetter
from tests.ingest.pdf.typeset import amounts_in

SAMPLED = 50
CHROMIUM = Path("/usr/bin/chromium")


@dataclass(frozen=True)
class Shelf:
    """What was taken in: passages, the page on which the sentence with an amount began, and who shows them."""

    passages: tuple[Passage, ...]
    pages: dict[str, int]
    client: TestClient


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """Make PDFs of 5 to 40 pages by all programs that are there."""
    made = {
        "einspaltig": by_typesetter(1, 45, 0),
        "zweispaltig": by_typesetter(2, 24, 1_000),
        "dreispaltig": by_typesetter(3, 20, 2_000),
        "reportlab": by_platypus(20, 3_000),
    }
    if shutil.which("pdftotext") and shutil.which("soffice"):
        made["libreoffice"] = by_libreoffice(tmp_path_factory.mktemp("libreoffice"), 20, 4_000)
    if shutil.which("pdftotext") and CHROMIUM.exists():
        with sync_playwright() as playing:
            browser = playing.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            made["chromium"] = by_chromium(browser, 20, 5_000)
            browser.close()
    return made


@pytest.fixture(scope="module")
def shelf(
    books: dict[str, Book], starter_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:  # fmt: skip
    """Take the books in as an operator does, and open the pages that show documents."""
    folder = tmp_path_factory.mktemp("buecher")
    data = Path(shutil.copytree(starter_dir, tmp_path_factory.mktemp("lotse") / "data"))
    for name, book in books.items():
        (folder / f"{name}.pdf").write_bytes(book.data)
    settings = Settings(KnowledgeSettings(data_dir=data), AssistantSettings(), ApiSettings())
    engine = open_engine(settings.knowledge.registry_url)
    registry = Registry(engine)
    report = sync_folder(folder, registry, lambda _done, _total: None)
    assert not report.problems
    assert not report.quarantined
    known = registry.known()
    own = [key for key, entry in known.items() if entry.source == source_name(folder)]
    passages = tuple(passage for found in registry.passages_of(own).values() for passage in found)
    engine.dispose()
    app = create_app(Serving(lambda: opened(settings)))
    with ownership(data), TestClient(app) as client:
        while client.get("/readyz").status_code != 200:
            pass
        yield Shelf(passages, {a: page for book in books.values() for a, page in book.pages.items()}, client)


def sampled(shelf: Shelf) -> list[Passage]:
    """Return passages that hold whole sentences."""
    told = [passage for passage in shelf.passages if "Mit " in passage.text]
    return Random(8).sample(told, SAMPLED)


def test_the_books_are_long_and_none_of_their_sentences_is_lost(books: dict[str, Book], shelf: Shelf) -> None:
    text = " ".join(passage.text for passage in shelf.passages)
    lengths = [max(book.pages.values()) for book in books.values()]
    assert min(lengths) >= 5
    assert max(lengths) <= 40
    for book in books.values():
        assert not set(book.pages) - set(amounts_in(text))
    assert not re.search(r"Seite \d|Handbuch Digitale Kommune|Jahresbericht|\w- \d+ -", text)


def test_each_passage_names_the_pages_on_which_its_sentences_begin(shelf: Shelf) -> None:
    told = [passage for passage in shelf.passages if amounts_in(passage.text)]
    assert len(told) > SAMPLED
    for passage in told:
        pages = [shelf.pages[amount] for amount in amounts_in(passage.text)]
        assert (passage.page, passage.last_page) == (min(pages), max(pages)), passage.text


def test_the_reader_marks_exactly_the_cited_sentence_and_says_its_page(shelf: Shelf) -> None:
    for passage in sampled(shelf):
        spoken = [passage.text[one.start : one.end] for one in passage.sentences]
        cited = next(text for text in spoken if text.startswith("Mit ") and text.endswith("."))
        page = shelf.client.get(f"/documents/{passage.document_id}?quote={quote(cited)}").text
        parts = re.split(r'<div class="passage" id="p=', page)[1:]
        marked = {part.partition('"')[0]: re.findall(r"<mark>(.*?)</mark>", part, re.DOTALL) for part in parts}
        assert {html.unescape(key): words for key, words in marked.items() if words} == {
            passage.id: [html.escape(cited)]
        }
        before = page[: page.index("<mark>")]
        assert re.findall(r'<p class="page">([^<]*)</p>', before)[-1] == passage.pages
