"""Which pages are documents depends on what they are, not on the order in which they were met."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ingest.web.kept import Line
from ingest.web.pages import State
from ingest.web.settling import settled

NAMES = [f"https://example.org/{letter}" for letter in "abcdefgh"]
lines = st.lists(
    st.builds(
        Line,
        address=st.sampled_from(NAMES),
        role=st.just("page"),
        state=st.sampled_from(State),
        target=st.sampled_from([*NAMES, ""]),
        digest=st.sampled_from(["1", "2", "3"]),
        reason=st.just(""),
        stood=st.booleans(),
    ),
    unique_by=lambda line: line.address,
)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(found: list[Line], shuffled: random.Random) -> None:
    mixed = list(found)
    shuffled.shuffle(mixed)
    assert settled(mixed) == settled(found)


@given(lines)
def test_nothing_is_two_things_at_once_and_equal_content_stands_once(found: list[Line]) -> None:
    done = settled(found)
    assert not done.standing & (done.gone | done.unclear.keys())
    assert not done.gone & done.unclear.keys()
    had = [line.digest for line in found if line.address in done.standing and line.state is not State.KEPT]
    assert len(had) == len(set(had))


@given(lines)
def test_a_page_is_only_dropped_for_another_that_stays(found: list[Line]) -> None:
    done, by_address = settled(found), {line.address: line for line in found}
    for line in found:
        if line.state is State.PAGE and line.address not in done.standing:
            twins = [one for one in done.standing if by_address[one].digest == line.digest]
            assert twins
            assert min(twins) < line.address


def test_a_chain_without_end_is_a_circle() -> None:
    chain = [Line(f"/{n:02}", "page", State.MOVED, f"/{n + 1:02}", "", "", False) for n in range(40)]
    assert "/00" in settled(chain).unclear
