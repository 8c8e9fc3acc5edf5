"""German names of outcomes and groups, as advisors read them."""

from collections.abc import Callable, Mapping

from assistant.messages import Outcome
from evals.outcomes import NOT_ANSWERED, QUESTION
from knowledge.documents import STATE_NAMES

_OUTCOMES: Mapping[str, str] = {
    Outcome.ANSWERED: "beantwortet",
    Outcome.PARTIAL: "in Teilen beantwortet",
    Outcome.CLARIFY: "zurückgefragt",
    Outcome.DECLINED_SMALLTALK: "Gruß erwidert",
    Outcome.DECLINED_ABOUT: "sich selbst vorgestellt",
    Outcome.DECLINED_PROFILE: "Angabe zur Kommune notiert",
    Outcome.DECLINED_CITIZEN_SERVICE: "an Bürgerservice verwiesen",
    Outcome.DECLINED_EMERGENCY: "an den Notruf verwiesen",
    Outcome.DECLINED_POLITICS: "abgelehnt: Politik",
    Outcome.DECLINED_ABUSE: "abgelehnt: Beleidigung",
    Outcome.DECLINED_ATTACK: "abgelehnt: Steuerungsversuch",
    Outcome.DECLINED_NONSENSE: "abgelehnt: unverständlich",
    Outcome.DECLINED_OFF_TOPIC: "abgelehnt: anderes Thema",
    Outcome.DECLINED_LANGUAGE: "abgelehnt: andere Sprache",
    Outcome.HANDOFF_ASKED_FOR: "übergeben: gewünscht",
    Outcome.HANDOFF_LEGAL: "übergeben: Rechtsrat",
    Outcome.HANDOFF_PROCUREMENT: "übergeben: Vergabe",
    Outcome.HANDOFF_DATA_PROTECTION: "übergeben: Datenschutz",
    Outcome.HANDOFF_NO_EVIDENCE: "übergeben: nichts gefunden",
    Outcome.HANDOFF_NOT_SUPPORTED: "übergeben: nicht belegt",
    Outcome.HANDOFF_DISSATISFIED: "übergeben: zweimal unzufrieden",
    Outcome.HANDOFF_WITH_PERSON: "liegt bei einer Person",
    Outcome.FAILED_SEARCH: "gestört: Suche",
    Outcome.FAILED_HANDOFF: "gestört: Übergabe",
    NOT_ANSWERED: "nicht ohne Vorbehalt beantwortet",
    QUESTION: "als Fachfrage nachgesehen",
    "answered*": "ganz oder in Teilen beantwortet",
    "clarify*": "zurückgefragt",
    "declined*": "abgelehnt oder verwiesen",
    "handoff*": "an einen Menschen übergeben",
    "failed*": "gestört",
}


def outcome_text(outcome: str | None) -> str:
    """Return an outcome, or an expected one, in German; one without a name here as it is.

    >>> outcome_text("answered.partial"), outcome_text("handoff.*"), outcome_text(None)
    ('in Teilen beantwortet', 'an einen Menschen übergeben', 'keine Angabe')
    """
    if outcome is None:
        return "keine Angabe"
    return _OUTCOMES.get(outcome) or _OUTCOMES.get(outcome.replace(".*", "*"), outcome)


TUNED: Mapping[str, str] = {
    "tuned": "ja: an diesen Fragen wurde eingestellt",
    "untuned": "nein: diese Fragen blieben unberührt",
    "partly": "teils, oder Werte wurden beobachtet",
    "unknown": "nicht verzeichnet",
}
GROUPS: Mapping[str, tuple[str, str, Callable[[str], str]]] = {
    "tuned": ("Abgestimmt oder unberührt", "Wurde Lotse an diesen Fragen eingestellt?", lambda name: TUNED[name]),
    "per_set": ("Nach Fragensatz", "Fragensatz", str),
    "per_class": ("Nach Art der Frage", "Art der Frage", str),
    "per_state": ("Nach Land", "Land der fragenden Kommune", lambda name: STATE_NAMES.get(name, name)),
    "per_size": ("Nach Größe", "Einwohner der fragenden Kommune", str),
}  # group -> heading, column, and how one of its names is written
