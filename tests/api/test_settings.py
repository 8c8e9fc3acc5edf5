"""Settings are read once, and nothing starts with a wrong one."""

import subprocess
from collections.abc import Callable

import pytest

from api.settings import known_names, unknown_names

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LOTSE_PROT", "8080", "Die Einstellung LOTSE_PROT gibt es nicht. Meinten Sie LOTSE_PORT?"),
        ("LOTSE_DATADIR", "daten", "Die Einstellung LOTSE_DATADIR gibt es nicht. Meinten Sie LOTSE_DATA_DIR?"),
        ("LOTSE_PORT", "abc", "Die Einstellung LOTSE_PORT hat keinen gültigen Wert."),
    ],
)
def test_a_wrong_setting_stops_every_command_with_one_sentence(
    lotse: Run, name: str, value: str, sentence: str
) -> None:
    done = lotse("ask", "Rufbus", **{name: value})
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)


def test_a_misspelt_setting_in_small_letters_is_noticed_too() -> None:
    assert unknown_names(["lotse_prot", "Lotse_Port"]) >= {"lotse_prot"}


def test_settings_of_others_are_none_of_our_business() -> None:
    assert unknown_names(["PORT", "PATH", "LOTSENBOOT", "XLOTSE_PORT"]) == set()


def test_every_setting_carries_the_prefix() -> None:
    assert all(name.startswith("LOTSE_") for name in known_names())
