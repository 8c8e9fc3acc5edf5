"""What LibreOffice writes says the same in every format; its old ones are named with what to do."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.readers import reader_of
from knowledge.errors import DocumentInvalid
from tests.ingest.office_files import docx

Convert = Callable[[str], bytes]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, offline_env: dict[str, str]) -> Convert:
    """Give a Word document as LibreOffice saves it in another format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    place = tmp_path_factory.mktemp("libreoffice")
    (place / "leitfaden.docx").write_bytes(docx())
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"

    def convert(kind: str) -> bytes:
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(place), "leitfaden.docx"]
        subprocess.run(command, cwd=place, env=offline_env, check=True, capture_output=True)
        return Path(place / f"leitfaden.{kind}").read_bytes()

    return convert


def said(name: str, data: bytes) -> list[str]:
    (extract,) = reader_of(name, data).read(name, data)
    blocks = [block.prefix + block.text for section in extract.sections for block in section.blocks]
    return [extract.title, *(heading for section in extract.sections for heading in section.headings), *blocks]


@pytest.mark.parametrize("kind", ["odt", "pdf"])
def test_a_document_says_the_same_in_every_format(converted: Convert, kind: str) -> None:
    original = said("leitfaden.docx", docx())
    assert len(original) == 9
    assert said(f"leitfaden.{kind}", converted(kind)) == original


def test_an_old_word_file_is_named_with_what_to_do(converted: Convert) -> None:
    data = converted("doc")
    with pytest.raises(DocumentInvalid, match=r"hat das alte Format DOC: Öffnen Sie die Datei und speichern Sie sie"):
        reader_of("leitfaden.doc", data)
