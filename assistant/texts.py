"""What the assistant says in its own words. States no facts of the knowledge."""

import zlib
from string import Template

from assistant import texts_de, texts_en, texts_other

_BY_LANGUAGE = {"de": texts_de.TEXTS, "en": texts_en.TEXTS}


def say(name: str, language: str, variant: str = "", **values: str) -> str:
    """Return the text `name` in `language`; English when it does not exist in it.

    `variant` is the message that is answered: the same message always gets the same of several wordings, and "" the
    first one. Raises KeyError when a value is missing.

    >>> say("language", "fr")
    "Je comprends l'allemand et l'anglais. Merci de poser votre question dans l'une de ces langues."
    """
    if name == "language" and language in texts_other.TEXTS:
        return texts_other.TEXTS[language]
    wordings = _BY_LANGUAGE.get(language, texts_en.TEXTS)[name]
    chosen = zlib.crc32(variant.encode("utf-8")) % len(wordings) if variant else 0  # hash() differs per process
    return Template(wordings[chosen]).substitute(values)
