"""What has ended is said in the same words wherever a source is named: answers, letters, plans in every format."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from api.export.formats import FORMATS
from api.export.letter_formats import LETTER_FORMATS, LetterFormat
from api.export.letter_page import LetterPage, LetterPart
from api.templating import TEMPLATES
from assistant.people.cited import CitedSource, decoded, encoded
from knowledge.freshness import doubt
from tests.api.test_exports import PLAN

SAID = doubt(True, "2025-12-31")
SOURCE = CitedSource(
    1, "ruf", "ruf~1", "funding", "Ruf aufs Land", "", "Land", "https://example.org/ruf", "2025-06", True,
    "Das Land zahlt.", "", ended_on="2025-12-31",
)  # fmt: skip
LETTER = LetterPage((LetterPart("Wer zahlt?", "Das Land zahlt. [1]"),), (SOURCE,))


def shown(data: bytes) -> str:
    """Return what a file says: the text of Word, the unfolded lines of a calendar."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("word/document.xml").decode()
    return data.decode("utf-8-sig").replace("\r\n ", "").replace("\\,", ",").replace("\\.", ".")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_a_plan_says_which_of_its_sources_has_ended(name: str) -> None:
    ended = replace(PLAN, sources=(*PLAN.sources[:2], replace(PLAN.sources[2], ended_on="2025-12-31")))
    assert f"Stand 2019, {SAID}" in shown(FORMATS[name].write(ended, None))  # type: ignore[index]
    assert "Stand 2019, möglicherweise veraltet" in shown(FORMATS[name].write(PLAN, None))  # type: ignore[index]


@pytest.mark.parametrize("name", LETTER_FORMATS)
def test_a_letter_says_which_of_its_sources_has_ended(name: LetterFormat) -> None:
    assert f"Stand Juni 2025, {SAID}" in shown(LETTER_FORMATS[name].write(LETTER, date(2026, 1, 2)))


def test_a_draft_keeps_it_and_one_from_before_knows_nothing_of_it() -> None:
    assert decoded(encoded([SOURCE])) == (SOURCE,)
    (before,) = decoded(encoded([SOURCE]).replace(',"ended_on":"2025-12-31"', ""))
    assert (before.ended_on, before.doubt) == (None, "möglicherweise veraltet")


def test_the_page_of_a_released_answer_says_it() -> None:
    page = TEMPLATES.from_string('{% import "cited.html" as cited %}{{ cited.answer(lines, sources, kinds) }}')
    assert f"<strong>{SAID}</strong>" in page.render(lines=[], sources=[SOURCE], kinds={})
