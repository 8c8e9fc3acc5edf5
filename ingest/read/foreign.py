"""What Lotse does not read, by its first bytes, and what people can do about it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Öffnen Sie die Datei und speichern Sie sie als {}"
_PICTURE = "ist ein Bild: Lotse liest nur Text. Schreiben Sie den Text ab, oder erfassen Sie ihn als durchsuchbare PDF"
ARCHIVE = "ist ein Archiv: Entpacken Sie es, und geben Sie die Dateien einzeln"
_FILM = "ist eine Ton- oder Filmdatei: Lotse liest nur Text"
_PROGRAM = "ist ein Programm und wird nie geöffnet: Entfernen Sie die Datei"
NO_DOCUMENTS = frozenset({_PICTURE, _FILM, _PROGRAM, ARCHIVE})  # what lies in folders beside documents
_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE), (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE), (b"8BPS", _PICTURE), (b"\0\0\1\0", _PICTURE),
    (b"Rar!", ARCHIVE), (b"7z\xbc\xaf\x27\x1c", ARCHIVE), (b"BZh", ARCHIVE), (b"\xfd7zXZ", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE), (b"MSCF", ARCHIVE), (b"PK\5\6", ARCHIVE), (b"PK\7\x08", ARCHIVE),
    (b"ID3", _FILM), (b"OggS", _FILM), (b"fLaC", _FILM), (b"\x1aE\xdf\xa3", _FILM),
    (b"\x7fELF", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM), (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\0asm", _PROGRAM),
    (b"{\\rtf", "hat das Format RTF: " + _SAVE_AS.format("DOCX")),
    (b"%!PS", "hat das Format PostScript: Wandeln Sie die Datei in PDF um"),
    (b"SQLite format 3\0", "ist eine Datenbank: Speichern Sie die Tabelle als CSV oder XLSX"),
)  # fmt: skip
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "ist mit einem Kennwort geschützt: Heben Sie den Schutz auf, und speichern Sie die Datei neu"),
    ("WordDocument", "hat das alte Format DOC: " + _SAVE_AS.format("DOCX")),
    ("PowerPoint Document", "hat das alte Format PPT: " + _SAVE_AS.format("PPTX")),
    ("Workbook", "hat das alte Format XLS: " + _SAVE_AS.format("XLSX")),
    ("__substg1.0_", "ist eine Nachricht von Outlook (MSG): Speichern Sie sie als EML"),
)  # names of streams in the directory of an OLE file ([MS-CFB], [MS-OFFCRYPTO])


def foreign(data: bytes) -> str | None:
    """Return why Lotse does not read a file with these bytes, as end of a sentence; None when it may."""
    if data.startswith(_OLE):
        found = (reason for stream, reason in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        return next(found, "hat ein altes Office-Format: " + _SAVE_AS.format("DOCX, PPTX oder XLSX"))
    by_start = next((reason for first, reason in _FIRST_BYTES if data.startswith(first)), None)
    return by_start or _further_in(data)


def _further_in(data: bytes) -> str | None:
    """Return the reason of formats whose mark is not their first bytes, or too short to stand alone."""
    if data[:2] == b"MZ" and b"\0" in data[:64]:
        return _PROGRAM
    if data[:2] == b"BM" and b"\0" in data[:16]:
        return _PICTURE
    if data[:4] == b"RIFF":
        return _PICTURE if data[8:12] == b"WEBP" else _FILM
    if data[4:8] == b"ftyp":
        return _PICTURE if data[8:12] in (b"heic", b"heix", b"avif", b"mif1") else _FILM
    return ARCHIVE if data[257:262] == b"ustar" else None
