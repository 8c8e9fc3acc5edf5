"""Every figure that people read has a name, a direction and a sentence."""

import re

from evals.labels import LABELS
from evals.scores import scores


def test_every_measure_has_a_label_and_every_label_a_measure() -> None:
    measures = scores([]).keys() - {"n", "intervals"}
    assert measures == LABELS.keys()


def test_every_label_reads_as_german_for_everybody() -> None:
    for label in LABELS.values():
        assert label.meaning.endswith(".")
        assert not re.search(r"\w[*:_]\w", label.meaning + label.text)
    assert len({label.text for label in LABELS.values()}) == len(LABELS)
