"""A file is what its content is; whatever a file holds, reading it ends with documents or with a reason."""

import gzip
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import NothingReads
from ingest.read import limits
from ingest.read.extract import Extract
from ingest.read.formats import SUFFIXES, Format
from ingest.read.mapping import is_mapping
from ingest.read.readers import reader_of
from ingest.read.recognition import recognise
from knowledge.errors import DocumentInvalid
from tests.ingest.many_files import FILES, READ, html, mail
from tests.ingest.office_files import docx, in_columns, pdf, xlsx

TEXT = "Der Rufbus fährt täglich."


def reasons(name: str, data: bytes) -> str:
    with pytest.raises(DocumentInvalid) as raised:
        list(reader_of(name, data).read(name, data))
    return str(raised.value)


def outcome(name: str, data: bytes, media_type: str | None = None) -> list[Extract] | DocumentInvalid:
    try:
        return list(reader_of(name, data, media_type).read(name, data))
    except DocumentInvalid as error:
        return error


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (docx(), Format.WORD), (xlsx(), Format.WORKBOOK), (pdf(in_columns), Format.PDF), (html(), Format.HTML),
        (mail(), Format.MAIL), (b"---\nid: a\n---\nText", Format.MARKDOWN), (b'{"a": 1}\n', Format.JSON_LINES),
        (gzip.compress(b'{"a": 1}\n', mtime=0), Format.JSON_LINES),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["datei.txt", "datei", "datei.docx", "https://example.org/datei?id=3"])
def test_content_decides_whatever_the_name_says(data: bytes, found: Format, name: str) -> None:
    assert recognise(name, data, "text/plain").format is found


@pytest.mark.parametrize(
    ("name", "media_type", "found"),
    [
        ("a.txt", None, Format.TEXT), ("a.md", None, Format.MARKDOWN), ("A.CSV", None, Format.CSV),
        ("seite", "text/html", Format.TEXT), ("a", "text/csv; charset=utf-8", Format.CSV), ("README", "", Format.TEXT),
        ("https://example.org/a.aspx", "text/plain", Format.TEXT),
    ],
)  # fmt: skip
def test_the_name_tells_texts_apart_and_then_the_server(name: str, media_type: str | None, found: Format) -> None:
    assert recognise(name, TEXT.encode(), media_type).format is found


def test_a_fragment_of_a_page_is_a_page_where_name_or_server_say_so() -> None:
    assert recognise("a.html", b"<p>Der Bus</p>", None).format is Format.HTML
    assert recognise("a", b"<p>Der Bus</p>", "text/html").format is Format.HTML


@pytest.mark.parametrize("name", ["archiv.zip", "bild.png", "film.mp4", "programm.exe", "unbekannt.xyz", "programm.py"])
def test_what_is_no_document_is_passed_over_and_no_fault(name: str) -> None:
    with pytest.raises(NothingReads):
        reader_of(name, FILES[name][0]())


@pytest.mark.parametrize(
    ("name", "data"), [("a.md", b"\xff\xfe\x00"), ("a.csv", bytes(range(9)) * 9), ("a.pdf", b"\x89PNG\r\n\x1a\n...")]
)
def test_what_bears_the_name_of_a_document_is_not_passed_over(name: str, data: bytes) -> None:
    found = outcome(name, data)
    assert isinstance(found, DocumentInvalid)
    assert not isinstance(found, NothingReads)


def test_a_text_as_large_as_a_library_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentInvalid, match="ist 21 MB groß, gelesen werden höchstens 20 MB"):
        limits.refuse_oversize("alles.txt", 21_000_000)
    limits.refuse_oversize("gesetze.jsonl.gz", 10**12)


def test_a_large_text_under_another_name_is_refused_all_the_same() -> None:
    assert "gelesen werden höchstens 20 MB" in reasons("alles.jsonl", b"Der Bus.\n" * 2_500_000)


def test_a_picture_made_of_text_is_a_picture() -> None:
    assert "ist ein Bild" in reasons("a.html", b'<?xml version="1.0"?><svg><text>Der Bus</text></svg>')


def test_a_mapping_is_no_document() -> None:
    assert is_mapping("projekte.xlsx.mapping.yaml")
    assert not is_mapping("mapping.yaml")


# --- whatever comes ---

READABLE = [name for name, (_, reason) in FILES.items() if reason == READ and "/" not in name]


@pytest.fixture(scope="module")
def whole() -> Callable[[str], bytes]:
    made: dict[str, bytes] = {}
    return lambda name: made.setdefault(name, FILES[name][0]())


@given(st.binary(max_size=2_000) | st.text(max_size=500).map(str.encode), st.sampled_from(["", *SUFFIXES, ".jsonl.gz"]))
@settings(max_examples=200)
def test_any_bytes_under_any_name_end_as_documents_or_a_reason(data: bytes, suffix: str) -> None:
    found = outcome(f"datei{suffix}", data)
    assert isinstance(found, DocumentInvalid) or all(extract.title for extract in found)


@given(st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_or_bent_anywhere_ends_as_documents_or_a_reason(
    whole: Callable[[str], bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(READABLE))
    content = bytearray(whole(name))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    found = outcome(name, bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert isinstance(found, DocumentInvalid) or found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<!-- -->" * 2_000 + b"Der Bus"),
        ("a.md", b"-->" + b"<!--" * 20_000),
        ("a.jsonl", b'{"' + b"(" * 400_000 + b'": "x", "text": "y"}'),
        ("a.jsonl", b'{"titel": "A", "link": "www.' + b"a." * 400_000 + b' "}'),
        ("a.eml", b"From: a\nDate: b\nMessage-ID: c\nSubject: re:" + b" " * 400_000 + b"x\n\nDer Bus"),
        ("a.csv", b"(" * 100_000 + b";b\n1;2\n"),
    ],
    ids=["comments", "open comments", "brackets", "an address", "a subject", "a name of a column"],
)
def test_what_would_keep_a_careless_pattern_busy_for_days_is_read_at_once(name: str, data: bytes) -> None:
    assert outcome(name, data)
