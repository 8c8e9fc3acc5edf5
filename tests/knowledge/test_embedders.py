"""Embedders the operator can choose, against a real server on loopback; nothing may reach further."""

import hashlib
import json
import logging
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr, ValidationError

from api import doctor
from api.finding import MISSING, OK
from api.settings import SettingsInvalid, read_settings
from ingest.sync import sync_folder
from knowledge import places, vocabulary
from knowledge.embedders import embedder_of
from knowledge.embedding import Embedder, OpenAIEmbedder, unit
from knowledge.errors import EmbedderUnavailable
from knowledge.follower import bring_up, compare, mend
from knowledge.indexes import Indexes, read_state
from knowledge.local_model import SentenceTransformersEmbedder
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search
from knowledge.settings import KnowledgeSettings

CORPUS = Path(__file__).parents[2] / "knowledge" / "corpus"
KEY = "sk-geheim-0815"
FIRST = ("fall-herrenberg-lorawan", "fall-klixbuell-doerpsmobil", "leit-ozg-efa-nachnutzung", "leit-parkraum-sensorik")
LATER = "fall-krefeld-lorawan-grundwasser"
QUESTION = "Wer misst den Grundwasserstand in Krefeld mit LoRaWAN?"


def hashed(text: str, dimensions: int) -> list[float]:
    """A bag of hashed words: equal words, near vectors; the same everywhere."""
    vector = [0.0] * dimensions
    for word in re.findall(r"\w+", text.lower()):
        vector[int(hashlib.sha256(word.encode()).hexdigest()[:8], 16) % dimensions] += 3.0
    return vector


