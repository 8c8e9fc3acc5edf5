"""What the close look at the best documents promises."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.german import stem
from knowledge.reranking import agreement, closeness, on_topic, pairs_of, pairs_within

OPEN, DATA, PORTAL = map(stem, ("offene", "daten", "portal"))
RARITY = {OPEN: 2.0, DATA: 3.0, PORTAL: 4.0}


def test_words_that_stand_together_count_more_than_the_same_words_apart() -> None:
    pairs = pairs_of("offene Daten", RARITY)
    together, apart = ["stadt", OPEN, DATA, *["x"] * 20], [OPEN, *["x"] * 20, DATA]
    assert closeness(pairs, together, 5.0) > closeness(pairs, apart, 5.0)


def test_a_question_of_one_word_has_nothing_to_stand_together() -> None:
    assert closeness(pairs_of("Rufbus", {"rufbus": 5.0}), ["rufbus"], 5.0) == 0.0


@given(st.lists(st.sampled_from([OPEN, DATA, PORTAL, "x"]), max_size=30))
def test_closeness_is_a_share(stems: list[str]) -> None:
    pairs = pairs_of("offene Daten im Portal", RARITY)
    total = sum(weight for _, _, weight in pairs)
    assert 0.0 <= closeness(pairs, stems, total) <= 1.0
    assert closeness(pairs_within(pairs, stems), stems, total) == closeness(pairs, stems, total)


def test_a_document_on_another_topic_than_the_best_ones_gains_less() -> None:
    agreed = agreement([(10.0, ["mobilitaet"]), (9.0, ["mobilitaet"]), (8.0, ["ki"])])
    assert on_topic(["mobilitaet"], agreed) > on_topic(["ki"], agreed) > on_topic(["bildung"], agreed) == 0.0


@given(st.lists(st.tuples(st.floats(0.1, 100), st.lists(st.sampled_from("abc"), max_size=3, unique=True)), max_size=8))
def test_agreement_is_a_share_whatever_the_topics(documents: list[tuple[float, list[str]]]) -> None:
    agreed = agreement(documents)
    assert all(0.0 <= share <= 1.0 for share in agreed.values())
    assert all(0.0 <= on_topic(topics, agreed) <= 1.0 for _, topics in documents)
