"""Whatever is sent, the answer is a problem in German that echoes nothing; never a broken server."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

CHAT, SEARCH = "/api/v1/chat", "/api/v1/search"
CANARY = "kanarienvogel"
JSON = "application/json"


def told(**profile: object) -> bytes:
    return json.dumps({"message": CANARY, "profile": profile}).encode()


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "empty": b'{"message": ""}',
    "blank": b'{"message": "  \\n\\t "}',
    "only a null character": b'{"message": "\\u0000"}',
    "only invisible characters": b'{"message": "\\u200b\\u00ad\\ufeff"}',
    "4001 characters": json.dumps({"message": (CANARY * 400)[:4001]}).encode(),
    "lone surrogate": b'{"message": "kanarienvogel \\ud800"}',
    "surrogate as the name of a field": b'{"message": "kanarienvogel", "\\ud800": 1}',
    "surrogate as conversation": b'{"message": "kanarienvogel", "conversation_id": "kanarien\\udfff"}',
    "not a number": b'{"message": NaN, "conversation_id": "kanarienvogel"}',
    "infinity": b'{"message": "kanarienvogel", "profile": {"population": 1e999}}',
    "undecodable": b'{"message": "kanarienvogel \xff\xfe"}',
    "half a document": b'{"message": "kanarienvogel',
    "list": b'["kanarienvogel"]',
    "empty list": b"[]",
    "null": b"null",
    "text": b'"kanarienvogel"',
    "number": b"4711",
    "deeply nested": b'{"message": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "number of 5000 digits": b'{"message": ' + b"9" * 5_000 + b"}",
    "field missing": b'{"language": "de"}',
    "message null": b'{"message": null}',
    "message a number": b'{"message": 4711}',
    "message a list": b'{"message": ["kanarienvogel"]}',
    "message an object": b'{"message": {"text": "kanarienvogel"}}',
    "unknown field": b'{"message": "Rufbus", "kanarienvogel": 1}',
    "unknown language": b'{"message": "Rufbus", "language": "kanarienvogel"}',
    "conversation too short": b'{"message": "Rufbus", "conversation_id": "kurz"}',
    "conversation with a line break": b'{"message": "Rufbus", "conversation_id": "kanarienvogel\\n"}',
    "profile a list": b'{"message": "kanarienvogel", "profile": []}',
    "unknown state": told(state="kanarienvogel"),
    "state in small letters": told(state="bw"),
    "state a number": told(state=8),
    "unknown type": told(type="kanarienvogel"),
    "unknown phase": told(phase="kanarienvogel"),
    "phase a list": told(phase=["betrieb"]),
    "population 0": told(population=0),
    "population -1": told(population=-1),
    "population a word": told(population=CANARY),
    "population 1e30": told(population=1e30),
    "population one half": told(population=0.5),
}
QUERIES = {
    "nothing": "",
    "empty": "q=",
    "blank": "q=%20%09",
    "null character": "q=%00",
    "undecodable": "q=%ff",
    "4001 characters": "q=" + "a" * 4001,
    "k 0": f"q={CANARY}&k=0",
    "k -1": f"q={CANARY}&k=-1",
    "k 101": f"q={CANARY}&k=101",
    "k a word": f"q=Rufbus&k={CANARY}",
    "k one half": f"q={CANARY}&k=0.5",
    "k huge": f"q={CANARY}&k=1" + "0" * 5000,
    "unknown type": f"q=Rufbus&type={CANARY}",
    "unknown phase": f"q=Rufbus&phase={CANARY}",
    "per_passage a word": f"q=Rufbus&per_passage={CANARY}",
}


def assert_problem(answer: Any, *statuses: int) -> None:
    """The status is right, and the body is a problem in German without anything of the input."""
    problem = answer.json()
    assert answer.status_code in statuses
    assert problem["status"] == answer.status_code
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["title"].endswith(".")
    assert problem["detail"].split()[0] in {"Senden", "Prüfen", "Kürzen", "Versuchen"}
    assert CANARY not in answer.text.lower()


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_message_gets_a_problem(client: TestClient, name: str) -> None:
    assert_problem(client.post(CHAT, content=BODIES[name], headers={"content-type": JSON}), 400, 422)


@pytest.mark.parametrize("name", QUERIES)
def test_a_bad_query_gets_a_problem(client: TestClient, name: str) -> None:
    assert_problem(client.get(f"{SEARCH}?{QUERIES[name]}"), 422)


def test_a_body_of_100_kilobytes_is_too_large(client: TestClient) -> None:
    content = json.dumps({"message": CANARY * 8000}).encode()
    assert_problem(client.post(CHAT, content=content, headers={"content-type": JSON}), 413)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_wrong_content_type_gets_a_problem(client: TestClient, content_type: str) -> None:
    content = f'{{"message": "{CANARY}"}}'.encode()
    assert_problem(client.post(CHAT, content=content, headers={"content-type": content_type}), 400, 415, 422)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "KANARIENVOGEL"])
def test_a_wrong_method_gets_a_problem(client: TestClient, method: str) -> None:
    assert_problem(client.request(method, CHAT), 405)


@pytest.mark.parametrize(
    "path", [f"/{CANARY}", f"/api/v1/{CANARY}", f"/static/{CANARY}.css", "/static/..%2f..%2fapp.py", "/docs", "/admin"]
)
def test_an_unknown_path_gets_a_problem(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404)


@pytest.mark.parametrize("key", [CANARY, f"{CANARY}%2F..", f"{CANARY}ßÄ", CANARY * 500, f"{CANARY}%00", f"{CANARY}%ff"])
def test_an_unknown_document_gets_a_problem(client: TestClient, key: str) -> None:
    assert_problem(client.get(f"/api/v1/documents/{key}"), 404)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{}", "message"),
        (b'{"message": " "}', "message"),
        (told(population=0), "profile.population"),
        (told(state="XX"), "profile.state"),
        (b"[]", "body"),
    ],
)
def test_a_problem_names_the_field_that_is_wrong(client: TestClient, body: bytes, field: str) -> None:
    problem = client.post(CHAT, content=body, headers={"content-type": JSON}).json()
    assert [error["field"] for error in problem["errors"]] == [field]


TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
NEARLY = st.fixed_dictionaries(
    {"message": TEXTS | VALUES},
    optional={
        "conversation_id": TEXTS | VALUES,
        "language": st.sampled_from(["de", "en", "fr"]) | VALUES,
        "profile": st.fixed_dictionaries(
            {}, optional={"state": st.sampled_from(["BW", "XX"]) | VALUES, "population": VALUES}
        )
        | VALUES,
    },
)


@settings(max_examples=150)
@given(body=NEARLY | VALUES)
def test_no_message_breaks_the_server(client: TestClient, body: object) -> None:
    answer = client.post(CHAT, content=json.dumps(body), headers={"content-type": JSON})
    assert answer.status_code in (200, 400, 422)


@settings(max_examples=60)
@given(query=TEXTS.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)), k=st.integers(-5, 120))
def test_no_query_breaks_the_server(client: TestClient, query: str, k: int) -> None:
    assert client.get(SEARCH, params={"q": query, "k": k}).status_code in (200, 422)


@settings(max_examples=60)
@given(content=st.binary(max_size=200))
def test_no_bytes_break_the_server(client: TestClient, content: bytes) -> None:
    answer = client.post(CHAT, content=content, headers={"content-type": JSON})
    assert answer.status_code in (400, 422)
