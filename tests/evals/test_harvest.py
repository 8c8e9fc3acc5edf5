"""Real questions become cases: the disappointing ones first, nothing personal in them."""

from assistant.messages import Outcome
from evals.harvest import Asked, harvested
from evals.questions import SetQuestion
from knowledge.profile import Profile


def asked(key: str, outcome: Outcome = Outcome.ANSWERED, helpful: bool | None = None, text: str = "Rufbus?") -> Asked:
    return Asked(key, text, (), Profile(), outcome, (), helpful)


def notes(*turns: Asked, n: int = 10, seed: int = 0) -> list[str]:
    return [row["note"] for row in harvested(turns, n, seed)]


def test_what_did_not_help_comes_first_then_what_was_not_answered_in_full() -> None:
    turns = [asked("a"), asked("b", Outcome.PARTIAL), asked("c", helpful=False), asked("d", helpful=True)]
    turns += [asked("e", Outcome.HANDOFF_NO_EVIDENCE)]
    found = notes(*turns)
    assert found[0] == "answered; nicht hilfreich"
    assert set(found[1:3]) == {"answered.partial", "handoff.no_evidence"}
    assert notes(*turns, n=1) == found[:1]


def test_greetings_and_what_only_tells_of_the_asker_are_no_cases() -> None:
    assert notes(asked("a", Outcome.DECLINED_SMALLTALK), asked("b", Outcome.DECLINED_PROFILE)) == []


def test_the_sample_is_drawn_by_the_seed_and_a_question_keeps_its_id() -> None:
    turns = [asked(str(n)) for n in range(40)]
    one, other = harvested(turns, 20, 1), harvested(turns, 20, 2)
    assert one == harvested(turns, 20, 1)
    assert [row["id"] for row in one] != [row["id"] for row in other]
    assert len({row["id"] for row in harvested(turns, 40, 1)}) == 40


def test_a_case_holds_the_talk_before_the_profile_and_no_personal_data() -> None:
    turn = Asked(
        "m", "Und was kostet das? Antwort an eva@stadt.example", ("Ich bin Frau Eva Lang.", "Rufbus?"),
        Profile("HE", 8_000, "landgemeinde"), Outcome.PARTIAL, ("doc-a",), False, "incomplete; Tel. 0561 787-12",
    )  # fmt: skip
    row = harvested([turn], 1, 0)[0]
    assert row["dialogue"] == ["Ich bin Frau [Name].", "Rufbus?"]
    assert row["question"] == "Und was kostet das? Antwort an [E-Mail]"
    assert row["note"] == "answered.partial; nicht hilfreich; incomplete; Tel. [Telefon]; doc-a"
    question = SetQuestion.model_validate(row)
    assert (question.asker, question.expected) == (Profile("HE", 8_000, "landgemeinde"), None)
