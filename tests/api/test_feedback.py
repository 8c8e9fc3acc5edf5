"""From a real answer to a case for evaluation: asked, judged, harvested, run again."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fastapi.testclient import TestClient

FEEDBACK = "/api/v1/feedback"


def test_what_askers_say_becomes_a_question_set_that_can_be_run(
    data_dir: Path,
    tmp_path: Path,
    ready_client: Callable[[Path], AbstractContextManager[TestClient]],
    lotse: Callable[..., CompletedProcess[str]],
) -> None:
    with ready_client(data_dir) as client:
        asked = {"message": "Was kostet der Rufbus in Hof? Antwort an eva.lang@stadt.example"}
        reply = client.post("/api/v1/chat", json=asked).json()
        said = {"message_id": reply["message_id"], "helpful": False, "reason": "incomplete", "comment": "Wer zahlt?"}
        assert client.post(FEEDBACK, json=said).status_code == 204
    out = tmp_path / "echt.jsonl"
    done = lotse("eval", "harvest", "--out", str(out), "--json", data=data_dir)
    assert json.loads(done.stdout) == {"questions": 1, "file": str(out)}
    row = json.loads(out.read_text())
    assert row["question"] == "Was kostet der Rufbus in Hof? Antwort an [E-Mail]"
    assert "nicht hilfreich; incomplete; Wer zahlt?" in row["note"]
    assert lotse("eval", "harvest", "--out", str(out), data=data_dir).returncode == 2
    run = lotse("eval", "run", str(out), "--json", data=data_dir)
    assert json.loads(run.stdout)["n"] == 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"message_id": "unbekannt-0001", "helpful": True}, 404),
        ({"message_id": "x", "helpful": True}, 422),
        ({"message_id": "unbekannt-0001"}, 422),
        ({"message_id": "unbekannt-0001", "helpful": True, "reason": "wrong"}, 422),
        ({"message_id": "unbekannt-0001", "helpful": False, "reason": "schlecht"}, 422),
        ({"message_id": "unbekannt-0001", "helpful": False, "comment": "x" * 1_001}, 422),
    ],
)
def test_feedback_that_fits_no_answer_is_refused(client: TestClient, given: dict[str, object], status: int) -> None:
    answer = client.post(FEEDBACK, json=given)
    assert answer.status_code == status
    assert answer.json()["status"] == status
