"""How well a document fits the asking municipality, and why, in words that its head alone can prove."""

import math
from dataclasses import dataclass

from knowledge.documents import STATE_NAMES, FrontMatter, MunicipalityType, Phase

SIMILAR = 2.0  # populations within this factor of each other are the same size class
TYPE_NAMES: dict[MunicipalityType, str] = {
    "grossstadt": "Großstadt", "mittelstadt": "Mittelstadt", "kleinstadt": "Kleinstadt", "landgemeinde": "Landgemeinde",
    "verbandsgemeinde": "Verbandsgemeinde", "landkreis": "Landkreis", "region": "Region",
}  # fmt: skip
PHASE_NAMES: dict[Phase, str] = {
    "orientierung": "Orientierung", "strategie": "Strategie", "organisation": "Organisation", "umsetzung": "Umsetzung",
    "betrieb": "Betrieb", "evaluation": "Evaluation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of the asking municipality; every part is optional."""

    state: str | None = None
    population: int | None = None
    type: MunicipalityType | None = None
    phase: Phase | None = None


def fit(meta: FrontMatter, profile: Profile) -> tuple[float, tuple[str, ...]]:
    """Return how well a document fits, -1 to 1, and the reasons; (0, ()) when nothing is known.

    >>> funding = {"level": "land", "status": "laufend", "states": ["HE"]}
    >>> program = FrontMatter(id="a", kind="funding", title="A", funding=funding)
    >>> fit(program, Profile("HE")), fit(program, Profile("BY"))
    ((0.5, ('gilt in Hessen',)), (-1.0, ('gilt nicht in Bayern',)))
    """
    if meta.funding is not None and meta.funding.states and profile.state:
        name = STATE_NAMES[profile.state]
        applies = profile.state in meta.funding.states
        return (0.5, (f"gilt in {name}",)) if applies else (-1.0, (f"gilt nicht in {name}",))
    place = meta.municipality
    if place is None:
        return 0.0, ()
    share, reasons = 0.0, []
    if profile.state == place.state:
        share += 0.4
        reasons.append(f"ebenfalls {STATE_NAMES[place.state]}")
    if profile.population and place.population:
        apart = abs(math.log(profile.population / place.population)) / math.log(SIMILAR)
        share += 0.4 * max(0.0, 1.0 - apart / 3)
        if apart <= 1:
            reasons.append(f"ähnliche Größe: rund {_round(place.population)} Einwohner")
    if profile.type == place.type:
        share += 0.1
        reasons.append(f"ebenfalls {TYPE_NAMES[place.type]}")
    if profile.phase in meta.phases:
        share += 0.1
        reasons.append(f"gleiche Phase: {PHASE_NAMES[profile.phase]}")
    return share, tuple(reasons)


def _round(population: int) -> str:
    digits = 10 ** max(0, len(str(population)) - 2)
    return f"{round(population / digits) * digits:,}".replace(",", ".")
