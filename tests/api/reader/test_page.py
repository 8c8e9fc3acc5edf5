"""The page of a document: all that people need to judge a cited passage, and nothing that a document smuggles in."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.reader.links import path_to
from api.verifying import bring_up_verified
from api.wiring import Lotse
from assistant.messages import Question
from assistant.people.cited import CitedText
from assistant.people.verified import VerifiedAnswer
from knowledge.documents import Document
from knowledge.registry_rows import FiledDocument
from tests.api.asking import lotse_behind

HOSTILE = """## <script>alert(1)</script>

<img src=x onerror=alert(1)>
[Klick](javascript:alert(1)) ![Bild](https://example.org/b.png) {{ 7919*7907 }} \u202eumgekehrt.[1]

- </li></ul><script>alert(2)</script>
"""


@pytest.fixture(scope="module")
def browser(
    copied: Callable[[], Path],
    ready_client: Callable[[Path], AbstractContextManager[TestClient]],
    read_document: Callable[..., Document],
) -> Iterator[TestClient]:
    source = {
        "title": '"><script>x</script>\u202e',
        "url": "https://example.org/'onclick='x",
        "publisher": "<b>Kreis</b>",
    }
    own = [
        read_document("boese", HOSTILE, sources=[source], title="<script>alert(0)</script>", summary="</p><script>"),
        read_document("alt", "Text.", as_of="2015"),
        read_document("frueher", "Text.", valid_until="2020-12-31", superseded_by="boese", publisher="Stadt Soest"),
    ]
    with ready_client(copied()) as opened:
        lotse_behind(opened).registry.apply("folder:/eigene", [FiledDocument(one, f"{one.id}.md") for one in own])
        yield opened


@pytest.fixture(scope="module")
def lotse_here(browser: TestClient) -> Lotse:
    return lotse_behind(browser)


def text_of(markup: str) -> str:
    """Return what is read on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_case_study_tells_what_where_and_how_old(browser: TestClient) -> None:
    answer = browser.get("/documents/fall-altengottern-24-stunden-dorfladen")
    page = text_of(answer.text)
    assert answer.status_code == 200
    for said in ("Fallstudie", "Kreis), Thüringen (Landgemeinde", "Stand ", "Herausgeber Stadt.Land.Digital"):
        assert said in page
    assert "Quellen des Dokuments" in page
    assert 'href="/chat"' in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"


def test_a_programme_tells_its_terms(browser: TestClient) -> None:
    page = text_of(browser.get("/documents/foerd-efre-stadtentwicklung-sachsen").text)
    for said in ("Geldgeber Europäische Union", "Länder Sachsen", "Stand der Förderung", "Fördersatz EU-Anteil 50 %"):
        assert said in page


def test_an_old_document_says_so(browser: TestClient) -> None:
    assert "Stand 2015 · möglicherweise veraltet" in text_of(browser.get("/documents/alt").text)
    assert "veraltet" not in text_of(browser.get("/documents/boese").text)


def test_a_document_that_holds_no_more_says_until_when_it_did_and_what_replaced_it(browser: TestClient) -> None:
    markup = browser.get("/documents/frueher").text
    page = text_of(markup)
    for said in ("galt bis 31. Dezember 2020", "Gilt bis 31. Dezember 2020", "Herausgeber Stadt Soest"):
        assert said in page
    assert "ersetzt durch: <script>alert(0)</script>" in page
    assert 'href="/documents/boese"' in markup
    assert "<script>alert(0)" not in markup


@pytest.mark.parametrize("question", ["Was kostet ein Rufbus auf dem Land?", "Wie fangen wir mit LoRaWAN an?"])
def test_what_an_answer_cites_is_marked_at_its_passage(browser: TestClient, lotse_here: Lotse, question: str) -> None:
    reply = lotse_here.reply_to(Question(question))
    assert reply.sources
    for source in reply.sources:
        address = path_to(source.document_id, source.passage_id, source.quote)
        page = browser.get(address.partition("#")[0]).text
        assert f'id="{unquote(address.partition("#")[2])}"' in page
        passage = page.partition(f'id="p={source.passage_id}"')[2].partition('<div class="passage"')[0]
        marked = " ".join(html.unescape(" ".join(re.findall(r"<mark>(.*?)</mark>", passage))).split())
        quoted = re.sub(r"(?:^|(?<=[.!?] ))\d+\. ", "", source.quote)  # numbers of steps are those of the list
        assert sorted(marked.split()) == sorted(quoted.split())


def test_words_that_are_not_there_mark_nothing_and_the_page_says_so(browser: TestClient) -> None:
    page = browser.get("/documents/alt?quote=Das%20steht%20dort%20nicht.").text
    assert "<mark>" not in page
    assert "stehen so nicht in diesem Dokument" in page
    assert "Das steht dort nicht" not in page


def test_of_a_quote_that_is_too_long_to_look_for_nothing_is_said(browser: TestClient) -> None:
    page = browser.get(f"/documents/alt?quote={'Text. ' * 400}").text
    assert "<mark>" not in page
    assert "zitierten Wörter" not in page


@pytest.mark.parametrize("quote", ["", "x" * 5_000, "%00", "%ff", "%F0%9F%92%A9", "%3Cscript%3E", "alert(1)"])
def test_no_quote_breaks_the_page_or_changes_its_text(browser: TestClient, quote: str) -> None:
    plain, answer = browser.get("/documents/boese"), browser.get(f"/documents/boese?quote={quote}")
    assert answer.status_code == 200
    article = [page.text.partition('<dl class="facts">')[2] for page in (plain, answer)]
    assert len({re.sub(r"</?mark>", "", one) for one in article}) == 1


def test_a_hostile_document_is_text(browser: TestClient) -> None:
    page = browser.get("/documents/boese?quote=umgekehrt.").text
    assert "<script" not in page
    assert "<img" not in page
    assert re.findall(r'href="(?!https?://|/|#)[^"]*"', page) == []
    assert re.findall(r"<[^>]+\son\w+=", page) == []
    assert "62615533" not in text_of(page)
    read = text_of(page)
    for said in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "Klick",
        "{{ 7919*7907 }}",
        "<b>Kreis</b>",
    ):
        assert said in read
    assert "\u202e" not in page.partition('<div class="passage"')[2].partition("Quellen des Dokuments")[0]


