"""The formats that Lotse reads: how their files are called, and which module reads them."""

from enum import StrEnum
from pathlib import PurePosixPath


class Format(StrEnum):
    """A format that a reader exists for; the value is what people call it."""

    MARKDOWN = "Markdown"
    TEXT = "Text"
    HTML = "HTML"
    PDF = "PDF"
    WORD = "DOCX"
    OPEN_TEXT = "ODT"
    SLIDES = "PPTX"
    WORKBOOK = "XLSX"
    CSV = "CSV"
    JSON_LINES = "JSON Lines"
    MAIL = "EML"


READERS: dict[Format, str] = {
    Format.MARKDOWN: "ingest.read.markdown",
    Format.TEXT: "ingest.read.plain",
    Format.HTML: "ingest.read.web_page",
    Format.PDF: "ingest.read.pdf",
    Format.WORD: "ingest.read.word",
    Format.OPEN_TEXT: "ingest.read.open_text",
    Format.SLIDES: "ingest.read.slides",
    Format.WORKBOOK: "ingest.read.workbook_records",
    Format.CSV: "ingest.read.csv_records",
    Format.JSON_LINES: "ingest.read.json_lines",
    Format.MAIL: "ingest.read.mail",
}
SUFFIXES: dict[str, Format] = {
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT, ".text": Format.TEXT,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.WORD, ".docm": Format.WORD, ".dotx": Format.WORD, ".dotm": Format.WORD,
    ".odt": Format.OPEN_TEXT, ".ott": Format.OPEN_TEXT,
    ".pptx": Format.SLIDES, ".pptm": Format.SLIDES, ".ppsx": Format.SLIDES, ".potx": Format.SLIDES,
    ".xlsx": Format.WORKBOOK, ".xlsm": Format.WORKBOOK, ".xltx": Format.WORKBOOK,
    ".csv": Format.CSV, ".tsv": Format.CSV,
    ".jsonl": Format.JSON_LINES, ".ndjson": Format.JSON_LINES,
    ".eml": Format.MAIL,
}  # fmt: skip
MEDIA_TYPES: dict[str, Format] = {
    "text/markdown": Format.MARKDOWN, "text/plain": Format.TEXT, "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML, "text/csv": Format.CSV, "text/tab-separated-values": Format.CSV,
    "application/jsonl": Format.JSON_LINES, "application/x-ndjson": Format.JSON_LINES, "message/rfc822": Format.MAIL,
}  # fmt: skip  # those of texts: all others show by their content what they are
RECORDS = frozenset({Format.WORKBOOK, Format.CSV, Format.JSON_LINES})  # many documents in a file
READ_HERE = frozenset({Format.MARKDOWN, Format.TEXT, Format.JSON_LINES})  # by our own code, in bounded memory


def suffix_of(name: str) -> str:
    """Return how a name ends, `.gz` taken off and lower case; of an address, without its query.

    >>> suffix_of("Ordner.v2/Bericht.PDF"), suffix_of("gesetze.jsonl.gz"), suffix_of("https://example.org/a.html?b=c.d")
    ('.pdf', '.jsonl', '.html')
    """
    path = name.lower().split("?")[0].split("#")[0] if "://" in name else name.lower()
    return PurePosixPath(path.removesuffix(".gz")).suffix


def expected(name: str, media_type: str | None) -> Format | None:
    """Return the format that a name promises, else the one a server does, None when neither says one."""
    return SUFFIXES.get(suffix_of(name)) or MEDIA_TYPES.get((media_type or "").partition(";")[0].strip().lower())