class Wire:
    """An embeddings server with moods: what it does to each request is `answer`, and `requests` keeps them all."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.dimensions = 64
        self.before: Callable[[], None] = lambda: None
        self.mood: Callable[[dict[str, Any]], tuple[int, Any]] = self.kind
        self.done = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def kind(self, body: dict[str, Any]) -> tuple[int, Any]:
        size = body.get("dimensions", self.dimensions)
        data = [{"object": "embedding", "index": i, "embedding": hashed(t, size)} for i, t in enumerate(body["input"])]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return 200, {"object": "list", "model": body["model"], "data": data, "usage": usage}

    def changed(self, change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[dict[str, Any]], tuple[int, Any]]:
        """The kind answer with its list of vectors changed."""
        return lambda body: (200, {**self.kind(body)[1], "data": change(self.kind(body)[1]["data"])})

    def refusing(self, status: int, times: int = 1000) -> Callable[[dict[str, Any]], tuple[int, Any]]:
        left = [times]

        def mood(body: dict[str, Any]) -> tuple[int, Any]:
            left[0] -= 1
            refusal = {"error": {"message": f"{KEY} {body['input'][0]}", "type": "x", "code": None}}
            return (status, refusal) if left[0] >= 0 else self.kind(body)

        return mood

    def hang(self, body: dict[str, Any]) -> tuple[int, Any]:
        self.done.wait(10)
        return self.kind(body)

    def start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that has gone is no news
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _handler(wire) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                wire.requests.append({**body, "path": self.path, "authorization": self.headers["Authorization"]})
                wire.before()
                status, answer = wire.mood(body)
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                if status in (307, 308):
                    self.send_header("Location", "http://192.0.2.1/v1/embeddings")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


_watching: list[list[str]] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        _watching[-1].append(str(arguments[1][0]))
    elif _watching and event in ("socket.getaddrinfo", "socket.gethostbyname"):
        _watching[-1].append(str(arguments[0]))


sys.addaudithook(_audit)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    seen: list[str] = []
    _watching.append(seen)
    yield
    _watching.pop()
    assert {place for place in seen if place not in ("127.0.0.1", "::1", "localhost")} == set()


@pytest.fixture
def wire() -> Iterator[Wire]:
    served = Wire()
    yield served
    served.done.set()
    served.stop()


def asking(wire: Wire, dimensions: int | None = None, **options: Any) -> OpenAIEmbedder:
    return OpenAIEmbedder(wire.url, "bge-m3", SecretStr(KEY), dimensions, **{"rest_s": 0.0, **options})


# --- one embedder and the wire ---


def test_vectors_have_length_one_and_the_order_of_the_texts_and_requests_are_small(wire: Wire) -> None:
    wire.mood = wire.changed(lambda data: data[::-1])
    texts = [f"Text {n} über Wärmenetze" for n in range(130)]
    found = asking(wire).embed(texts)
    assert found.dtype == np.float32
    assert np.allclose(found, unit([hashed(text, 64) for text in texts]))
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert [len(r["input"]) for r in wire.requests] == [64, 64, 2]
    assert {(r["path"], r["authorization"], r["encoding_format"], r["model"]) for r in wire.requests} == {
        ("/v1/embeddings", f"Bearer {KEY}", "float", "bge-m3")
    }
    assert "dimensions" not in wire.requests[0]


def test_dimensions_are_asked_for_when_set(wire: Wire) -> None:
    assert asking(wire, 32).embed(["Bus", "Bahn"]).shape == (2, 32)
    assert wire.requests[0]["dimensions"] == 32


def test_texts_without_words_get_zeros_and_broken_characters_pass(wire: Wire) -> None:
    found = asking(wire).embed(["", "Bus \ud800", " \n"])
    assert np.linalg.norm(found, axis=1).tolist() == pytest.approx([0, 1, 0])
    assert [r["input"] for r in wire.requests] == [["Bus ?"]]
    assert not asking(wire).embed([" "]).any()
    assert asking(wire).embed([]).shape[0] == 0
    assert len(wire.requests) == 1


def test_long_texts_are_cut_and_cut_further_where_the_model_takes_less(wire: Wire) -> None:
    asking(wire).embed(["ä" * 10_000, "kurz"])
    assert [len(text) for text in wire.requests[0]["input"]] == [6_000, 4]
    wire.mood = lambda body: (400, {}) if max(map(len, body["input"])) > 1_500 else wire.kind(body)
    assert asking(wire).embed(["ä" * 10_000, "kurz"]).shape == (2, 64)
    assert [max(map(len, r["input"])) for r in wire.requests[1:]] == [6_000, 1_200]


@pytest.mark.parametrize("status", [429, 500, 503, 408])
def test_a_passing_fault_is_retried(wire: Wire, status: int) -> None:
    wire.mood = wire.refusing(status, times=1)
    assert asking(wire).embed(["Bus", "Bahn"]).shape == (2, 64)
    assert len(wire.requests) == 2


def test_a_question_is_asked_once(wire: Wire) -> None:
    wire.mood = wire.refusing(503)
    with pytest.raises(EmbedderUnavailable):
        asking(wire).embed(["Bus"])
    assert len(wire.requests) == 1


def _without_one_value(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**data[0], "embedding": data[0]["embedding"][:-1]}, *data[1:]]


def _with(value: float | str | None) -> Callable[[list[dict[str, Any]]], Any]:
    return lambda data: [{**row, "embedding": [value, *row["embedding"][1:]]} for row in data]


BROKEN: dict[str, tuple[Callable[[Wire], Callable[[dict[str, Any]], tuple[int, Any]]], str]] = {
    "wrong key": (lambda w: w.refusing(401), r"lehnt den Schlüssel ab \(401\): Prüfen Sie LOTSE_EMBEDDING_KEY"),
    "no access": (lambda w: w.refusing(403), r"verweigert den Zugriff \(403\)"),
    "unknown model": (lambda w: w.refusing(404), r"kennt das Modell bge-m3 oder die Adresse nicht \(404\)"),
    "bad request": (lambda w: w.refusing(400), r"nimmt die Anfrage nicht an \(400\)"),
    "too many": (lambda w: w.refusing(429), r"keine weiteren Anfragen an \(429\)"),
    "broken server": (lambda w: w.refusing(500), r"antwortet mit Status 500"),
    "redirect": (lambda w: w.refusing(307), r"antwortet mit Status 307"),
    "fewer vectors": (lambda w: w.changed(lambda data: data[:-1]), r"liefert nicht genau 2 Vektoren zu 2 Texten"),
    "more vectors": (lambda w: w.changed(lambda data: [*data, {**data[0], "index": 2}]), r"nicht genau 2 Vektoren"),
    "one twice": (lambda w: w.changed(lambda data: [data[0], data[0]]), r"nicht genau 2 Vektoren"),
    "lengths differ": (lambda w: w.changed(_without_one_value), r"Vektoren mit 63 und 64 Werten: Prüfen Sie"),
    "NaN": (lambda w: w.changed(_with(float("nan"))), r"keine brauchbaren Vektoren"),
    "infinite": (lambda w: w.changed(_with(float("inf"))), r"keine brauchbaren Vektoren"),
    "huge": (lambda w: w.changed(_with(1e300)), r"keine brauchbaren Vektoren"),
    "null": (lambda w: w.changed(_with(None)), r"keine brauchbaren Vektoren"),
    "words": (lambda w: w.changed(_with("viel")), r"keine brauchbaren Vektoren"),
    "base64": (lambda w: w.changed(lambda d: [{**r, "embedding": "AACAPw=="} for r in d]), r"keine brauchbaren"),
    "empty vectors": (lambda w: w.changed(lambda d: [{**r, "embedding": []} for r in d]), r"keine brauchbaren"),
    "no list": (lambda w: w.changed(lambda _: None), r"keine brauchbaren Vektoren"),
    "other JSON": (lambda _: lambda _: (200, ["x"]), r"keine brauchbaren Vektoren"),
    "a web page": (lambda _: lambda _: (200, b"<html>Anmelden</html>"), r"keine brauchbaren Vektoren"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_failure_is_one_sentence_that_names_cause_and_remedy(wire: Wire, name: str) -> None:
    mood, sentence = BROKEN[name]
    wire.mood = mood(wire)
    with pytest.raises(EmbedderUnavailable, match=sentence) as caught:
        asking(wire, retries=0).embed(["Vertrauliches eins", "Vertrauliches zwei"])
    said = str(caught.value)
    assert said.startswith(f"Der Einbettungsdienst 127.0.0.1:{wire.port} ")
    assert re.search(r": Prüfen Sie .*\.$", said)
    assert KEY not in said
    assert "Vertrauliches" not in said


def test_another_number_of_values_than_set_or_than_before_is_refused(wire: Wire) -> None:
    wire.mood = lambda body: wire.kind({**body, "dimensions": 48})
    with pytest.raises(EmbedderUnavailable, match=r"Vektoren mit 48 Werten statt 32: .*LOTSE_EMBEDDING_DIMENSIONS"):
        asking(wire, 32).embed(["Bus", "Bahn"])
    embedder = asking(wire)
    embedder.embed(["Bus", "Bahn"])
    wire.mood = wire.kind
    with pytest.raises(EmbedderUnavailable, match="mit 64 Werten statt 48"):
        embedder.embed(["Bus", "Bahn"])


def test_a_server_that_is_off_or_hangs(wire: Wire) -> None:
    wire.mood = wire.hang
    with pytest.raises(EmbedderUnavailable, match=r"antwortet nicht rechtzeitig: .*LOTSE_EMBEDDING_TIMEOUT_S\.$"):
        asking(wire, timeout_s=0.1).embed(["Bus", "Bahn"])
    assert len(wire.requests) == 3
    wire.stop()
    with pytest.raises(EmbedderUnavailable, match=r"ist nicht erreichbar: .*LOTSE_EMBEDDING_URL\.$"):
        asking(wire).embed(["Bus"])


def test_a_failed_server_is_left_alone_for_a_while(wire: Wire) -> None:
    wire.mood = wire.refusing(503)
    embedder = asking(wire, rest_s=0.3)
    for _ in range(3):
        with pytest.raises(EmbedderUnavailable, match="Status 503"):
            embedder.embed(["Bus"])
    assert len(wire.requests) == 1
    wire.mood = wire.kind
    threading.Event().wait(0.35)
    assert embedder.embed(["Bus"]).any()


def test_a_key_no_header_can_hold_is_an_unavailable_embedder(wire: Wire) -> None:
    with pytest.raises(EmbedderUnavailable, match="Prüfen Sie LOTSE_EMBEDDING_KEY"):
        OpenAIEmbedder(wire.url, "m", SecretStr("schlüssel"), rest_s=0).embed(["Bus"])


def test_fingerprints_name_collections_and_hide_the_key(wire: Wire) -> None:
    def fingerprint(url: str = wire.url, model: str = "BAAI/bge-m3:latest", size: int | None = None) -> str:
        return OpenAIEmbedder(url, model, SecretStr(KEY), size).fingerprint

    found = [fingerprint(), fingerprint(url="http://u:p@h/v1"), fingerprint(model="x" * 999), fingerprint(size=256)]
    assert len(set(found)) == 4
    assert all(re.fullmatch(r"openai-[a-z0-9-]{1,80}-[0-9a-f]{8}", each) for each in found)
    assert found[0].startswith("openai-baai-bge-m3-latest-auto-")
    assert "-256-" in found[3]
    assert fingerprint(url=wire.url + "/") == found[0]
    assert fingerprint(model="///").startswith("openai-model-")
    assert OpenAIEmbedder(wire.url, "BAAI/bge-m3:latest", SecretStr("anderer")).fingerprint == found[0]
    assert wire.requests == []


# --- choosing one ---


def settings_of(**values: Any) -> KnowledgeSettings:
    return KnowledgeSettings(_env_file=None, **values)


def test_the_settings_choose(wire: Wire) -> None:
    assert embedder_of(settings_of()) is None
    chosen = embedder_of(settings_of(embedder="openai", embedding_url=wire.url, embedding_model="m"))
    assert isinstance(chosen, OpenAIEmbedder)
    assert chosen.embed(["Bus"]).shape == (1, 64)
    local = embedder_of(settings_of(embedder="sentence-transformers", embedding_model="/modelle/bge"))
    assert isinstance(local, SentenceTransformersEmbedder)
    assert local.fingerprint.startswith("local-modelle-bge-auto-")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"EMBEDDER": "ollama"}, "LOTSE_EMBEDDER"),
        ({"EMBEDDER": "openai", "EMBEDDING_MODEL": "m"}, "LOTSE_EMBEDDING_URL"),
        ({"EMBEDDER": "openai", "EMBEDDING_MODEL": "m", "EMBEDDING_URL": "localhost:1"}, "LOTSE_EMBEDDING_URL"),
        ({"EMBEDDER": "openai", "EMBEDDING_MODEL": "m", "EMBEDDING_URL": "http://h:x/v1"}, "LOTSE_EMBEDDING_URL"),
        ({"EMBEDDER": "openai", "EMBEDDING_URL": "http://h/v1"}, "LOTSE_EMBEDDING_MODEL"),
        ({"EMBEDDER": "sentence-transformers"}, "LOTSE_EMBEDDING_MODEL"),
        ({"EMBEDDING_DIMENSIONS": "0"}, "LOTSE_EMBEDDING_DIMENSIONS"),
        ({"EMBEDDING_TIMEOUT_S": "0"}, "LOTSE_EMBEDDING_TIMEOUT_S"),
    ],
)
def test_an_incomplete_choice_stops_the_start(
    values: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in values.items():
        monkeypatch.setenv(f"LOTSE_{name}", value)
    with pytest.raises(SettingsInvalid, match=named):
        read_settings()


def test_the_key_does_not_show() -> None:
    settings = settings_of(embedding_key=KEY)
    assert KEY not in repr(settings)
    assert KEY not in settings.model_dump_json()
    with pytest.raises(ValidationError):
        settings.embedding_key = SecretStr("")  # type: ignore[misc]


def test_the_doctor_asks_the_chosen_embedder(wire: Wire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def finding() -> dict[str, str]:
        return next(found for found in doctor.examine() if found["what"] == "Vektor-Modell")

    monkeypatch.chdir(tmp_path)
    assert finding()["state"] == OK
    for name, value in (("EMBEDDER", "openai"), ("EMBEDDING_URL", wire.url), ("EMBEDDING_MODEL", "bge-m3")):
        monkeypatch.setenv(f"LOTSE_{name}", value)
    assert finding() == {
        "state": "gut", "what": "Vektor-Modell", "found": "bge-m3 (openai), 64 Werte je Vektor", "mend": ""
    }  # fmt: skip
    wire.mood = wire.refusing(401)
    assert finding()["state"] == MISSING
    assert "lehnt den Schlüssel ab" in finding()["found"]


# --- sentence-transformers ---


FAKE = """
import numpy as np
LOADED = []
class SentenceTransformer:
    def __init__(self, name, truncate_dim=None):
        if "kaputt" in name:
            raise OSError("no such model")
        LOADED.append(name)
        self.size = truncate_dim or 8
    def encode(self, texts, *, normalize_embeddings, convert_to_numpy, show_progress_bar):
        assert normalize_embeddings and convert_to_numpy and not show_progress_bar
        if "Speicher" in texts[0]:
            raise RuntimeError("out of memory")
        return np.array([[float(len(text))] * self.size for text in texts], dtype=np.float32)
