"""What the crawler sees in a page is what a browser would follow, whatever the page does to its reader."""

import pytest

from ingest.web.listings import listing_of
from ingest.web.markup import markup_of

HERE = "https://example.org/a/"


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="b">', ["https://example.org/a/b"]),
        ("<A HREF = 'b' >", ["https://example.org/a/b"]),
        ("<a title='1 > 2' href=b>", ["https://example.org/a/b"]),
        ('<a href="/?x=1&amp;y=2">', ["https://example.org/?x=1&y=2"]),
        ('<base href="/c/"><a href="b">', ["https://example.org/c/b"]),
        ('<area href="b"><a href="b#x"><a href=" b\n">', ["https://example.org/a/b"]),
        ('<a href="javascript:x()"><a href="tel:1"><a href="data:text/html,x"><a href="http://[">', []),
        ('<!-- <a href="b"> --><script>"<a href=b>"</script><template><a href="b"></template>', []),
        ('<a data-href="b"><a x="<a href=b>">', []),
        ('<a href="b"', ["https://example.org/a/b"]),
        ('<a <a href="b">', ["https://example.org/a/b"]),
        ("<a href='/bürger büro'>", ["https://example.org/b%C3%BCrger%20b%C3%BCro"]),
    ],
)
def test_links(html: str, links: list[str]) -> None:
    assert list(markup_of(html.encode(), HERE).links) == links


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<a href='", "</", "<script>", "<a x=\"' ", "<div>", "<![CDATA[", "<\x00"]
)
def test_hostile_markup_ends_and_holds_nothing(piece: str) -> None:
    """A tree of some of these takes minutes; here the suite itself would never end."""
    assert markup_of((piece * 50_000).encode(), HERE).canonical == ""


def test_an_umlaut_in_an_old_page_keeps_its_meaning() -> None:
    page = '<meta charset="iso-8859-1"><a href="/bürgerbüro">'
    assert markup_of(page.encode("latin-1"), HERE).links == ("https://example.org/b%C3%BCrgerb%C3%BCro",)


def test_a_list_with_entities_of_its_own_is_none() -> None:
    bomb = '<!DOCTYPE urlset [<!ENTITY a "aaaa">]><urlset><url><loc>https://example.org/&a;</loc></url></urlset>'
    assert listing_of(bomb.encode()) is None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"><link href="/self" rel="self"/><entry><link rel="edit" href="/e"/>'
         '<link href="/x"/><updated>2026</updated></entry></feed>', [("/x", "2026")]),
        ('<rdf:RDF xmlns:rdf="r" xmlns="s" xmlns:dc="d"><item><link>/x</link><dc:date>2026</dc:date></item></rdf:RDF>',
         [("/x", "2026")]),
        ('<urlset xmlns:i="i"><url><loc>/x</loc><i:image><i:loc>/bild</i:loc></i:image></url></urlset>', [("/x", "")]),
        ("<html><body><a href='/x'></a></body></html>", None),
    ],
)  # fmt: skip
def test_lists_of_all_kinds(text: str, entries: list[tuple[str, str]] | None) -> None:
    listing = listing_of(text.encode())
    assert (listing and [(one.address, one.changed) for one in listing.entries]) == entries
