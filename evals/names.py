"""The codes behind what advisors call a state, a kind of municipality, a phase or an outcome, in German. Pure.

Each function raises ValueError with the reason, German, when it does not know the word.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from assistant.messages import Outcome
from evals.cells import text_of
from evals.headings import plain
from evals.outcomes import NOT_ANSWERED, outcomes_of
from ingest.read.grids import Value
from knowledge.documents import STATE_NAMES
from knowledge.profile import PHASE_NAMES, TYPE_NAMES


def _by_name(names: Mapping[str, str], others: str, what: str) -> Callable[[Value], str | None]:
    """Return a function that finds the code of a name; `others` are further names as "name=code"."""
    further = dict(pair.split("=") for pair in others.split(", "))
    codes = {plain(name): code for code, name in names.items()} | {plain(code): code for code in names}
    codes |= {plain(name): code for name, code in further.items()}

    def code_of(value: Value) -> str | None:
        text = text_of(value)
        if text is None:
            return None
        tried = (plain(text), plain(re.sub(r"\(.*?\)", "", text)))
        if found := next((codes[name] for name in tried if name in codes), None):
            return found
        raise ValueError(f"„{text}“ ist {what}")

    return code_of


state_of = _by_name(
    STATE_NAMES,
    "NRW=NW, RLP=RP, BaWü=BW, Meck-Pomm=MV, LSA=ST, NDS=NI, Freistaat Bayern=BY, Freistaat Sachsen=SN, "
    "Freistaat Thüringen=TH, Freie Hansestadt Bremen=HB, Freie und Hansestadt Hamburg=HH, Bavaria=BY, Hesse=HE, "
    "Lower Saxony=NI, North Rhine-Westphalia=NW, Rhineland-Palatinate=RP, Saxony=SN, Saxony-Anhalt=ST, Thuringia=TH, "
    "Mecklenburg-Western Pomerania=MV",
    "kein Land, zum Beispiel Hessen oder HE",
)
type_of = _by_name(
    {str(code): name for code, name in TYPE_NAMES.items()},
    "Kreis=landkreis, Amt=verbandsgemeinde, Samtgemeinde=verbandsgemeinde, Verwaltungsgemeinschaft=verbandsgemeinde",
    f"keine Art von Kommune: {', '.join(TYPE_NAMES.values())}",
)
phase_of = _by_name(
    {str(code): name for code, name in PHASE_NAMES.items()},
    "laufender Betrieb=betrieb, Auswertung=evaluation",
    f"keine Phase: {', '.join(PHASE_NAMES.values())}",
)

_GROUPS = {  # how the words for a group of outcomes begin, and what it is when nothing follows
    "handoff": ("Übergabe, Weitergabe, Weiterleitung, handoff", "handoff.*"),
    "declined": ("Ablehnung, abgelehnt, abgewiesen, declined", "declined.*"),
}
_REASONS = {
    "handoff": {
        Outcome.HANDOFF_ASKED_FOR: "auf Wunsch, Wunsch, gewünscht, an Menschen gewünscht",
        Outcome.HANDOFF_LEGAL: "Recht, Rechtsfrage, rechtliche Bewertung",
        Outcome.HANDOFF_PROCUREMENT: "Vergabe, Vergaberecht, Beschaffung",
        Outcome.HANDOFF_DATA_PROTECTION: "Datenschutz",
        Outcome.HANDOFF_NO_EVIDENCE: "keine Belege, kein Beleg, ohne Beleg, keine Quelle, nichts gefunden",
        Outcome.HANDOFF_NOT_SUPPORTED: "nicht gestützt, nicht belegt",
        Outcome.HANDOFF_DISSATISFIED: "unzufrieden, zweimal unzufrieden",
        Outcome.HANDOFF_WITH_PERSON: "liegt bei einer Person, bei einer Person",
    },
    "declined": {
        Outcome.DECLINED_SMALLTALK: "Gruß, Begrüßung, Smalltalk, Plauderei",
        Outcome.DECLINED_ABOUT: "über Lotse, Frage zum Lotsen, Selbstauskunft",
        Outcome.DECLINED_PROFILE: "Profil, Angabe zur Kommune",
        Outcome.DECLINED_CITIZEN_SERVICE: "Bürgerservice, Bürgerdienst, Bürgeranliegen",
        Outcome.DECLINED_EMERGENCY: "Notfall, Notruf",
        Outcome.DECLINED_POLITICS: "Politik, politisch",
        Outcome.DECLINED_ABUSE: "Beleidigung, Beschimpfung",
        Outcome.DECLINED_ATTACK: "Angriff, Manipulation, Manipulationsversuch",
        Outcome.DECLINED_NONSENSE: "Unsinn, unverständlich",
        Outcome.DECLINED_OFF_TOPIC: "themenfremd, fachfremd, anderes Thema, falsches Thema, nicht zuständig",
        Outcome.DECLINED_LANGUAGE: "andere Sprache, Fremdsprache, Sprache",
    },
}
_ENDINGS = {
    Outcome.ANSWERED: "beantwortet, voll beantwortet, vollständig beantwortet, ganz beantwortet, Antwort",
    Outcome.PARTIAL: "teilweise, teilweise beantwortet, zum Teil beantwortet, teils, Teilantwort, partial",
    "answered*": "beantwortet oder teilweise, beantwortet oder teilweise beantwortet, beantwortbar, "
                 "ganz oder teilweise, ganz oder teilweise beantwortet, mindestens teilweise",
    NOT_ANSWERED: "nicht beantwortet, unbeantwortet, nicht beantworten, nicht beantwortbar, keine Antwort",
    Outcome.CLARIFY: "Rückfrage, Nachfrage, nachfragen, rückfragen",
}  # fmt: skip


def _expected_words() -> Iterator[tuple[str, str]]:
    """Yield (words, outcome): those that stand alone, and each group with and without a reason behind it."""
    for ending, words in _ENDINGS.items():
        yield from ((word, str(ending)) for word in words.split(", "))
    for group, (beginnings, whole) in _GROUPS.items():
        for beginning in beginnings.split(", "):
            yield beginning, whole
            for outcome, words in _REASONS[group].items():
                yield from ((f"{beginning} {word}", str(outcome)) for word in words.split(", "))


_EXPECTED = {plain(words): outcome for words, outcome in _expected_words()}


def expected_of(value: Value) -> str | None:
    """Return the outcome that a cell expects, in the words of question sets or in German.

    >>> expected_of("teilweise"), expected_of("Übergabe: Recht"), expected_of("handoff.*"), expected_of("Rückfrage")
    ('answered.partial', 'handoff.legal', 'handoff.*', 'clarify')
    """
    text = text_of(value)
    if text is None or outcomes_of(text):
        return text
    if found := _EXPECTED.get(plain(text)):
        return found
    known = "beantwortet, teilweise, nicht beantwortet, Rückfrage, Übergabe, Ablehnung"
    raise ValueError(f"„{text}“ ist kein Ausgang, den es gibt: {known}")
