"""What a sentence says, taken apart once per passage; and what of it is new beside a question. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.documents import Passage, Sentence
from knowledge.figures import figures
from knowledge.german import content_words, stem
from knowledge.matching import Words, words_of

KEPT = 800  # passages; about 40 kB each; the starter knowledge has 655
TITLE = 12  # words; a longer opening of a numbered item is no title
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_BEFORE_NOUN = re.compile(
    r"(der|die|das|den|dem|des|[dms]?ein\w{0,2}|kein\w{0,2}|ihr\w{0,2}|diese\w?|jede\w?|im|am|zum|zur|vom|beim|ins"
    r"|\w{3,}(e|en|er|es|em))\b"
)
_LEANS_BACK = re.compile(
    r"(?:[Ee]r|[Ss]ie|[Dd]ies\w{0,2}|[Dd]ort|[Dd]abei|[Dd]amit|[Dd]anach|[Dd]araus|[Dd]azu|[Dd]afür|[Dd]avon|[Dd]arin"
    r"|[Dd]arüber|[Dd]aher|[Dd]eshalb|[Aa]ber|[Aa]llerdings|[Ss]tattdessen|[Bb]eides?|[Ii]hr\w{0,2}|[Ss]ein\w{0,2}"
    r"|[Aa]uch|[Aa]ußerdem|[Zz]udem|[Ww]eitere[rs]?|(?:[Zz]wei|[Dd]rit|[Vv]ier)te[rs]?|[Ss]olche\w?"
    r"|[Ll]etzter\w{1,2}|[Ee]s(?! (?:gibt|gab|braucht|geht|ging|fehl|lohnt|gilt|galt|kommt|kam))"
    r"|[Dd]as(?= [a-zäöü])"  # "Das half", not "Das Rathaus"
    r"|(?:\w+ ){1,3}(?:dort|dagegen|dafür))\b"  # "Das Land zahlt dort"
)
NUMBERED = re.compile(r"(\d{1,2})\. ")  # the mark of a numbered item
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}\.) ")
_COUNT = re.compile(r"\d|\b(?:ein\w*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)\b")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence taken apart; `order` gives the places of each stem, `counted` the stems right after a count."""

    text: str
    words: Words
    order: dict[str, int]
    figures: frozenset[str]
    names: frozenset[str]
    counted: frozenset[str]
    size: int  # in words
    leans: bool = False  # on the sentence before: "Sie", "Dabei", "Diese Stadt"
    in_item: bool = False  # stands in an item of a list, whose sentences belong together


@lru_cache(maxsize=KEPT)
def analysed(passage: Passage) -> tuple[tuple[Sentence, Analysis], ...]:
    """Return the passage's sentences, each taken apart, in order; a numbered item's title makes one with the next."""
    found = []
    for sentence in _with_titles_joined(passage):
        said = analyse_sentence(passage.text[sentence.start : sentence.end])
        mark = line_before(passage.text, sentence.start)
        leans = any(letter.isalpha() for letter in mark) and bool(_LEANS_BACK.match(said.text))
        found.append((sentence, replace(said, leans=leans, in_item=bool(_ITEM.match(mark)))))
    return tuple(found)


def _with_titles_joined(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences; "2. Betriebsmodell wählen." says little without "Eigenes Netz heißt …", so they are one."""
    title: Sentence | None = None
    for sentence in passage.sentences:
        if title is not None:
            yield Sentence(title.start, sentence.end, tuple(dict.fromkeys([*title.origins, *sentence.origins])))
            title = None
        elif _titles(passage.text, sentence):
            title = sentence
        else:
            yield sentence


def _titles(text: str, sentence: Sentence) -> bool:
    numbered = NUMBERED.fullmatch(line_before(text, sentence.start))
    goes_on = text[sentence.end : sentence.end + 1] == " "
    return numbered is not None and goes_on and len(text[sentence.start : sentence.end].split()) < TITLE


def analyse_sentence(text: str) -> Analysis:
    """Return a sentence taken apart, without its surroundings."""
    tokens = _TOKEN.findall(text)
    order: dict[str, int] = {}
    for place, word in enumerate(content_words(text)):
        order.setdefault(stem(word), place)
    return Analysis(text, words_of(text), order, figures(text), _names(tokens), _counted(tokens), len(text.split()))


def line_before(text: str, start: int) -> str:
    """Return what stands before `start` in its line: a list mark, earlier sentences, or nothing."""
    return text[text.rfind("\n", 0, start) + 1 : start]


def _names(tokens: list[str]) -> frozenset[str]:
    """Return the stems of capitalised words that look like names: beside another one, or without an article."""
    found = set()
    for before, word, after in zip(tokens, tokens[1:], [*tokens[2:], ""], strict=False):
        beside = after[:1].isupper() or before[:1].isupper()
        if word[:1].isupper() and (beside or not _BEFORE_NOUN.fullmatch(before.lower())):
            found.add(stem(word.lower()))
    return frozenset(found)


def _counted(tokens: list[str]) -> frozenset[str]:
    """Return the stems of the words that follow a count within four words: the panthers in "drei junge Panther"."""
    found = set()
    for place, word in enumerate(tokens):
        if word[:1].isupper() and any(_COUNT.match(token.lower()) for token in tokens[max(0, place - 4) : place]):
            found.add(stem(word.lower()))
    return frozenset(found)
