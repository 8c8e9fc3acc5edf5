"""What an asker tells of the own municipality, to be kept, corrected or forgotten.

Shy: a place that is merely asked about is not the asker's, and a name that several places bear is asked back.
"""

import re
from dataclasses import dataclass, field, replace

from assistant.conversation.own_words import OwnWords, own_words
from assistant.messages import Question
from knowledge.documents import Phase
from knowledge.places import Gazetteer, Mention, Place
from knowledge.profile import Profile

GEMEINDE_UP_TO = 20_000  # inhabitants; above, "Gemeinde" is said of any municipality
_FORGET = re.compile(
    r"^\W*((bitte|hallo|please|nein)\W+)*(vergiss|vergessen sie|lösch\w*|entfern\w*|streich\w*|verwirf|verwerfen|forget"
    r"|delete|clear|reset|setz\w*)\b(?=.*\b(mein\w*|unser\w*|my|our|das profil|die angaben|alles)\b)"
    r"|\b(können|könnten|kannst|würden) (sie|du)\b.*\b(mein|unser)\w* (angaben|profil|einwohnerzahl|daten)\b.*"
    r"(vergess|lösch|entfern)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(angaben?|profil\w*|einwohnerzahl|daten|kommune|gemeinde|stadt|alles|details?|profile|data)\b", re.IGNORECASE
)
_FORGET_WORDS = 12  # a longer message has more to say
_CLAUSE = re.compile(r"(?<=[.!?;:,])\s+")
_WE = re.compile(r"\b(wir|uns|unser\w*|we|our)\b", re.IGNORECASE)
_PHASE_WORDS: dict[Phase, str] = {
    "betrieb": r"\bläuft( bei uns)? (schon|bereits|seit)\b|\b(im|in den) regelbetrieb\b|\bis already (running|live)\b",
    "umsetzung": r"\b(mitten )?in der umsetzung\b|\bsetzen\b.*\b(gerade|derzeit|aktuell)\b.*\bum\b",
    "strategie": r"\b(schreiben|erarbeiten|erstellen|entwickeln|arbeiten an)\b.{0,40}\b\w*(strategie|strategy)\b"
    r"|\b(writing|drafting)\b.{0,20}\bstrategy\b",
    "orientierung": r"\b(ganz|noch|erst) am anfang\b|\bfangen\b.{0,12}\b(gerade|jetzt)( erst)? an\b"
    r"|\bhaben noch (gar )?nichts\b|\bjust (starting|getting started)\b",
}
_PHASES = tuple((phase, re.compile(pattern, re.IGNORECASE)) for phase, pattern in _PHASE_WORDS.items())


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of the asker.

    `place` is the own municipality by name; `candidates` are the places it may be when the name is ambiguous;
    `only` says that the message asks nothing.
    """

    profile: Profile = field(default_factory=Profile)
    place: str | None = None
    candidates: tuple[Place, ...] = ()
    forget: bool = False
    only: bool = False


def told(text: str, places: Gazetteer, known: Profile = Profile(), clarified: str | None = None) -> Told:
    """Return what a message tells of the asker's own municipality.

    `known` settles an ambiguous name. `clarified` is the message that was asked back, so that "Hessen" can answer it.

    >>> places = Gazetteer([("Hof", Place("Hof", "BY", 46_000)), ("Bayern", Place("Bayern", "BY"))])
    >>> told("Wir sind eine Gemeinde mit 8.000 Einwohnern in Bayern.", places).profile
    Profile(state='BY', population=8000, type='landgemeinde', phase=None)
    >>> told("Was hat Hof mit dem Rufbus erreicht?", places).profile == Profile()
    True
    """
    if _forgets(text):
        return Told(forget=True, only=True)
    answered = _answered(text, places, clarified) if clarified else None
    if answered:
        return answered
    phase, rest = _phase_in(text)
    said = own_words(rest, places)
    home = _home(rest, said, known)
    profile = replace(home.profile, phase=phase)
    found = bool(profile != Profile() or home.candidates)
    return replace(home, profile=profile, only=found and not said.rest and "?" not in text)


def merged(profile: Profile, new: Told) -> Profile:
    """Return the profile with what was told: new parts replace old ones; nothing is left of it after "vergiss".

    >>> merged(Profile("HE", 8000), Told(Profile(state="BY")))
    Profile(state='BY', population=8000, type=None, phase=None)
    """
    if new.forget:
        return Profile()
    part = new.profile
    return Profile(
        part.state or profile.state,
        part.population or profile.population,
        part.type or profile.type,
        part.phase or profile.phase,
    )


def known_before(profile: Profile, question: Question) -> Profile:
    """Return the profile of a conversation with what a question tells and takes back beside its words.

    >>> known_before(Profile("HE", 8000), Question("Hallo", Profile(population=9000), forgotten=frozenset({"state"})))
    Profile(state=None, population=9000, type=None, phase=None)
    """
    kept = replace(profile, **dict.fromkeys(question.forgotten))
    return merged(kept, Told(question.profile))


def _forgets(text: str) -> bool:
    return len(text.split()) <= _FORGET_WORDS and bool(_FORGET.search(text) and _KEPT.search(text))


def _phase_in(text: str) -> tuple[Phase | None, str]:
    """Return the phase that a statement (not a question) plainly tells, and the text without that clause."""
    for clause in _CLAUSE.split(text):
        for phase, pattern in _PHASES:
            if pattern.search(clause) and not clause.endswith("?") and (phase == "betrieb" or _WE.search(clause)):
                return phase, text.replace(clause, " ")
    return None, text


def _home(text: str, said: OwnWords, known: Profile) -> Told:
    """Return the municipality that was named, as far as its name is not ambiguous."""
    states = {place.state for mention in said.mentions if mention.is_state for place in mention.bearers}
    named = next((mention for mention in said.mentions if not mention.is_state), None)
    kind = said.type if said.type != "landgemeinde" or (said.population or 0) <= GEMEINDE_UP_TO else None
    state = next(iter(states)) if len(states) == 1 else None
    own = Profile(state, said.population, kind)
    if named is None:
        return Told(own)
    rivals = tuple(place for place in named.rivals if place.state == (state or place.state))
    if state is None and len({place.state for place in rivals}) > 1:
        rivals = tuple(place for place in rivals if place.state == known.state) or rivals
    if len({place.state for place in rivals}) != 1:
        return Told(own, candidates=rivals)
    if len(rivals) > 1 or _lies_within(text, named):
        return Told(replace(own, state=rivals[0].state))
    home = rivals[0]
    return Told(Profile(home.state, own.population or home.population, own.type or home.type), place=home.name)


def _lies_within(text: str, named: Mention) -> bool:
    """Return whether a district or region is named as where the municipality lies: "im Landkreis Hof"."""
    wide = named.bearers[0].type in ("landkreis", "region")
    return wide and bool(re.search(r"\b(im|in|in der|in dem|aus dem|aus der)\s*$", text[: named.start], re.IGNORECASE))


def _answered(text: str, places: Gazetteer, clarified: str) -> Told | None:
    """Return the municipality that the answer to "In welchem Land?" settles."""
    before = told(clarified, places)
    states = {place.state for mention in places.mentions(text) for place in mention.rivals}
    fitting = tuple(place for place in before.candidates if place.state in states)
    if len({place.state for place in fitting}) != 1:
        return None
    home, settled = fitting[0], len(fitting) == 1
    population = before.profile.population or (home.population if settled else None)
    kind = before.profile.type or (home.type if settled else None)
    return Told(Profile(home.state, population, kind), home.name if settled else None, only=before.only)
