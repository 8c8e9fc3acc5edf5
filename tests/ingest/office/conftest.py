"""What the tests of office files and web pages share: reading a file, and seeing what came out of it at a glance."""

from collections.abc import Callable

import pytest

from ingest.read.extract import Extract, Reader


@pytest.fixture(scope="session")
def only() -> Callable[[Reader, str, bytes], Extract]:
    """Read a file that holds one document."""

    def read(reader: Reader, name: str, data: bytes) -> Extract:
        (extract,) = reader.read(name, data)
        return extract

    return read


@pytest.fixture(scope="session")
def lines() -> Callable[[Extract], list[str]]:
    """Give what was read line by line: headings as `# path`, blocks with their marks, rows of tables after `|`."""

    def told(extract: Extract) -> list[str]:
        found = []
        for section in extract.sections:
            found.append("# " + " › ".join(section.headings))
            found += [("| " if block.row else "") + block.prefix + block.text for block in section.blocks]
        return found

    return told
