"""Names of uploaded files: whatever a browser sends becomes the name of a file in one folder."""

import re
import unicodedata

LONGEST = 150
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


def kept_name(sent: str) -> str:
    r"""Return a name that is only a name: no folder, no hidden file, not too long; its suffix stays.

    >>> kept_name("../../etc/passwd"), kept_name("C:\\Texte\\Bericht 2026.docx"), kept_name("..")
    ('passwd', 'Bericht 2026.docx', 'datei')
    """
    name = unicodedata.normalize("NFC", sent.replace("\\", "/")).rpartition("/")[2]
    name = "".join(c for c in _UNFIT.sub("_", name) if unicodedata.category(c) not in ("Cf", "Cs", "Co")).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or "datei"
    suffix = suffix[:10]
    return f"{stem.strip()[: LONGEST - len(suffix) - 1] or 'datei'}.{suffix}"
