"""What the routes look at in a message: folded wording, who speaks, what is asked. Knows no route."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.german import clean, stems_of
from knowledge.sentences import spans
from knowledge.vocabulary import starter

_BASE_LETTERS = str.maketrans("äöüéèêáàâçñß", "aoueeeaaacns")
_TRANSCRIBED = re.compile(r"ae|oe|(?<![qaeä])ue")
_SPELT_OUT = re.compile(r"(?<!\w)(?:\w[ .\-_]){3,}\w(?!\w)")  # "I g n o r e", a way around word lists
_NOT_SPACED = re.compile(r"[ .\-_]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return lower-case text in which umlauts, their transcriptions and their omission are all the same.

    >>> fold("Dürfen"), fold("Duerfen"), fold("DURFEN"), fold("Straße") == fold("STRASSE")
    ('durfen', 'durfen', 'durfen', True)
    """
    lowered = _fold(clean(text).replace("ß", "ss").lower().replace("’", "'"))
    return _SPELT_OUT.sub(lambda found: _NOT_SPACED.sub("", found.group()), lowered)


def _fold(text: str) -> str:
    return _TRANSCRIBED.sub(lambda found: found.group()[0], text.translate(_BASE_LETTERS))


def cue(*patterns: str) -> Callable[[str], bool]:
    """Return a test for folded text; the patterns are written in lower case with umlauts.

    >>> hears = cue(r"dürfen wir", r"müssen wir")
    >>> hears(fold("Muessen wir das?")), hears(fold("Ein Musterwirt"))
    (True, False)
    """
    found = re.compile("|".join(_fold(pattern.replace("ß", "ss")) for pattern in patterns)).search
    return lambda folded: found(folded) is not None


_PERSONAL = cue(r"\b(ich|mir|mich|mein(e|en|em|er|es)?|i|my|me)\b")
_ROLE = (
    r"(bürgermeister|ortsvorsteher|landrat|kämmerer|kämmerin|leiter|ratsmitglied|beauftragt|manager|verwaltung"
    r"|rathaus|\w*amt\b|\w*rat\b)"
)
_MUNICIPAL = cue(
    r"\b(wir|uns|unser\w*|we|our|us)\b",
    r"\bals (kommune|gemeinde|stadt|kreis|verwaltung|bürgermeister\w*|kämmerer\w*|landrat)",
    r"\b(ich (bin|arbeite|leite|betreue)|als) .{0,40}" + _ROLE,
    r"kommune|gemeinde(?!bücherei)|\bstädte|\blandkreis|verwaltung|\brathäuser|municipal|town hall|\bcouncil"
    r"|\btowns\b",
)
_PLANNING = cue(
    r"einführ|einzuführ|führ(en|t|st) .*\bein\b|umsetz|umzusetz|anbiet(?!er)|anzubieten|angeboten|digitalisier"
    r"|nachnutz|nutzt man",
    r"ermöglich|erfahrung|beispiel|vorbild|bewährt|and(e)?re(n|r)? (kommunen|städte|gemeinden|kreise|orte|dörfer)",
    r"anderswo|konzept|strategie|projekt|förder|pilot|\bplan(en|t|ung)\b|\bbetrieb(en)?\b|lohnt|einwohner"
    r"|erklärt man",
    r"\befa\b|\bozg\b|\bwer (hat|nutzt|macht|betreibt)|welche (kommune|stadt|städte|gemeinde|kreise|landkreise)",
    r"experience|funding|roll ?out|introduc|implement|other (towns|cities|municipal)|elsewhere|formular|bereitstell",
)
_OPEN = cue(
    r"(^|[.!?:;,–-] ?|\bund |\bdie frage,? )(wie|welche\w*|was|worauf|womit|woran|wofür|warum|wieso|wann|wo"
    r"|woher|wer|wem|wen|how|which|what|where|who|why|when)\b"
)
_DIGITAL = cue(
    r"digital|online|elektronisch|smart|\bapp\b|software|portal|plattform|internet|chatbot|sensor|computer|automat"
)
_BOT = cue(r"\b(du|dich|dir|dein(e|en|em|er|es)?|you|your|bot|chatbot|assistent|assistant|lotse)\b")


@dataclass(frozen=True)
class Said:
    """A message with what the routes ask about it."""

    text: str
    folded: str
    words: tuple[str, ...]  # folded
    sentences: tuple[str, ...]  # folded
    personal: bool  # the own person is the subject
    municipal: bool  # a municipality is the subject
    planning: bool  # about introducing, running or comparing something
    open: bool  # asks how, which, what: for orientation rather than for yes or no
    digital: bool
    bot: bool  # the assistant is addressed as such

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The concepts of the field that are named."""
        return tuple(concept.term for concept, _ in starter().named_in(stems_of(self.text)))


@lru_cache(maxsize=16)  # one message is listened to twice; more would keep what people wrote
def listen(text: str) -> Said:
    """Return the features of a message.

    >>> said = listen("Wie führen wir den Personalausweis online ein?")
    >>> said.municipal, said.planning, said.open, said.personal
    (True, True, True, False)
    """
    folded = fold(text)
    return Said(
        clean(text),
        folded,
        tuple(_WORD.findall(folded)),
        tuple(fold(text[start:end]) for start, end in spans(text)),
        personal=_PERSONAL(folded),
        municipal=_MUNICIPAL(folded),
        planning=_PLANNING(folded),
        open=_OPEN(folded),
        digital=_DIGITAL(folded),
        bot=_BOT(folded),
    )
