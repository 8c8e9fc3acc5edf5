"""What makes a document fit an asker: more of it counts more, and every reason can be read off the document's head."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import STATE_NAMES, FrontMatter, MunicipalityType, Phase
from knowledge.profile import PHASE_NAMES, TYPE_NAMES, Profile, fit

PLACE = {"name": "Soest", "state": "NW", "type": "mittelstadt", "population": 47_514}
CASE: dict[str, Any] = {"id": "a", "kind": "case_study", "title": "A", "municipality": PLACE}
SOEST = FrontMatter(**CASE, phases=("umsetzung", "betrieb"))
PROFILES = st.builds(
    Profile,
    st.none() | st.sampled_from(list(STATE_NAMES)),
    st.none() | st.integers(1, 4_000_000),
    st.none() | st.sampled_from(get_args(MunicipalityType)),
    st.none() | st.sampled_from(get_args(Phase)),
)


def test_every_type_and_phase_has_a_name_to_show() -> None:
    assert tuple(TYPE_NAMES) == get_args(MunicipalityType)
    assert tuple(PHASE_NAMES) == get_args(Phase)


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (Profile(state="NW"), "ebenfalls Nordrhein-Westfalen"),
        (Profile(population=40_000), "ähnliche Größe: rund 48.000 Einwohner"),
        (Profile(type="mittelstadt"), "ebenfalls Mittelstadt"),
        (Profile(phase="betrieb"), "gleiche Phase: Betrieb"),
    ],
)
def test_each_thing_in_common_lifts_a_case_study_and_is_said(profile: Profile, reason: str) -> None:
    share, reasons = fit(SOEST, profile)
    assert share > 0
    assert reasons == (reason,)


@pytest.mark.parametrize("profile", [Profile(), Profile("BY", None, "landkreis", "strategie")])
def test_where_nothing_is_in_common_nothing_is_said(profile: Profile) -> None:
    assert fit(SOEST, profile) == (0.0, ())


@given(PROFILES)
def test_a_fit_stays_within_its_range_and_a_phase_that_is_not_in_the_head_is_never_a_reason(profile: Profile) -> None:
    share, reasons = fit(SOEST, profile)
    assert 0 <= share <= 1
    assert ("gleiche Phase" in " ".join(reasons)) == (profile.phase in SOEST.phases)
