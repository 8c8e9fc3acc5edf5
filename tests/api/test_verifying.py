"""A verified answer is evidence as long as the documents behind it are those that it was verified with."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.store.upgrading import upgrade
from api.store.verified import StoredVerified
from api.verifying import bring_up_verified, digests_of, document_of
from assistant.messages import Origin
from assistant.people.cited import CitedSource, CitedText
from assistant.people.verified import VerifiedAnswer
from ingest.sync import sync_folder
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
ORIGIN = Origin("Bericht", "Musterkreis", "https://example.org/bericht")


def quiet(_done: int, _total: int) -> None: ...


def source(n: int, document_id: str, *origins: Origin, url: str | None = None) -> CitedSource:
    return CitedSource(
        n=n, document_id=document_id, passage_id=f"{document_id}~1", kind="page", title=f"Seite {document_id}",
        heading="", publisher="Musterkreis", url=url, as_of="2025", stale=False, quote="", digest="", origins=origins,
    )  # fmt: skip


def answer(text: str, *sources: CitedSource, key: str = "geprueft-a", **digests: str) -> VerifiedAnswer:
    return VerifiedAnswer(
        key, "Reicht ein\nRufbus?", CitedText(text, sources), ("mobilitaet",), "adele", date(2026, 11, 27),
        date(2027, 11, 27), digests,
    )  # fmt: skip


class Town:
    """A folder of documents, the registry they are in, and the answers verified with them."""

    def __init__(self, folder: Path, engine: Engine, document: Callable[..., bytes]) -> None:
        self.folder, self.written = folder, document
        folder.mkdir()
        self.registry = Registry(engine)
        upgrade(engine)
        self.verified = StoredVerified(engine, lambda: NOW)

    def write(self, key: str, text: str) -> None:
        (self.folder / f"{key}.md").write_bytes(self.written(key, text))
        self.sync()

    def delete(self, key: str) -> None:
        (self.folder / f"{key}.md").unlink()
        self.sync()

    def sync(self) -> None:
        sync_folder(self.folder, self.registry, quiet, allow_empty=True)

    def publish(self, key: str, *documents: str) -> None:
        cited = [source(n, document) for n, document in enumerate(documents, start=1)]
        found = digests_of(self.registry, documents)
        self.verified.publish(answer("Ja. [1]", *cited, key=key, **found), "adele")
        bring_up_verified(self.verified, self.registry)

    @property
    def evidence(self) -> set[str]:
        return {key for key, entry in self.registry.known().items() if entry.source == "verified"}


@pytest.fixture
def town(tmp_path: Path, engine: Engine, document: Callable[..., bytes]) -> Town:
    return Town(tmp_path / "docs", engine, document)


def test_the_document_keeps_question_date_topics_and_the_publications_behind_each_sentence() -> None:
    second = Origin("Leitfaden", "Land", "https://example.org/leitfaden")
    read = document_of(answer("Ja. [1] Aber langsam. [2]", source(1, "a", ORIGIN), source(2, "b", second, ORIGIN)))
    assert (read.meta.kind, read.meta.title, read.meta.as_of) == ("verified_answer", "Reicht ein Rufbus?", "2026-11-27")
    assert (read.meta.questions, read.meta.topics) == (("Reicht ein Rufbus?",), ("mobilitaet",))
    [passage] = read.passages
    said = {passage.text[s.start : s.end]: [read.meta.sources[i].url for i in s.origins] for s in passage.sentences}
    assert said == {"Ja.": [ORIGIN.url], "Aber langsam.": [second.url, ORIGIN.url]}


def test_a_source_without_publications_is_named_by_its_own_address() -> None:
    read = document_of(answer("Ja. [1]", source(1, "a", url="https://example.org/a")))
    assert [one.url for one in read.meta.sources] == ["https://example.org/a"]


@pytest.mark.parametrize("text", ["# Titel\n\nJa.", "---\nid: andere\n---\n\nJa.", "> Ja.", "```\nJa.\n```"])
def test_no_line_of_the_answer_changes_the_structure_of_the_document(text: str) -> None:
    read = document_of(answer(text))
    assert read.id == "geprueft-a"
    assert {passage.headings for passage in read.passages} == {("Antwort",)}
    assert "Ja." in " ".join(passage.text for passage in read.passages)


def test_a_published_answer_becomes_evidence(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    assert town.evidence == {"geprueft-a"}


def test_a_changed_source_takes_the_answer_out_and_says_which(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    town.write("quelle", "Der Bus fährt nicht mehr.")
    assert bring_up_verified(town.verified, town.registry) == ["geprueft-a"]
    assert town.evidence == set()
    assert town.verified.listed()[0].why == "Geändert: quelle"


def test_a_deleted_source_takes_the_answer_out(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.write("andere", "Der Zug auch.")
    town.publish("geprueft-a", "quelle", "andere")
    town.delete("andere")
    assert bring_up_verified(town.verified, town.registry) == ["geprueft-a"]
    assert town.verified.listed()[0].why == "Gelöscht: andere"


def test_a_source_that_stays_leaves_the_answer_alone(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    town.write("andere", "Unbeteiligt.")
    assert bring_up_verified(town.verified, town.registry) == []
    assert town.evidence == {"geprueft-a"}


def test_an_answer_that_rests_on_a_reopened_answer_is_reopened_too(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    town.publish("geprueft-b", "geprueft-a")
    town.delete("quelle")
    assert sorted(bring_up_verified(town.verified, town.registry)) == ["geprueft-a", "geprueft-b"]
    assert town.evidence == set()


def test_what_a_crash_left_half_done_is_completed_at_the_next_start(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    town.verified.withdraw("geprueft-a", "adele", "", 1)  # the registry has not followed
    town.verified.publish(answer("Neu.", key="geprueft-b"), "adele")
    assert town.evidence == {"geprueft-a"}
    bring_up_verified(town.verified, town.registry)
    assert town.evidence == {"geprueft-b"}


def test_bringing_up_twice_changes_nothing_the_second_time(town: Town) -> None:
    town.write("quelle", "Der Bus fährt.")
    town.publish("geprueft-a", "quelle")
    before = town.registry.revision()
    bring_up_verified(town.verified, town.registry)
    assert town.registry.revision() == before


def test_the_next_ingestion_of_a_changed_document_says_which_answers_have_to_be_verified_anew(
    town: Town, tmp_path: Path, lotse: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    data = tmp_path / "data"
    (town.folder / "quelle.md").write_bytes(town.written("quelle", "Der Bus fährt."))
    assert lotse("ingest", str(town.folder), data=data).returncode == 0
    opened = open_engine(f"sqlite:///{data / 'lotse.db'}")
    verified, registry = StoredVerified(opened, lambda: NOW), Registry(opened)
    verified.publish(answer("Ja. [1]", source(1, "quelle"), **digests_of(registry, ["quelle"])), "adele")
    bring_up_verified(verified, registry)
    (town.folder / "quelle.md").write_bytes(town.written("quelle", "Der Bus fährt nicht mehr."))
    report = lotse("ingest", str(town.folder), "--json", data=data)
    assert json.loads(report.stdout)["reopened"] == ["geprueft-a"]
    assert verified.published() == []
    assert "geprueft-a" not in registry.known()
    opened.dispose()
