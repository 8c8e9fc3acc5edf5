"""An address has one spelling, and spelling it again changes nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.errors import SourceUnreadable
from ingest.web.canonical import canonical, source_name

_PIECES = (
    "a", "/", "..", ".", "?", "&", "=", "%", "%2f", "%e4", "ä", " ", "#", ";jsessionid=1", "//", ":", "index.html",
    "utm_x=1", "\ud800", "\x00", "[", "]", "+",
)  # fmt: skip
pieces = st.sampled_from(_PIECES)


@given(st.lists(pieces, max_size=8).map("".join))
@example("/a/./../..//b/index.html?utm_a=1&=&b")
def test_spelling_twice_is_spelling_once(path: str) -> None:
    found = canonical(path, "https://example.org/x/y")
    if found is not None:
        assert canonical(found) == found
        assert found.isascii()
        assert " " not in found


@pytest.mark.parametrize(
    ("address", "spelt"),
    [
        ("HTTPS://WWW.Example.ORG.:443/", "https://www.example.org/"),
        ("https://münchen.example.org/", "https://xn--mnchen-3ya.example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a/index.php", "https://example.org/a/"),
        ("https://example.org/index.php?id=7&utm_medium=mail", "https://example.org/?id=7"),
        ("https://example.org/%7Eamt/%c3%bc", "https://example.org/~amt/%C3%BC"),
        ("https://example.org/a;jsessionid=0815?b", "https://example.org/a?b"),
        ("https://example.org", "https://example.org/"),
        ("https://[::1]/a", "https://[::1]/a"),
        ("ftp://example.org/", None),
        ("https://example.org:99999/", None),
        ("https://exa mple.org/", None),
    ],
)
def test_one_spelling_for_each_address(address: str, spelt: str | None) -> None:
    assert canonical(address) == spelt


@pytest.mark.parametrize(
    "address", ["rathaus", "https://", "https://wer:geheim@example.org/", f"https://a.de/{'x' * 500}"]
)
def test_a_source_needs_an_address(address: str) -> None:
    with pytest.raises(SourceUnreadable, match="keine Adresse im Web"):
        source_name(address)
