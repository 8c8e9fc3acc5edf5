"""Reads web pages (HTML): what a person sees of the page's own text, without navigation, banners and hidden parts."""

from collections.abc import Iterator

from ingest.read.extract import Extract
from ingest.read.html_tree import find, parse
from ingest.read.outline import sections_of
from ingest.read.refusing import readable, with_text
from ingest.read.titles import heading_over_all, title_from
from ingest.read.web_decoding import decoded
from ingest.read.web_furniture import take_out_furniture
from ingest.read.web_head import address_of, changed_on, metas_of, title_of
from ingest.read.web_main import main_part, main_pieces
from ingest.read.web_unseen import take_out_unseen
from ingest.read.web_walk import text_of


class WebPageReader:
    """Reads one document from each page."""

    version = "web-page-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the document in `data`; `name` is its address or file. Raises DocumentInvalid when it holds no text."""
        with readable(name, "Webseite"):
            extract = _extract(name, decoded(data))
        yield with_text(name, extract, "ohne Programme im Browser zeigt die Seite keinen eigenen Text")


READER = WebPageReader()


def _extract(name: str, html: str) -> Extract:
    tree = parse(name, html)
    metas = metas_of(tree)
    take_out_furniture(tree)
    hidden = take_out_unseen(tree)
    pieces = main_pieces(tree)
    highest = [text_of(node) for node in find(tree, "h1")]
    heading = highest[0] if len(highest) == 1 else ""
    title = title_of(tree, metas, heading) or heading_over_all(pieces) or title_from(name)
    told = {"url": address_of(tree, name), "as_of": changed_on(main_part(tree) or tree, metas)}
    stated = {field: value for field, value in told.items() if value}
    return Extract(title, sections_of(pieces, title), told=stated, hidden=hidden)
