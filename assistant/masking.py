"""Takes personal data out of a text before it is logged, sent to a model or exported; knows no language model.

What names a person or leads to one goes: addresses of mail and houses, telephone, bank account, tax and insurance
numbers, names after a title or in a signature. The numbers of the field stay: inhabitants, euros, years, laws,
postcodes.
"""

import re
from collections.abc import Callable

from assistant.identifiers import is_iban, is_insurance_number, is_tax_id

_NAME = r"(?:[A-ZÄÖÜ]\.|[A-ZÄÖÜ][\wäöüßç'’]+(?:-[A-ZÄÖÜ][\w'’]+)*)"
_NOBLE = r"(?:(?:von|van|zu|de|di|al|el)(?: der| dem| den)? )?"
_TITLE = r"(?:(?:Prof|Dr|Dipl|Mag|Ing|rer|nat|med|jur|phil|h\.?\s?c)\.?(?:-Ing\.?)?\s+)"
_PERSON = rf"(?P<name>{_NOBLE}{_NAME}(?: {_NOBLE}{_NAME})?)"
_CLOSING = r"(?i:\b(?:gr(?:ü|ue)(?:ß|ss)en?|mfg|[vl]g|regards|sincerely))\b,?[ \t]*\n?[ \t]*"
_STREET = r"(?:stra(?:ß|ss)e|str\.|weg|gasse|allee|platz|ring|ufer|damm|chaussee|steig|pfad|markt|hof|graben|wall)"
_CITY = r"(?:,?\s+\d{5}\s+[A-ZÄÖÜ][\wäöüß-]+(?: (?:a\.|am|an der|im|in|bei|ob der|vor der) ?[A-ZÄÖÜ][\wäöüß-]+)?)"
_TOWN_OR_STREET = r"[A-ZÄÖÜ][\w.äöüß]*(?:-[A-ZÄÖÜ][\w.äöüß]*)*"
_NO_NAMES = frozenset(  # words with a capital that follow "Frau" or "Herr" without being a name
    "der die das des im in am an und oder bürgermeister bürgermeisterin oberbürgermeister landrat landrätin".split()
)

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def masked(text: str) -> str:
    """Return the text with a word in brackets for each piece of personal data; masking twice changes nothing more.

    >>> masked("Frau Dr. Eva Lang, Tel. 0561 787-1, fragt für 8.000 Einwohner.")
    'Frau [Name], Tel. [Telefon], fragt für 8.000 Einwohner.'
    >>> masked("Der Zuschuss von 2019 betrug 3.400.000 Euro.")
    'Der Zuschuss von 2019 betrug 3.400.000 Euro.'
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _if(valid: Callable[[str], bool], word: str) -> Callable[[re.Match[str]], str]:
    return lambda found: word if valid(found[0]) else found[0]


def _iban(found: re.Match[str]) -> str:
    """Return the words behind an account number as they stand: the pattern cannot tell where it ends."""
    words = found[0].split(" ")
    for end in range(len(words), 0, -1):
        if is_iban("".join(words[:end])):
            return " ".join(["[IBAN]", *words[end:]])
    return found[0]


def _named(found: re.Match[str]) -> str:
    return found[0] if found["name"].split()[0].lower() in _NO_NAMES else f"{found['lead']}[Name]"


_RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "[E-Mail]"),
        (r"\b[a-zA-Z]{2}\d{2}(?: ?[a-zA-Z0-9]{4}){2,7}(?: ?[a-zA-Z0-9]{1,3})?\b", _iban),
        (r"\b\d{2} ?\d{6} ?[A-Za-z] ?\d{3}\b", _if(is_insurance_number, "[Versicherungsnummer]")),
        (r"(?<![\d.,])\d{2} ?\d{3} ?\d{3} ?\d{3}(?![\d.,]*\d)", _if(is_tax_id, "[Steuer-ID]")),
        (r"(?i)(\bgeb(?:oren|\.)?(?: am)?:?\s+)\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})\b", r"\1[Geburtsdatum]"),
        (
            r"(?<![\w.,/])(?:\+\d{2}|00\d{2}|0)(?=(?:[ ()/-]*\d){5})[ ()/-]*(?:\d+|\(\d+\))(?:[ ()/-]+\d+)+"
            r"(?![\w.]*\d)",
            "[Telefon]",
        ),
        (r"(?<![\w.,])(?:\+\d{9,14}|0\d{9,12})(?![\w.]*\d)", "[Telefon]"),
        (r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2} ?\d{1,4}[EH]?(?![\w-])", "[Kennzeichen]"),
        (
            rf"(?:\b(?:Am|Im|An der|Auf der|Zum|Zur) )?(?<![\w-])(?:{_TOWN_OR_STREET}[ -]?)?(?i:{_STREET})"
            rf" \d{{1,3}} ?[a-z]?\b{_CITY}?",
            "[Adresse]",
        ),
        (rf"(?P<lead>\b(?:Frau|Herrn?|Mrs\.|Mr\.|Ms\.) ){_TITLE}*{_PERSON}", _named),
        (rf"\b{_TITLE}+{_PERSON}", "[Name]"),
        (rf"(?i:(?P<lead>\b(?:mein name ist|ich hei(?:ß|ss)e|my name is) )){_PERSON}", _named),
        (rf"(?P<lead>\bAnsprech(?:partner|partnerin|person): ){_TITLE}*{_PERSON}", _named),
        (rf"(?P<lead>{_CLOSING}){_TITLE}*{_PERSON}[ \t]*(?=\n|$)", _named),
    )
)
