"""Letters on the console and over HTTP: cited drafts per question, nothing kept, nothing lost, files that open."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import text

from api.wiring import Lotse
from knowledge.registry import Registry
from tests.api.console.conftest import ADDRESS, Person

MAIL = """Von: Hauptamt
Betreff: Rufbus

Guten Tag, wir sind eine Gemeinde in Bayern mit 4.200 Einwohnern und planen einen Rufbus.

1. Was kostet ein Rufbus auf dem Land?
2. Welche Erfahrungen gibt es mit Parksensoren?
3. Wie startet man mit einem LoRaWAN-Netz?
4. Wie hoch ist die Hundesteuer in Australien?

Viele Grüße, A. Lang
"""
KEY = "ein-langer-schluessel"


@pytest.fixture(scope="module")
def keyed(console_app: FastAPI) -> Iterator[TestClient]:
    """Ask the application as a program with the key does."""
    serving = console_app.state.serving
    lotse: Lotse = serving.lotse
    serving.lotse = replace(lotse, drafting=replace(lotse.drafting, key=SecretStr(KEY)))
    client = TestClient(console_app, base_url=ADDRESS, headers={"authorization": f"Bearer {KEY}"})
    yield client
    serving.lotse = lotse


def _form(page: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page):
        fields.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_each_question_of_a_mail_gets_a_cited_draft_or_an_honest_word(keyed: TestClient) -> None:
    answer = keyed.post("/api/v1/drafts", json={"text": MAIL}).json()
    assert [one["outcome"].partition(".")[0] for one in answer["questions"]][:3] == ["answered"] * 3
    assert answer["questions"][3]["draft"] is None
    assert answer["questions"][3]["note"]
    assert answer["profile"]["state"] == "BY"
    cited = {int(n) for one in answer["questions"] for n in re.findall(r"\[(\d+)\]", one["draft"] or "")}
    assert cited == {source["n"] for source in answer["sources"]} == set(range(1, len(cited) + 1))


def test_drafting_keeps_no_conversation_and_no_handoff(keyed: TestClient, console_app: FastAPI) -> None:
    registry: Registry = console_app.state.serving.lotse.registry

    def rows() -> list[int]:
        with registry._engine.connect() as connection:
            return [
                connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
                for table in ("handoffs", "conversations", "turns")
            ]

    before = rows()
    answer = keyed.post("/api/v1/drafts", json={"text": MAIL + "\nIch möchte mit einem Menschen sprechen, geht das?"})
    assert answer.status_code == 200
    assert rows() == before
    assert "Vorgangsnummer" not in answer.text


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer falsch", f"Basic {KEY}", "Bearer ü"])
def test_nobody_drafts_without_the_key(keyed: TestClient, authorization: str) -> None:
    headers = {"authorization": authorization.encode()}
    answer = keyed.post("/api/v1/drafts", json={"text": MAIL}, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_empty_key_opens_nothing_but_a_signed_in_person_comes_in(
    somebody: Callable[[], Person], signed_in: Callable[[str], Person]
) -> None:
    asked = {"text": "Was kostet ein Rufbus auf dem Land?"}
    headers = {"authorization": "Bearer "}
    assert somebody().client.post("/api/v1/drafts", json=asked, headers=headers).status_code == 401
    assert signed_in("advisor").client.post("/api/v1/drafts", json=asked).status_code == 200


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "x" * 20_001}, {"text": MAIL, "format": "pdf"}, {}])
def test_what_cannot_be_drafted_is_a_problem(keyed: TestClient, body: dict[str, Any]) -> None:
    answer = keyed.post("/api/v1/drafts", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_letter_as_text_has_questions_marking_and_sources(keyed: TestClient, form: str) -> None:
    written = keyed.post(f"/api/v1/drafts?format={form}", json={"text": MAIL}).text
    assert "Entwurf, von der Beratung zu prüfen" in written
    assert "Was kostet ein Rufbus auf dem Land?" in written
    assert "Dazu liegt nichts Belastbares vor." in written
    assert "https://" in written
    assert not re.search(r"<(img|script|link|iframe)|url\(", written)


def test_a_letter_as_document_opens_with_its_questions_as_headings(keyed: TestClient) -> None:
    content = keyed.post("/api/v1/drafts?format=docx", json={"text": MAIL}).content
    assert content == keyed.post("/api/v1/drafts?format=docx", json={"text": MAIL}).content
    document = docx.Document(io.BytesIO(content))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert headings[0] == "Was kostet ein Rufbus auf dem Land?"
    assert headings[-1] == "Quellen"
    assert "Entwurf" in document.sections[0].header.paragraphs[0].text
    assert any(p.hyperlinks for p in document.paragraphs)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_letter_as_document_becomes_a_pdf(keyed: TestClient, tmp_path: Path) -> None:
    (tmp_path / "antwort.docx").write_bytes(keyed.post("/api/v1/drafts?format=docx", json={"text": MAIL}).content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "antwort.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "antwort.pdf").read_bytes().startswith(b"%PDF")


def _split(person: Person) -> dict[str, list[str]]:
    page = person.post("/console/letters", do="split", text=MAIL)
    assert page.status_code == 200
    return _form(page.text)


def test_the_page_keeps_what_was_edited_when_one_question_is_asked_again(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    form = _split(person)
    assert len(form["question"]) == 4
    form["answer"][0] = "Mein eigener Satz."
    form["question"][3] = "Was kostet ein Dorfladen?"
    again = person.client.post("/console/letters", data={**form, "do": "again-3"})
    after = _form(again.text)
    assert after["answer"][0] == "Mein eigener Satz."
    assert "[" in after["answer"][3]
    assert after["text"] == form["text"]
    known = {source["n"] for source in json.loads(after["sources"][0])}
    assert {int(n) for n in re.findall(r"\[(\d+)\]", after["answer"][3])} <= known


def test_a_question_can_be_removed_and_added(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    form = _split(person)
    fewer = _form(person.client.post("/console/letters", data={**form, "do": "remove-1"}).text)
    assert fewer["question"] == [form["question"][0], *form["question"][2:]]
    more = _form(person.client.post("/console/letters", data={**fewer, "do": "add"}).text)
    assert more["question"] == [*fewer["question"], ""]


def test_the_export_has_what_was_edited_and_only_the_sources_cited(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    form = _split(person)
    second = re.findall(r"\[(\d+)\]", form["answer"][1])[0]
    form["answer"] = ["Kein Beleg nötig.", f"Ein Satz. [{second}]", "", ""]
    file = person.client.post("/console/letters", data={**form, "do": "export-markdown"})
    assert "attachment" in file.headers["content-disposition"]
    assert "Kein Beleg nötig." in file.text
    assert "Ein Satz. [1]" in file.text
    assert "- [1]" in file.text
    assert "- [2]" not in file.text


def test_a_number_without_a_source_is_not_exported_and_nothing_is_lost(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("advisor")
    form = _split(person)
    form["answer"][0] = "Das steht nirgends. [77]"
    page = person.client.post("/console/letters", data={**form, "do": "export-docx"})
    assert page.status_code == 422
    assert "[77] gibt es keine Quelle" in page.text
    assert _form(page.text)["answer"] == form["answer"]


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"text": "Vielen Dank."}, {"text": MAIL, "population": "viele"}, {"text": "x" * 20_001}]
)
def test_what_cannot_be_split_is_said_and_stays(signed_in: Callable[[str], Person], fields: dict[str, str]) -> None:
    page = signed_in("advisor").post("/console/letters", do="split", **fields)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert _form(page.text)["text"] == [fields["text"].rstrip("\n") if fields["text"] != MAIL else MAIL]
