"""Shows an asker what was understood of the own municipality, asks back, says how to change it. German, English."""

from assistant.conversation.telling import Told
from knowledge.documents import STATE_NAMES
from knowledge.profile import Profile

TYPES = {
    "de": {
        "grossstadt": "Großstadt", "mittelstadt": "Mittelstadt", "kleinstadt": "Kleinstadt",
        "landgemeinde": "Gemeinde", "verbandsgemeinde": "Gemeindeverband", "landkreis": "Landkreis", "region": "Region",
    },
    "en": {
        "grossstadt": "city", "mittelstadt": "medium-sized town", "kleinstadt": "small town",
        "landgemeinde": "municipality", "verbandsgemeinde": "association of municipalities",
        "landkreis": "district", "region": "region",
    },
}  # fmt: skip
PHASES = {
    "de": {
        "orientierung": "am Anfang", "strategie": "Arbeit an der Strategie", "organisation": "Aufbau der Organisation",
        "umsetzung": "in der Umsetzung", "betrieb": "im Betrieb", "evaluation": "in der Auswertung",
    },
    "en": {
        "orientierung": "at the beginning", "strategie": "writing the strategy", "organisation": "getting organised",
        "umsetzung": "under way", "betrieb": "in operation", "evaluation": "evaluating",
    },
}  # fmt: skip


def shown(profile: Profile, language: str = "de") -> str:
    """Return what is known of the asker as one sentence; empty when nothing is.

    >>> shown(Profile("HE", 8000, "landgemeinde"))
    'Ihre Angaben: Gemeinde, rund 8.000 Einwohner, Hessen.'
    >>> shown(Profile("HE", 8000), "en"), shown(Profile())
    ('Your details: about 8,000 inhabitants, Hessen.', '')
    """
    parts = _parts(profile, language)
    label = "Your details" if language == "en" else "Ihre Angaben"
    return f"{label}: {', '.join(parts)}." if parts else ""


def acknowledged(new: Told, profile: Profile, language: str = "de") -> str:
    """Return the reply to a message that only tells or forgets; `profile` is what is known after it."""
    if new.forget:
        return (
            "Your details are deleted. What would you like to know?" if language == "en"
            else "Ihre Angaben sind gelöscht. Welche Frage haben Sie?"
        )  # fmt: skip
    if language == "en":
        return (
            f"Thank you. I take this into account. {shown(profile, language)} If something is wrong, write for "
            "example: We have 12,000 inhabitants. To delete it, write: Forget my details. What would you like to know?"
        )
    return (
        f"Danke, das berücksichtige ich. {shown(profile, language)} Stimmt etwas nicht, schreiben Sie zum Beispiel: "
        "Wir haben 12.000 Einwohner. Zum Löschen schreiben Sie: Vergiss meine Angaben. Welche Frage haben Sie?"
    )


def which_state(new: Told, language: str = "de") -> str:
    """Return the question for the state of an ambiguous own place. Raises IndexError without candidates.

    >>> from knowledge.places import Place
    >>> which_state(Told(candidates=(Place("Mühlhausen/Thüringen", "TH"), Place("Mühlhausen (Kraichgau)", "BW"))))
    'Diesen Ortsnamen gibt es mehrmals. In welchem Land liegt Ihre Kommune: Baden-Württemberg oder Thüringen?'
    """
    *others, last = sorted({STATE_NAMES[place.state] for place in new.candidates})
    either = "or" if language == "en" else "oder"
    states = f"{', '.join(others)} {either} {last}" if others else last
    if language == "en":
        return f"There are several places of this name. In which state is your municipality: {states}?"
    return f"Diesen Ortsnamen gibt es mehrmals. In welchem Land liegt Ihre Kommune: {states}?"


def _parts(profile: Profile, language: str) -> list[str]:
    if language == "en":
        size = f"about {profile.population:,} inhabitants" if profile.population else ""
    else:
        size = f"rund {profile.population:,} Einwohner".replace(",", ".") if profile.population else ""
    kind = TYPES[language].get(profile.type or "", "")
    phase = PHASES[language].get(profile.phase or "", "")
    return [part for part in (kind, size, STATE_NAMES.get(profile.state or "", ""), phase) if part]