@pytest.mark.parametrize("key", ["gibt-es-nicht", "a%00b", "%ff", "..", "<script>", "x" * 300, "💩"])
def test_an_unknown_document_says_what_to_do(browser: TestClient, key: str) -> None:
    answer = browser.get(f"/documents/{key}")
    if key == "..":  # the client itself resolves it: another page
        assert answer.url.path == "/"
        return
    assert answer.status_code == 404
    assert "gibt es hier nicht" in answer.text
    assert 'href="/beratung"' in answer.text


def test_a_deleted_document_is_no_longer_shown(
    browser: TestClient, lotse_here: Lotse, read_document: Callable[..., Document]
) -> None:
    lotse_here.registry.apply("folder:/kurz", [FiledDocument(read_document("kurz", "Geheim."), "kurz.md")])
    assert "Geheim." in browser.get("/documents/kurz").text
    lotse_here.registry.apply("folder:/kurz", removed=["kurz"])
    answer = browser.get("/documents/kurz")
    assert answer.status_code == 404
    assert "Geheim" not in answer.text


def test_a_verified_answer_shows_as_such(browser: TestClient, lotse_here: Lotse) -> None:
    day = date(2026, 11, 27)
    answer = VerifiedAnswer("geprueft-l-1", "Was gilt?", CitedText("Es gilt dies.", ()), (), "anna", day, day, {})
    lotse_here.desk.verified.publish(answer, "anna")
    bring_up_verified(lotse_here.desk.verified, lotse_here.registry)
    page = text_of(browser.get("/documents/geprueft-l-1").text)
    assert "Geprüft von der Beratung" in page
    assert "Was gilt? Stand 27. November 2026" in page
    assert "Antwort Es gilt dies." in page
