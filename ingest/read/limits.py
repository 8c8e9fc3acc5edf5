"""How large files may be and what reading one may cost: every limit of reading, each with its reason."""

from pathlib import PurePosixPath

from knowledge.errors import DocumentInvalid, Problem

MB = 1_000_000

# --- sizes of files, by how their names end; checked before a byte is read ---
FILE_BYTES = 50 * MB  # a report with its pictures; the file is held in memory once here and once in the reading process
TEXT_BYTES = 20 * MB  # 10,000 pages: larger texts are logs or exports, not documents
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml"})
ENDLESS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")  # read record by record, whatever their size

# --- what a file may become ---
UNPACKED_BYTES = 300 * MB  # of all parts of an office file: its XML is ten times as large in memory
RATIO = 200  # unpacked bytes per packed byte: office files have 3 to 40, bombs 1,000 and more
RATIO_FROM_BYTES = 10 * MB  # below it the ratio does no harm: an empty sheet is mostly spaces
PARTS = 10_000  # of an archive: a presentation with 500 slides has about 3,000
HERE_BYTES = MB // 5  # of Markdown and text read without a process of its own: ten times a long page
TEXT_CHARS = 20_000_000  # of one file's text: what is handed on is held in memory
BLOCKS = 500_000  # of one file, paragraphs or cells that say something: each costs some 200 bytes beside its text
RECORDS = 50_000  # rows of a table; JSON lines have no limit
RECORD_BYTES = 5 * MB  # of one line of JSON lines: one document
MAPPING_BYTES = MB // 10  # of the file beside a table
COLUMNS = 200  # of a table

# --- what reading one file may cost in the reading process ---
SECONDS = 120.0  # of the processor: a PDF takes about 0.1 s a page, and a book has 1,000
WALL_SECONDS = 600.0  # of the clock, on a busy machine, or while a program recognises the text of scans
ADDRESS_SPACE_BYTES = 1_500 * MB  # twice what the largest honest office file needs
TIRED_BYTES = (
    500 * MB
)  # peak memory after which the reading process is replaced: memory once taken is rarely given back


def refuse_oversize(name: str, size: int) -> None:
    """Raise DocumentInvalid when a file of `size` bytes is too large for what its name says it is."""
    suffix = PurePosixPath(name).suffix.lower()
    if is_endless(name):
        return
    refuse_above(TEXT_BYTES if suffix in TEXT_SUFFIXES else FILE_BYTES, name, size)


def is_endless(name: str) -> bool:
    """Return whether a file of this name may be of any size: it is read piece by piece."""
    return name.lower().endswith(ENDLESS)


def refuse_above(most: int, name: str, size: int) -> None:
    """Raise DocumentInvalid when `size` is above `most` bytes."""
    if size > most:
        reason = f"ist {_in_mb(size)} MB groß, gelesen werden höchstens {_in_mb(most)} MB: Teilen Sie die Datei"
        raise DocumentInvalid((Problem(name, "Datei", reason),))


def _in_mb(size: int) -> str:
    """Return a size in MB as Germans write it.

    >>> _in_mb(200_000_000), _in_mb(123_456), _in_mb(1_500_000_000)
    ('200', '0,1', '1.500')
    """
    return f"{size / MB:,.{0 if size >= MB else 1}f}".translate(str.maketrans(",.", ".,"))
