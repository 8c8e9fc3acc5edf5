"""Letters taken apart: how many of the questions of a whole set are found, and what never becomes one."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.people.letter import AT_MOST, letter_in
from assistant.people.letter_body import body_of
from knowledge import places

SET = Path(__file__).parents[2] / "evals/sets/other/letters.jsonl"
LETTERS = [json.loads(line) for line in SET.read_text().splitlines()]
SAME = 0.8  # of the words that a question found shares with the one expected (F1)


@dataclass
class Counts:
    """What of a set was found."""

    found: int = 0
    expected: int = 0
    right: int = 0
    with_topic: int = 0
    need_topic: int = 0
    profiles: int = 0


def _alike(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def _counted(letters: list[dict[str, Any]]) -> Counts:
    counts = Counts()
    for one in letters:
        letter = letter_in(one["letter"], places.starter())
        left = list(letter.questions)
        counts.found += len(left)
        counts.expected += len(one["questions"])
        counts.profiles += (letter.profile.state, letter.profile.population) == (one["state"], one["population"])
        for wanted in one["questions"]:
            best = max(left, key=lambda found: _alike(found.asked, wanted["asked"]), default=None)
            if best and _alike(best.asked, wanted["asked"]) >= SAME:
                left.remove(best)
                counts.right += 1
                counts.need_topic += bool(wanted["about"])
                counts.with_topic += bool(wanted["about"]) and wanted["about"].lower() in best.text.lower()
    return counts


def test_the_questions_of_the_set_are_found_and_little_else() -> None:
    counts = _counted(LETTERS)
    print(counts)
    assert counts.right >= 0.9 * counts.found
    assert counts.right >= 0.9 * counts.expected
    assert counts.with_topic >= 0.6 * counts.need_topic
    assert counts.profiles >= 0.9 * len(LETTERS)


def test_the_letters_never_looked_at_give_their_questions_too() -> None:
    counts = _counted([one for one in LETTERS if not one["tuned"]])
    assert counts.right >= 0.9 * max(counts.found, counts.expected)


@pytest.mark.parametrize("mark", ["> Wann kommen Sie?", "Am 3. Mai 2026 schrieb Frau Kurz:\nWann kommen Sie?"])
def test_an_earlier_mail_asks_nothing(mark: str) -> None:
    letter = letter_in(f"Was kostet ein Rufbus?\n\n{mark}\n", places.starter())
    assert [question.asked for question in letter.questions] == ["Was kostet ein Rufbus?"]


def test_of_a_forwarded_mail_the_inner_one_is_read() -> None:
    mail = "-----Ursprüngliche Nachricht-----\nVon: Amt\nBetreff: WG: Rufbus\n\nWas kostet das?"
    assert body_of(mail).subject == "Rufbus"
    assert body_of(mail).text == "Was kostet das?"


def test_lines_broken_by_the_mail_program_are_one_sentence() -> None:
    mail = "Bitte teilen Sie uns mit, wie lange im Alltag einer Gemeinde die\nBatterien der Sensoren halten."
    assert [question.asked for question in letter_in(mail, places.starter()).questions] == [
        "wie lange im Alltag einer Gemeinde die Batterien der Sensoren halten"
    ]


def test_more_questions_than_a_letter_may_hold_are_counted() -> None:
    mail = "\n".join(f"{n}. Was kostet ein Rufbus mit {n} Plätzen?" for n in range(1, AT_MOST + 4))
    letter = letter_in(mail, places.starter())
    assert (len(letter.questions), letter.left) == (AT_MOST, 3)


@pytest.mark.parametrize("mail", ["", "\n\n>\n", "Mit freundlichen Grüßen", "?" * 50, "- \n- \n", "a" * 20_000])
def test_whatever_is_pasted_gives_a_letter(mail: str) -> None:
    assert len(letter_in(mail, places.starter()).questions) <= 1
