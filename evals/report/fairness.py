"""How far groups of askers lie apart, and whether that is more than chance makes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.labels import Label
from evals.report.figures import label_of, unit_of
from evals.report.numbers import distance, written
from evals.report.themes import GROUPED
from evals.report.wording import GROUPS


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the highest group lies from the lowest in one measure; random groups stay below `by_chance`."""

    name: str
    label: Label
    heading: str
    value: float
    by_chance: float
    highest: str
    lowest: str

    @property
    def apart(self) -> str:
        """The distance in German."""
        return distance(self.value, unit_of(self.name))

    @property
    def chance(self) -> str:
        """What chance alone makes, in German."""
        return distance(self.by_chance, unit_of(self.name))

    @property
    def beyond_chance(self) -> bool:
        """Whether the groups lie further apart than random ones."""
        return self.value > self.by_chance


def gaps(scores: Mapping[str, Any], measures: Sequence[str] = GROUPED) -> list[Gap]:
    """Return the gaps between states and between sizes in the main measures."""
    return [
        _gap(name, kind, own[name]) for kind, own in scores.get("gaps", {}).items() for name in measures if name in own
    ]


def _gap(name: str, kind: str, own: Mapping[str, Any]) -> Gap:
    _, heading, named = GROUPS[kind]
    highest, lowest = (
        f"{named(own[end]['group'])}: {written(own[end]['value'], unit_of(name))}" for end in ("highest", "lowest")
    )
    return Gap(name, label_of(name), heading, own["value"], own["by_chance"], highest, lowest)
