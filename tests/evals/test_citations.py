"""Citations: those that carry their statement, and statements that their passages support."""

from dataclasses import replace

import pytest

from assistant.messages import Statement
from evals.scores import scores
from tests.evals.replies import answered, statement

QUOTED = statement("Der Rufbus kostet 3 Euro.", 1)


def shares(*statements: Statement) -> tuple[float, ...]:
    found = scores([answered(*statements)])
    return tuple(found[m] for m in ("citation_precision", "faithfulness", "plain_support", "literal_support"))


@pytest.mark.parametrize(
    ("said", "precision", "faithful", "plain", "literal"),
    [
        (QUOTED, 1, 1, 1, 1),
        (statement("Landkreis Hof: Der Rufbus kostet 3 Euro.", 1), 1, 1, 1, 1),
        (statement("Ulm: Der Rufbus kostet 3 Euro.", 1), 0, 0, 1, 1),  # put into another town's mouth
        (statement("3 Euro kostet der Rufbus.", 1), 1, 1, 1, 0),
        (statement("3 Euro kostet der Rufbus nicht.", 1), 0, 0, 1, 0),  # what the plain rule cannot see
        (statement("Der Rufbus kostet 4 Euro.", 1), 0, 0, 0, 0),
        (statement("Der Rufbus begeistert alle Jugendlichen im Ort.", 1), 0, 0, 0, 0),
        (statement("Der Rufbus kostet 3 Euro.", 3), 0, 0, 0, 0),  # stands in another passage
        (statement("Der Rufbus kostet 3 Euro.", 9), 0, 0, 0, 0),  # no such source
    ],
)
def test_a_citation_is_worth_what_its_passage_says(
    said: Statement, precision: float, faithful: float, plain: float, literal: float
) -> None:
    assert shares(said) == (precision, faithful, plain, literal)


def test_a_citation_beside_a_supporting_one_that_says_nothing_of_it_counts_against_precision() -> None:
    precision, faithful, _, _ = shares(replace(QUOTED, citations=(1, 3)))
    assert (precision, faithful) == (0.5, 1.0)


def test_two_passages_that_support_a_statement_only_together_both_count() -> None:
    both = statement("Der Rufbus kostet 3 Euro, und im ersten Jahr fuhren 11.000 Fahrgäste mit.", 1, 2)
    assert shares(both)[:2] == (1.0, 1.0)
    assert shares(replace(both, citations=(1,)))[:2] == (0.0, 0.0)


def test_a_statement_without_citation_is_neither_covered_nor_supported() -> None:
    found = scores([answered(QUOTED, statement("Der Rufbus kostet 3 Euro."))])
    measures = ("citation_coverage", "citation_precision", "faithfulness", "plain_support", "literal_support")
    assert [found[measure] for measure in measures] == [0.5, 1.0, 0.5, 0.5, 0.5]


def test_a_passage_that_the_knowledge_does_not_have_supports_nothing() -> None:
    gone = replace(answered(QUOTED), passages={})
    found = scores([gone])
    assert [found[m] for m in ("citation_precision", "faithfulness", "plain_support")] == [0.0, 0.0, 0.0]
