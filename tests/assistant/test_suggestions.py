"""Suggested questions stand alone, name no town, come from different topics, and are only those that are answered."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest

from assistant.suggestions import Suggestion, Wish, suggested
from knowledge import places
from knowledge.documents import FrontMatter

DAY = date(2026, 11, 27)
_numbers = count()


def guidance(*questions: str, topic: str = "ki", **head: object) -> FrontMatter:
    key = f"leit-{next(_numbers)}"
    return FrontMatter.model_validate(
        {"id": key, "kind": "guidance", "title": "Leitfaden", "questions": questions, "topics": [topic], **head}
    )


def case(*questions: str, name: str = "Musterdorf", state: str = "HE", topic: str = "ki") -> FrontMatter:
    place = {"name": name, "state": state, "type": "landgemeinde"}
    return guidance(*questions, topic=topic, kind="case_study", municipality=place)


def funding(question: str, status: str = "laufend", **terms: object) -> FrontMatter:
    return guidance(question, kind="funding", funding={"level": "land", "status": status, **terms})


def texts(
    *documents: FrontMatter,
    topic: str | None = None,
    state: str | None = None,
    day: date = DAY,
    number: int = 6,
    answers: Callable[[Suggestion], bool] = lambda _: True,
) -> list[str]:
    wish = Wish(day, topic, state)  # type: ignore[arg-type]
    return [one.text for one in suggested(documents, wish, places.starter(), answers, number)]


@pytest.mark.parametrize(
    "question",
    [
        "Rufbus Kosten kleines Dorf",
        "Wir haben eine Frage. Das ist sie.",
        f"Wie {'sehr ' * 25}nützt uns das?",
        "Was mussten wir bis 2021 einreichen?",
        "Lohnt sich so ein Laden für uns?",
        "Wie machen wir es in Soest?",
        "Wie machen wir es wie die Soester?",
        "Wie machen wir es in Unbekanntingen?",
        "Was bekommen wir in Thüringen?",
    ],
)
def test_what_does_not_stand_alone_or_names_a_place_is_never_suggested(question: str) -> None:
    assert texts(guidance(question)) == []


def test_a_case_is_suggested_by_questions_of_ones_own_that_do_not_name_its_place() -> None:
    told = case("Wie gelingt uns das in Kürze?", "Wie viele kamen nach Musterdorf?", "Wollen wir wie Musterdorf sein?")
    asked = case("Wie gelingt uns das?", "Wie viele Gäste kamen?")
    assert texts(told) == []
    assert texts(asked) == ["Wie gelingt uns das?"]


def test_questions_of_ones_own_come_before_questions_about_facts() -> None:
    facts = [guidance(f"Wie hoch ist Betrag {n}?", topic=topic) for n, topic in enumerate(["ki", "energie-klima"])]
    own = guidance("Was bringt uns das?", topic="mobilitaet")
    assert texts(*facts, own)[0] == "Was bringt uns das?"
    assert len(texts(*facts, own)) == 3


def test_different_topics_come_first_and_a_document_gives_one_question() -> None:
    several = guidance("Was bringt uns das?", "Was kostet uns das?")
    others = [guidance(f"Was tun wir im Fall {n}?") for n in range(8)]
    other_topic = guidance("Wo fangen wir an?", topic="energie-klima")
    assert len(texts(*others)) == 6
    assert "Wo fangen wir an?" in texts(several, *others, other_topic, number=2)
    assert len(texts(several)) == 1


def test_what_is_not_answered_is_left_out_and_asked_once() -> None:
    asked: list[str] = []

    def answers(one: Suggestion) -> bool:
        asked.append(one.text)
        return "gut" in one.text

    good, bad = guidance("Was ist gut für uns?"), guidance("Was ist für uns?")
    assert texts(good, bad, answers=answers) == ["Was ist gut für uns?"]
    assert sorted(asked) == ["Was ist für uns?", "Was ist gut für uns?"]


def test_the_same_day_gives_the_same_and_days_differ() -> None:
    many = [guidance(f"Was tun wir im Fall {n}?") for n in range(40)]
    days = [tuple(texts(*many, day=DAY + timedelta(n))) for n in range(10)]
    assert texts(*many) == texts(*reversed(many)) == list(days[0])
    assert len(set(days)) == 10


def test_a_topic_gives_its_own_questions_and_all_where_it_has_none() -> None:
    ki, klima = guidance("Was bringt uns KI?"), guidance("Was heizt uns?", topic="energie-klima")
    assert texts(ki, klima, topic="ki") == ["Was bringt uns KI?"]
    assert sorted(texts(ki, klima, topic="bildung")) == ["Was bringt uns KI?", "Was heizt uns?"]


def test_a_state_brings_what_fits_there_and_nothing_that_does_not() -> None:
    ours = funding("Was bekommen wir in Thüringen?", states=["TH"])
    theirs = funding("Was zahlt uns das Land?", states=["BY"])
    of_all = guidance("Was bringt uns das?", topic="mobilitaet")
    assert texts(ours, theirs, of_all, state="TH") == ["Was bekommen wir in Thüringen?", "Was bringt uns das?"]


@pytest.mark.parametrize("terms", [{"status": "geschlossen"}, {"deadline": "2026-11-26"}, {"status": "unbekannt"}])
def test_funding_that_nobody_can_get_is_not_suggested(terms: dict[str, str]) -> None:
    assert texts(funding("Was bekommen wir dafür?", **terms)) == []
    assert texts(funding("Was bekommen wir dafür?", deadline="2026-11-27")) == ["Was bekommen wir dafür?"]
