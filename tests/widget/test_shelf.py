"""A website that pinned an earlier widget keeps it when Lotse is updated."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.serving import Serving
from api.widget.bundle import Bundle, bundled, named
from api.widget.shelf import Shelf

EARLIER = named(b"(() => {})();\n")
Opens = Callable[[Path], TestClient]


@pytest.fixture
def opens() -> Opens:
    def unopened() -> None:
        raise AssertionError

    return lambda folder: TestClient(create_app(Serving(unopened), widgets_folder=folder))  # type: ignore[arg-type]


def test_what_was_pinned_before_the_update_is_still_served(opens: Opens, tmp_path: Path) -> None:
    Shelf(EARLIER, tmp_path)
    client = opens(tmp_path)
    answer = client.get(EARLIER.path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.content == EARLIER.script
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(bundled().path).content == bundled().script


def test_bytes_that_are_not_those_that_were_pinned_are_not_served(opens: Opens, tmp_path: Path) -> None:
    Shelf(EARLIER, tmp_path)
    (tmp_path / f"{EARLIER.digest}.js").write_bytes(b"alert(1)")
    assert opens(tmp_path).get(EARLIER.path).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 16, "..", "%2e%2e%2fsecret", EARLIER.digest.upper()])
def test_what_was_never_a_widget_is_not_found(opens: Opens, tmp_path: Path, digest: str) -> None:
    Shelf(EARLIER, tmp_path / "widget")
    (tmp_path / "secret.js").write_text("secret")
    assert opens(tmp_path / "widget").get(f"/widget/{digest}/lotse-chat.js").status_code == 404


def test_the_oldest_go_and_the_running_one_stays(tmp_path: Path) -> None:
    releases: list[Bundle] = [named(f"{n};\n".encode()) for n in range(4)]
    for at, release in enumerate(releases):
        Shelf(release, tmp_path, most=2)
        os.utime(tmp_path / f"{release.digest}.js", (at, at))
    found = [Shelf(releases[3], tmp_path, most=2).find(one.digest) is not None for one in releases]
    assert found == [False, False, True, True]


def test_a_folder_that_cannot_be_made_costs_only_the_earlier_ones(opens: Opens, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert opens(tmp_path / "file" / "widget").get(bundled().path).status_code == 200
