"""What the widget says: everything in both languages, nothing that is never said."""

import json
import re

import pytest
from playwright.sync_api import Browser

from api.widget.bundle import SOURCES, read

MODULES = read(SOURCES)
CODE = "".join(source for name, source in MODULES.items() if not name.startswith("words") and name != "styles")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def words(browser: Browser) -> dict[str, dict[str, str]]:
    """Give all words by language and key, as the widget has them."""
    page = browser.new_page()
    code = "".join(
        re.sub(r"^(?:import .*\n|export )", "", MODULES[name], flags=re.M) for name in ("words_panels", "words")
    )
    found: dict[str, dict[str, str]] = page.evaluate(f"() => {{ {code} return WORDS; }}")
    page.close()
    return found


def test_both_languages_have_the_same_words_with_the_same_values(words: dict[str, dict[str, str]]) -> None:
    assert words["de"].keys() == words["en"].keys()
    for key, text in words["de"].items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(words["en"][key])), key


def test_no_word_is_left_over(words: dict[str, dict[str, str]]) -> None:
    said = {key for key in words["de"] if f'"{key}"' in CODE}
    built = (*re.findall(r"`(\w+?_)\$\{", CODE), *(f"{kind}_" for kind in re.findall(r'wordOf\(ctx, "(\w+)"', CODE)))
    left = {key for key in words["de"] if not key.startswith(built)} - said
    assert {key for key in left if key.removesuffix("_one") not in said} == set()


def test_no_word_is_missing(words: dict[str, dict[str, str]]) -> None:
    said = set(re.findall(r'\bsay\("(\w+)"', CODE))
    assert said - words["de"].keys() == set()
    assert said


def test_a_module_of_words_never_overwrites_another() -> None:
    keys = [re.findall(r"^ {4}(\w+):", MODULES[name], flags=re.M) for name in ("words", "words_panels")]
    assert set(keys[0]) & set(keys[1]) == set()


def test_no_german_word_uses_special_characters_for_gender(words: dict[str, dict[str, str]]) -> None:
    assert re.findall(r"\w+[*:_/]innen|\w+[*:_/]in\b|\w+Innen\b", json.dumps(words["de"], ensure_ascii=False)) == []
