"""Running a set: what is asked, in which conversation, and what the figures make of what came back."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from assistant.messages import FundingEntry, Outcome, Question, Reply, SourceEntry, Statement
from assistant.roadmap.values import Plan
from evals.questions import QuestionSet, SetQuestion
from evals.run import Answered, Examinee, run_sets, unknown_documents
from evals.scores import failures, report, scores
from knowledge.follower import quiet
from knowledge.profile import Profile

PASSAGE = "Der Rufbus kostet 3 Euro. Er fährt seit 2024."
TEXTS = {"doc-a": {"doc-a~1": PASSAGE}, "doc-b": {"doc-b~1": "Anderes."}}
SOURCE = SourceEntry(1, "doc-a", "doc-a~1", "page", "A", "", None, "P", None, False, "Der Rufbus kostet 3 Euro.", ())
ANSWER = Reply(
    "", "m", Outcome.ANSWERED, statements=(Statement("Der Rufbus kostet 3 Euro.", (1,), "fact"),), sources=(SOURCE,)
)


@dataclass
class Clerk:
    """Answers as it was told to, by the text of the question; keeps what it was asked."""

    replies: dict[str, Reply] = field(default_factory=dict)
    heard: list[tuple[str, str | None, date | None, Profile]] = field(default_factory=list)

    def __call__(self, question: Question, today: date | None, /) -> Reply:
        self.heard.append((question.text, question.conversation_id, today, question.profile))
        reply = self.replies.get(question.text, ANSWER)
        return replace(reply, conversation_id=question.conversation_id or f"gespräch-{len(self.heard)}")


def examined(clerk: Clerk, ranking: tuple[str, ...] = ("doc-a", "doc-b")) -> Examinee:
    return Examinee(clerk, lambda _text, _profile: ranking, lambda document: TEXTS.get(document, {}))


def asked(clerk: Clerk, *rows: dict[str, Any]) -> list[Answered]:
    """Run one set of these rows; each has an id of its own, and `Rufbus?` for a question unless it says otherwise."""
    questions = [SetQuestion.model_validate({"id": str(n), "question": "Rufbus?", **row}) for n, row in enumerate(rows)]
    return list(run_sets([QuestionSet("satz", tuple(questions))], examined(clerk), quiet))


def ending(*outcomes: Outcome) -> Clerk:
    """Give a clerk whose reply to `0?`, `1?` … ends so."""
    empty = {o: replace(ANSWER, outcome=o, statements=(), sources=()) for o in Outcome}
    return Clerk({f"{n}?": ANSWER if o is Outcome.ANSWERED else empty[o] for n, o in enumerate(outcomes)})


def rows(*expected: str | None) -> Iterator[dict[str, Any]]:
    return ({"question": f"{n}?", "expected": one} for n, one in enumerate(expected))


def test_a_dialogue_is_asked_turn_by_turn_in_one_conversation_and_each_question_in_its_own() -> None:
    clerk = Clerk()
    asked(clerk, {"dialogue": ["Guten Tag", "Rufbus!"], "question": "Und die Kosten?"}, {"question": "LoRaWAN?"})
    assert [(text, conversation) for text, conversation, _, _ in clerk.heard] == [
        ("Guten Tag", None), ("Rufbus!", "gespräch-1"), ("Und die Kosten?", "gespräch-1"), ("LoRaWAN?", None),
    ]  # fmt: skip


def test_the_documents_of_a_last_turn_are_those_that_its_reply_shows() -> None:
    [answer] = asked(Clerk(), {"dialogue": ["Rufbus!"], "question": "Und die Kosten?", "relevant": ["doc-b"]})
    assert answer.ranking == ("doc-a",)


def test_profile_and_date_of_a_question_are_passed_on() -> None:
    clerk = Clerk()
    asked(clerk, {"profile": {"state": "BY", "type": "region"}, "today": "2025-11-07"})
    assert clerk.heard == [("Rufbus?", None, date(2025, 11, 7), Profile("BY", None, "region"))]


def test_progress_ends_at_the_number_of_questions() -> None:
    told: list[tuple[int, int]] = []
    questions = tuple(SetQuestion(id=str(n), question="Rufbus?") for n in range(45))
    list(
        run_sets(
            [QuestionSet("satz", questions)], examined(Clerk()), lambda _what, done, total: told.append((done, total))
        )
    )
    assert told == [(20, 45), (40, 45), (45, 45)]


def test_a_document_that_cannot_be_found_because_there_is_none_is_named() -> None:
    question = SetQuestion(id="1", question="Rufbus?", relevant=("doc-a", "doc-x"))
    assert unknown_documents([QuestionSet("satz", (question,))], examined(Clerk())) == ["doc-x"]


def test_ranking_figures_count_only_questions_with_relevant_documents() -> None:
    found = scores(asked(Clerk(), {"relevant": ["doc-a"]}, {"relevant": ["doc-b"]}, {}))
    assert (found["n"], found["hit@1"], found["hit@5"], found["mrr@10"]) == (3, 0.5, 1.0, 0.75)
    assert found["intervals"]["hit@1"]["n"] == 2


def test_an_answer_in_part_is_an_answer_but_no_false_one() -> None:
    clerk = ending(Outcome.ANSWERED, Outcome.PARTIAL, Outcome.HANDOFF_NO_EVIDENCE, Outcome.PARTIAL, Outcome.ANSWERED)
    found = scores(asked(clerk, *rows("answered", "answered", "answered*", "not_answered", "declined.*")))
    assert (found["answer_rate"], found["false_answers"]) == (0.6667, 0.5)
    assert found["outcome_accuracy"] == 0.4


def test_a_handover_for_want_of_evidence_is_no_blocking_and_neither_is_a_failing_part() -> None:
    clerk = ending(Outcome.HANDOFF_NO_EVIDENCE, Outcome.DECLINED_OFF_TOPIC, Outcome.FAILED_SEARCH, Outcome.ANSWERED)
    assert scores(asked(clerk, *rows(*["answered*"] * 4)))["over_blocking"] == 0.25


def test_routes_are_compared_where_one_is_expected() -> None:
    clerk = ending(Outcome.ANSWERED, Outcome.CLARIFY, Outcome.DECLINED_ABUSE, Outcome.HANDOFF_LEGAL)
    found = report(asked(clerk, *rows("answered*", "declined.abuse", "declined.abuse", "not_answered")))
    assert found["confusion"] == {"declined.abuse": {"declined.abuse": 1, "question": 1}, "question": {"question": 1}}
    assert found["route_macro_f1"] == 0.6667


def test_where_only_one_route_is_expected_nothing_is_said_of_routing() -> None:
    assert scores(asked(Clerk(), {"expected": "answered"}))["route_macro_f1"] is None


def test_nuggets_of_unanswered_questions_count_as_missed() -> None:
    clerk = ending(Outcome.ANSWERED, Outcome.HANDOFF_NO_EVIDENCE)
    both = [{**row, "nuggets": ["3 Euro"]} for row in rows("answered", "answered")]
    assert scores(asked(clerk, *both))["nugget_recall"] == 0.5


@pytest.mark.parametrize(
    ("text", "citations", "covered", "literal"),
    [
        ("Der Rufbus kostet 3 Euro.", (1,), 1.0, 1.0),
        ("Musterkreis: Der Rufbus  kostet 3 Euro.", (1,), 1.0, 1.0),
        ("Der Rufbus kostet 4 Euro.", (1,), 1.0, 0.0),
        ("Der Rufbus kostet 3 Euro.", (), 0.0, 0.0),
        ("Der Rufbus kostet 3 Euro.", (2,), 0.0, 0.0),
        ("Der Rufbus kostet 3 Euro.", (1, 2), 0.0, 1.0),
    ],
)
def test_a_statement_needs_citations_that_exist_and_words_that_stand_there(
    text: str, citations: tuple[int, ...], covered: float, literal: float
) -> None:
    clerk = Clerk({"Rufbus?": replace(ANSWER, statements=(Statement(text, citations, "fact"),))})
    found = scores(asked(clerk, {}))
    assert (found["citation_coverage"], found["literal_support"]) == (covered, literal)


def test_a_quote_that_the_document_does_not_have_supports_nothing() -> None:
    source = replace(SOURCE, passage_id="doc-a~2")
    clerk = Clerk({"Rufbus?": replace(ANSWER, sources=(source,))})
    assert scores(asked(clerk, {}))["literal_support"] == 0.0


@pytest.mark.parametrize(("shown", "wrong"), [("geschlossen", 0.0), ("laufend", 1.0)])
def test_a_programme_shown_with_another_status_than_on_that_day_is_wrong(shown: str, wrong: float) -> None:
    clerk = Clerk({"Rufbus?": replace(ANSWER, funding=(FundingEntry("doc-b", "B", shown, None, None),))})
    found = scores(asked(clerk, {"status": {"doc-b": "geschlossen"}, "today": "2025-11-08"}))
    assert found["funding_wrong"] == wrong


@pytest.mark.parametrize(
    ("wanted", "relevant", "guidance", "right"),
    [
        (True, ["doc-a"], "doc-a", 1.0),
        (True, ["doc-a"], "doc-b", 0.0),
        (True, [], "doc-b", 1.0),
        (True, ["doc-a"], None, 0.0),
        (False, [], None, 1.0),
        (False, [], "doc-a", 0.0),
    ],
)
def test_a_plan_comes_from_the_right_guidance_and_only_where_one_was_asked_for(
    wanted: bool, relevant: list[str], guidance: str | None, right: float
) -> None:
    plan = guidance and Plan("A", "2026-03-01", (guidance,), (), (), (), ())
    clerk = Clerk({"Rufbus?": replace(ANSWER, plan=plan or None)})
    assert scores(asked(clerk, {"plan": wanted, "relevant": relevant}))["plan_right"] == right


@pytest.mark.parametrize(("forbidden", "shown"), [("KOSTET  3 Euro", 1.0), ("kostet 4 Euro", 0.0), ("doc-a~1", 1.0)])
def test_what_must_not_be_shown_is_looked_for_in_the_whole_reply(forbidden: str, shown: float) -> None:
    assert scores(asked(Clerk(), {"forbidden": [forbidden]}))["forbidden_shown"] == shown


def test_figures_come_overall_and_per_group() -> None:
    found = report(
        asked(
            Clerk(),
            {"class": "ort", "profile": {"state": "BY", "population": 100_000}, "tuned": True, "relevant": ["doc-a"]},
            {"style": "fact", "profile": {"state": "HE", "population": 4_999}, "tuned": False, "relevant": ["doc-b"]},
        )
    )
    assert {name: list(found[name]) for name in found if name.startswith("per_")} == {
        "per_set": ["satz"], "per_class": ["fact", "ort"], "per_state": ["BY", "HE"],
        "per_size": ["unter 5.000", "ab 100.000"], "per_tuned": ["tuned", "untuned"],
    }  # fmt: skip
    assert (found["per_state"]["BY"]["hit@1"], found["per_state"]["HE"]["hit@1"]) == (1.0, 0.0)


def test_every_figure_has_its_n_and_an_interval_around_it_and_a_seed_fixes_them() -> None:
    answered = asked(
        Clerk(), *[{"relevant": ["doc-a" if n % 3 else "doc-b"], "expected": "answered"} for n in range(30)]
    )
    answered = [replace(answer, ms=float(n)) for n, answer in enumerate(answered)]
    found = scores(answered, seed=7)
    given = {name: value for name, value in found.items() if isinstance(value, float)}
    assert set(given) == set(found["intervals"])
    assert all(
        found["intervals"][name]["low"] <= value <= found["intervals"][name]["high"] for name, value in given.items()
    )
    assert found == scores(answered, seed=7)


def test_failures_are_wrong_outcomes_and_documents_not_found() -> None:
    clerk = ending(Outcome.ANSWERED, Outcome.ANSWERED, Outcome.CLARIFY, Outcome.CLARIFY)
    expected = [*rows("answered", "not_answered", "answered", None)]
    expected[0]["relevant"] = ["doc-b"]
    expected[3]["relevant"] = ["doc-x"]
    assert [answer.question.id for answer in failures(asked(clerk, *expected))] == ["1", "2", "3"]


def test_no_questions_give_no_figures_and_no_error() -> None:
    found = scores([])
    assert found["n"] == 0
    assert found["hit@1"] is None
