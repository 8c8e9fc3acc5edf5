"""Whatever happens in whatever order, what is found is what the sources say: no more, no less, nothing twice.

Real files, SQLite, tantivy and Chroma; simple are only the embedder and the expectation. LOTSE_LONG=200 runs longer.
"""

import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ingest.quarantine import Quarantine
from ingest.report import Report
from ingest.rollback import rollback
from ingest.sources import FolderOrigin
from ingest.sync import sync
from ingest.transaction import now
from knowledge.analysis import passage_text
from knowledge.embedding import Vectors
from knowledge.follower import bring_up, compare
from knowledge.indexes import Indexes
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search
from tests.ingest.expected_source import ExpectedSource, File
from tests.ingest.registry_contents import contents

LONG = int(os.environ.get("LOTSE_LONG", "0"))
NAMES = ("a1", "a2", "b", "c")  # two files tell the same id
SOURCES = ("eins", "zwei")


class WordEmbedder:
    """A bag of hashed words, and a chosen embedder like any other."""

    fingerprint = "words-256-test"

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[hashlib.sha256(word.encode()).digest()[0]] += 1
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit


class Sources(RuleBasedStateMachine):
    """Two folders, one Lotse, and people who do all they can do."""

    search_over: Callable[[Registry, Indexes], Search]

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory(prefix="lotse-machine-")
        self.root = Path(self._place.name)
        self.expected = {name: ExpectedSource() for name in SOURCES}
        self.words: set[str] = set()
        self.in_step = True  # whether the last thing that happened was followed by the indexes
        for name in SOURCES:
            (self.root / name).mkdir()
        self._open()

    def _open(self) -> None:
        self.engine = open_engine(f"sqlite:///{self.root / 'data' / 'lotse.db'}")
        self.registry = Registry(self.engine)
        self.indexes = Indexes(self.root / "index", WordEmbedder())
        self.searching = type(self).search_over(self.registry, self.indexes)

    def teardown(self) -> None:
        self.indexes.close()
        self.engine.dispose()
        self._place.cleanup()

    # --- what happens to files ---

    @rule(source=st.sampled_from(SOURCES), name=st.sampled_from(NAMES), seed=st.integers(0, 5), poisoned=st.booleans())
    def write(self, source: str, name: str, seed: int, poisoned: bool) -> None:
        """Add a file, or change it, perhaps to what it was before."""
        word = "".join(chr(97 + n % 26) for n in hashlib.sha256(f"{source}{name}{seed}".encode()).digest()[:12])
        self._put(source, name, File(f"{source}-{name[0]}", word, poisoned))

    @rule(source=st.sampled_from(SOURCES))
    def supersede(self, source: str) -> None:
        """Say in one file that another document has taken its place."""
        before = self.expected[source].files.get("c")
        if before is not None:
            self._put(source, "c", File(before.key, before.word, before.poisoned, f"{source}-b"))

    @rule(source=st.sampled_from(SOURCES), name=st.sampled_from(NAMES))
    def delete(self, source: str, name: str) -> None:
        if self.expected[source].files.pop(name, None):
            (self.root / source / f"{name}.md").unlink()

    def _put(self, source: str, name: str, file: File) -> None:
        head = {"id": file.key, "kind": "page", "title": f"Seite {file.key}"}
        head |= {"superseded_by": file.successor} if file.successor else {}
        self.expected[source].files[name] = file
        self.words.add(file.word)
        (self.root / source / f"{name}.md").write_text(f"---\n{yaml.safe_dump(head)}---\n\n{file.text}\n")

    # --- what people and time do ---

    @rule(source=st.sampled_from(SOURCES))
    def sync(self, source: str) -> None:
        self._note(source, self._read(source, self.registry))
        bring_up(self.registry, self.indexes)
        self.in_step = True

    @rule()
    def sync_both_at_once_and_one_twice(self) -> None:
        """Three runs at once, each over a connection of its own."""
        reports: list[tuple[str, Report]] = []

        def run(source: str) -> None:
            engine = open_engine(f"sqlite:///{self.root / 'data' / 'lotse.db'}")
            reports.append((source, self._read(source, Registry(engine))))
            engine.dispose()

        threads = [threading.Thread(target=run, args=(source,)) for source in (*SOURCES, SOURCES[0])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(reports) == len(threads)
        for source, report in sorted(reports, key=lambda one: one[1].run or 0):
            self._note(source, report)
        self.in_step = False

    def _read(self, source: str, registry: Registry) -> Report:
        return sync(FolderOrigin(self.root / source), registry, allow_empty=True, wait_s=60)

    def _note(self, source: str, report: Report) -> None:
        assert report.run is not None
        self.expected[source].sync(report.run)

    @rule()
    def a_dry_run_changes_nothing(self) -> None:
        before = contents(self.registry)
        for source in SOURCES:
            sync(FolderOrigin(self.root / source), self.registry, allow_empty=True, dry_run=True)
        assert contents(self.registry) == before

    @rule(source=st.sampled_from(SOURCES))
    def take_a_run_back(self, source: str) -> None:
        runs = self.expected[source].runs
        if runs:
            run = max(runs)
            rollback(self.registry, run)
            self.expected[source].roll_back(run)
            self.in_step = False

    @rule(source=st.sampled_from(SOURCES))
    def change_and_take_it_back(self, source: str) -> None:
        """A run that is taken back at once leaves everything as it was."""
        before = contents(self.registry)
        report = self._read(source, self.registry)
        self._note(source, report)
        if report.run in self.expected[source].runs:
            rollback(self.registry, report.run)
            self.expected[source].roll_back(report.run)
        assert contents(self.registry) == before
        self.in_step = False

    @rule(source=st.sampled_from(SOURCES))
    def release(self, source: str) -> None:
        held = self.expected[source].state.held
        if held:
            key = min(held)
            quarantine = Quarantine(self.engine)
            waiting = [one.passage.id for one in quarantine.held(document=key)]
            quarantine.release(self.registry, waiting, "redaktion", now())
            self.expected[source].release(key)
            self.in_step = False

    @rule()
    def restart(self) -> None:
        self.indexes.close()
        self.engine.dispose()
        self._open()
        bring_up(self.registry, self.indexes)
        self.in_step = True

    # --- what always holds ---

    @invariant()
    def the_registry_holds_what_the_sources_say(self) -> None:
        filed = {key: file.word for one in self.expected.values() for key, file in one.state.filed.items()}
        assert set(self.registry.known()) == set(filed)
        passages = self.registry.passages_of(sorted(filed))
        assert {key: len(own) for key, own in passages.items()} == dict.fromkeys(filed, 1)
        assert all(filed[key] in own[0].text for key, own in passages.items())
        held = {one.passage.document_id for one in Quarantine(self.engine).held()}
        assert held == {key for one in self.expected.values() for key in one.state.held}

    @precondition(lambda self: self.in_step)
    @invariant()
    def the_indexes_hold_exactly_that(self) -> None:
        agreement = compare(self.registry, self.indexes)
        assert agreement.holds
        documents, passages = self.registry.counts()
        assert agreement.keyword_documents == documents
        assert agreement.keyword_passages == passages
        assert agreement.vectors == (passages if self.indexes.embedder else 0)

    @precondition(lambda self: self.in_step)
    @invariant()
    def each_passage_is_nearest_to_its_own_text(self) -> None:
        found = self.registry.passages(sorted(self.registry.passage_ids()))
        heads = self.registry.heads(sorted({one.document_id for one in found.values()}))
        texts = {key: passage_text(one, heads[one.document_id]) for key, one in found.items()}
        for key, text in texts.items() if self.indexes.embedder else ():
            [(nearest, _)] = self.indexes.vectors.rank(WordEmbedder().embed([text])[0], 1)
            assert texts[nearest] == texts[key]

    @precondition(lambda self: self.in_step)
    @invariant()
    def only_what_is_filed_and_not_replaced_is_found(self) -> None:
        filed = {key: file for one in self.expected.values() for key, file in one.state.filed.items()}
        shown = {file.word for file in filed.values() if file.successor not in filed}
        for word in self.words:
            hits = self.searching(word, 10)
            assert {w for hit in hits for w in self.words if w in hit.passage.text} & {word} == {word} & shown


def test_what_is_found_is_what_the_sources_say(search_over: Callable[[Registry, Indexes], Search]) -> None:
    machine = type("Machine", (Sources,), {"search_over": staticmethod(search_over)})
    few = settings(max_examples=LONG or 6, stateful_step_count=50 if LONG else 20, deadline=None)
    quick = settings(few, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=quick)
