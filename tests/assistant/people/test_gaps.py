"""No number and no text about gaps describes fewer than five questions, however numbers are put together."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assistant.messages import Outcome, Reply, Statement
from assistant.people.gaps import (
    ELSEWHERE,
    FEWEST,
    SIZE_CLASSES,
    TYPICAL,
    Gaps,
    Key,
    Missed,
    grouped,
    key_of,
    size_of,
    solved,
)

TOPICS, STATES, SIZES = [None, "mobilitaet", "ki"], [None, "HE", "NI"], [None, 3_000, 9_000]
Asker = tuple[str | None, str | None, int | None]
Crowd = Sequence[tuple[Asker, int]]
askers = st.tuples(st.sampled_from(TOPICS), st.sampled_from(STATES), st.sampled_from(SIZES))
crowds = st.lists(st.tuples(askers, st.integers(1, 8)), max_size=12)


def missed(crowd: Crowd) -> list[Missed]:
    asked = [asker for asker, n in crowd for _ in range(n)]
    return [Missed(f"m{n}", f"Frage {n}?", key_of(*asker), "handoff.no_evidence") for n, asker in enumerate(asked)]


def numbers(gaps: Gaps) -> list[int]:
    return [len(group.questions) for group in gaps.groups]


@given(crowds)
def test_nothing_shown_and_no_difference_of_it_describes_fewer_than_five(
    crowd: Crowd,
) -> None:
    gaps = grouped(missed(crowd))
    shown = numbers(gaps)
    assert all(n >= FEWEST for n in shown)
    for k in range(1, min(4, len(shown)) + 1):
        for some in combinations(shown, k):
            assert gaps.total - sum(some) == 0 or gaps.total - sum(some) >= FEWEST


@given(crowds)
def test_every_question_stands_in_one_group_it_belongs_to_or_is_hidden(
    crowd: Crowd,
) -> None:
    questions = missed(crowd)
    gaps = grouped(questions)
    placed = [one.message_id for group in gaps.groups for one in group.questions]
    assert len(placed) == len(set(placed))
    hidden = len(questions) - len(placed)
    assert gaps.hidden == (hidden > 0)
    assert hidden < FEWEST
    for group in gaps.groups:
        for one in group.questions:
            pairs = ((group.key.topic, one.key.topic), (group.key.state, one.key.state), (group.key.size, one.key.size))
            assert all(shown in (ELSEWHERE, own) for shown, own in pairs)


def test_small_groups_join_the_next_coarser_one() -> None:
    crowd = [
        (("mobilitaet", "HE", 3_000), 6),
        (("mobilitaet", "HE", 9_000), 3),
        (("mobilitaet", "NI", None), 2),
        (("ki", "NI", None), 1),
    ]
    gaps = grouped(missed(crowd))
    assert [(group.key, len(group.questions)) for group in gaps.groups] == [
        (Key("mobilitaet", "HE", "unter 5.000"), 6),
        (Key("mobilitaet", ELSEWHERE, ELSEWHERE), 5),
    ]
    assert (gaps.total, gaps.hidden) == (11, True)


def test_a_typical_size_lies_in_its_class() -> None:
    assert [size_of(TYPICAL[name]) for name in SIZE_CLASSES] == list(SIZE_CLASSES)


def test_a_question_is_solved_by_an_answer_and_a_bad_answer_only_by_another_one() -> None:
    told = Reply("talk", "m", Outcome.ANSWERED, statements=(Statement("Der Bus fährt.", (1,), "fact"),))
    assert solved("handoff.no_evidence", "", told)
    assert solved("answered", "Der Bus steht.", told)
    assert not solved("answered", "Der Bus fährt.", told)
    assert not solved("handoff.no_evidence", "", Reply("talk", "m", Outcome.PARTIAL))
