"""Signing in to the console: who comes in, who does not, and what the browser is given."""

from collections.abc import Callable
from typing import Any


def test_the_first_page_greets_whoever_signed_in(signed_in: Callable[[str], Any]) -> None:
    page = signed_in("editor").get("/console")
    assert page.status_code == 200
    assert "Guten Tag, Editor Muster" in page.text
    assert 'aria-current="page"' in page.text