"""


@pytest.fixture
def fake_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "sentence_transformers.py").write_text(FAKE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sentence_transformers", raising=False)
    yield
    sys.modules.pop("sentence_transformers", None)


@pytest.mark.usefixtures("fake_package")
def test_a_local_model_embeds_and_is_loaded_once() -> None:
    embedder = SentenceTransformersEmbedder("/modelle/bge", 4)
    found = embedder.embed(["eins", "zwei drei"])
    assert found.shape == (2, 4)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert embedder.embed([]).shape == (0, 4)
    assert sys.modules["sentence_transformers"].LOADED == ["/modelle/bge"]
    with pytest.raises(EmbedderUnavailable, match=r"kann nicht rechnen \(RuntimeError\): Prüfen Sie"):
        embedder.embed(["Speicher"])
    with pytest.raises(EmbedderUnavailable, match=r"lässt sich nicht laden \(OSError\): Prüfen Sie"):
        SentenceTransformersEmbedder("kaputt").embed(["eins"])


def test_without_the_package_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    embedder = SentenceTransformersEmbedder("/modelle/bge")
    for _ in range(2):
        with pytest.raises(EmbedderUnavailable, match=re.escape('pip install "lotse[sentence-transformers]".')):
            embedder.embed(["eins"])


# --- the whole way: documents, indexes, search ---


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    yield Registry(engine)
    engine.dispose()


@pytest.fixture
def take_in(tmp_path: Path, registry: Registry) -> Callable[..., None]:
    folder = tmp_path / "documents"
    folder.mkdir()

    def take(*names: str) -> None:
        for name in names:
            shutil.copy(CORPUS / f"{name}.md", folder)
        assert not sync_folder(folder, registry, lambda *_: None).problems

    return take


@contextmanager
def indexes_of(tmp_path: Path, wanted: Embedder | None) -> Iterator[Indexes]:
    indexes = Indexes(tmp_path / "index", wanted)
    try:
        yield indexes
    finally:
        indexes.close()


def finds(registry: Registry, indexes: Indexes, question: str, name: str) -> set[str]:
    """The rankings that found the document, which must be first."""
    first = Search(registry, indexes, vocabulary.starter(), places.starter())(question)[0]
    assert first.meta.id == name
    return set(first.parts)


def test_switching_embeds_everything_anew_while_the_old_vectors_serve(
    tmp_path: Path, wire: Wire, registry: Registry, take_in: Callable[..., None]
) -> None:
    take_in(*FIRST, LATER)
    with indexes_of(tmp_path, None) as indexes:
        bring_up(registry, indexes)
    during, shown, total = list[str](), list[tuple[str, int, int]](), registry.counts()[1]
    with indexes_of(tmp_path, asking(wire)) as indexes:

        def look() -> None:
            assert indexes.embedder is not None
            assert indexes.vectors.count() == total
            during.append(indexes.embedder.fingerprint)

        def show(what: str, done: int, of: int) -> None:
            shown.append((what, done, of))
            assert "vector" in finds(registry, indexes, QUESTION, LATER)

        wire.before = look
        assert indexes.needs_embedding()
        bring_up(registry, indexes, show)
        wire.before = lambda: None
        assert during
        assert all(each.startswith("lsa-256-") for each in during)
        assert shown == [("Vektoren berechnen", total, total)]
        assert sum(len(r["input"]) for r in wire.requests) == total
        assert indexes.embedder is not None
        assert indexes.embedder.fingerprint.startswith("openai-bge-m3-auto-")
        assert compare(registry, indexes).holds
        assert "vector" in finds(registry, indexes, QUESTION, LATER)
    assert read_state(tmp_path / "index").embedder.startswith("openai-")
    asked = len(wire.requests)
    with indexes_of(tmp_path, asking(wire)) as indexes:  # the next start has nothing to embed
        assert not indexes.needs_embedding()
        bring_up(registry, indexes)
        assert len(wire.requests) == asked
        assert "vector" in finds(registry, indexes, QUESTION, LATER)
    with indexes_of(tmp_path, None) as indexes:  # and back
        bring_up(registry, indexes)
        assert indexes.embedder is not None
        assert indexes.embedder.fingerprint.startswith("lsa-256-")
        assert compare(registry, indexes).holds


def _off(wire: Wire) -> None:
    wire.stop()


def _wrong_key(wire: Wire) -> None:
    wire.mood = wire.refusing(401)


def _wrong_size(wire: Wire) -> None:
    wire.dimensions = 48


def _hanging(wire: Wire) -> None:
    wire.mood = wire.hang


def _well(wire: Wire) -> None:
    wire.done.set()
    wire.mood, wire.dimensions = wire.kind, 64
    if wire._server is None:
        wire.start()


FAULTS = pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (_off, "ist nicht erreichbar"),
        (_wrong_key, "lehnt den Schlüssel ab (401)"),
        (_wrong_size, "Vektoren mit 48 Werten statt 64"),
        (_hanging, "antwortet nicht rechtzeitig"),
    ],
)


@FAULTS
def test_new_documents_are_found_by_words_until_the_embedder_is_back(
    fault: Callable[[Wire], None], sentence: str, tmp_path: Path, wire: Wire, registry: Registry,
    take_in: Callable[..., None], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    take_in(*FIRST)
    with indexes_of(tmp_path, asking(wire, timeout_s=0.5, retries=0)) as indexes:
        bring_up(registry, indexes)
        assert compare(registry, indexes).holds
        fault(wire)
        take_in(LATER)
        with caplog.at_level(logging.ERROR):
            bring_up(registry, indexes)
        assert sentence in caplog.text
        assert KEY not in caplog.text
        assert "vector" not in finds(registry, indexes, QUESTION, LATER)
        missing = compare(registry, indexes).missing
        assert {key.partition("~")[0] for key in missing} == {LATER}
        assert indexes.state.without_vector == len(missing)
        assert indexes.state.revision == registry.revision()
        _well(wire)
        mend(registry, indexes)
        assert compare(registry, indexes).holds
        assert indexes.state.without_vector == 0
        assert "vector" in finds(registry, indexes, QUESTION, LATER)


@FAULTS
def test_an_embedder_that_is_away_from_the_start_leaves_search_by_words(
    fault: Callable[[Wire], None], sentence: str, tmp_path: Path, wire: Wire, registry: Registry,
    take_in: Callable[..., None], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    take_in(*FIRST, LATER)
    wire.mood = lambda body: wire.kind({**body, "dimensions": wire.dimensions})  # deaf to the wish for 64
    fault(wire)
    with indexes_of(tmp_path, asking(wire, 64, timeout_s=0.5, retries=0)) as indexes:
        with caplog.at_level(logging.ERROR):
            bring_up(registry, indexes)
        assert sentence in caplog.text
        assert indexes.embedder is None
        assert "vector" not in finds(registry, indexes, QUESTION, LATER)
        _well(wire)
        bring_up(registry, indexes)
        assert compare(registry, indexes).holds
        assert "vector" in finds(registry, indexes, QUESTION, LATER)


def test_a_failed_switch_keeps_the_old_vectors(
    tmp_path: Path, wire: Wire, registry: Registry, take_in: Callable[..., None]
) -> None:
    take_in(*FIRST, LATER)
    with indexes_of(tmp_path, None) as indexes:
        bring_up(registry, indexes)
    wire.mood = wire.refusing(401)
    with indexes_of(tmp_path, asking(wire)) as indexes:
        bring_up(registry, indexes)
        assert indexes.embedder is not None
        assert indexes.embedder.fingerprint.startswith("lsa-256-")
        assert "vector" in finds(registry, indexes, QUESTION, LATER)


def test_the_command_line_loads_no_embedding_library() -> None:
    code = "import sys, api.cli, api.wiring, api.upkeep; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"openai", "httpx2", "langchain_core", "langsmith", "sentence_transformers", "torch"} & set(loaded)
