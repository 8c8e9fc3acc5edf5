"""`lotse doctor` says in German whether the language model is there and answers, and what to do if not."""

import pytest

from api.doctor_model import model_findings
from api.finding import MISSING, OK, WARN, Finding
from assistant.settings import AssistantSettings
from evals.redteam.server import Says, answer, serving

RIGHT = answer(("Der Rufbus in Musterdorf kostet drei Euro.", "S1"))


def findings(reply: Says, model: str = "m") -> list[Finding]:
    with serving(lambda _: reply) as fake:
        return list(model_findings(AssistantSettings(model_url=fake.url, model=model, model_retries=0)))


def test_without_an_address_quotations_are_the_default() -> None:
    (only,) = model_findings(AssistantSettings())
    assert (only.state, only.what) == (OK, "Sprachmodell")


def test_a_working_model_is_listed_and_answers_the_probe() -> None:
    listed, probed = findings(RIGHT)
    assert (listed.state, listed.found) == (OK, "erreichbar, bietet an: m")
    assert (probed.state, probed.found) == (OK, "m: Der Rufbus in Musterdorf kostet drei Euro.")


def test_a_model_that_the_server_does_not_list_is_pointed_out() -> None:
    listed, _ = findings(RIGHT, model="gpt-9")
    assert (listed.state, listed.mend) == (WARN, "Prüfen Sie LOTSE_MODEL.")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Says("Gern geschehen!"), "nicht in der verlangten Form"),
        (answer(("Der Rufbus kostet neun Euro.", "S1")), "mehr, als im Text steht"),
        (Says(status=401), "LOTSE_MODEL_KEY"),
        (Says(status=500), "hat eine Störung (500)"),
    ],
)
def test_a_failing_probe_says_what_to_do(reply: Says, said: str) -> None:
    probed = findings(reply)[-1]
    assert probed.state == MISSING
    assert said in probed.found
    assert "wörtlichen Zitaten" in probed.mend


def test_a_server_that_is_not_there_is_missing() -> None:
    (only,) = model_findings(AssistantSettings(model_url="http://127.0.0.1:1/v1"))
    assert only.state == MISSING
    assert "nicht erreichbar" in only.found
