"""Title and publisher, from the words of a text: a better title than its file's, and who names itself as publisher."""

import re
from collections.abc import Iterator

from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import Wording

_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|pptx?|pdf|xlsx?|html?|txt|md|rtf|indd|eml|csv)$|^microsoft \w+ - |[^\W\d]_[^\W\d]|"
    r"^[\w.-]*\d[\w.-]*$|"
    r"^(?:dokument|präsentation|folie|unbenannt|untitled|document|presentation|scan|layout|entwurf)[\s\d._-]*$",
    re.I,
)
_LABEL = re.compile(r"^(?:titel|betreff|thema)\s*:\s*(?P<value>\S.{3,200})$", re.I)
_TITLE_CHARS = range(5, 160)
_PUBLISHER = re.compile(
    r"(?:^|[|·•;]\s*)(?:herausgeber(?:in|schaft)?|hrsg\.?|herausgegeben\s+von|verantwortlich\s+im\s+sinne\s+des\s+\w+|"
    r"diensteanbieter(?:in)?|©\s*(?:\d{4})?)\s*:?\s+(?:(?:der|die|das|vom|von)\s+)?(?P<value>[A-ZÄÖÜ][^|·•;:\n]{2,120})",
    re.I,
)
_ENDS = re.compile(r",|\s+[–-]\s+|\.\s|\.$|\s+\(|\s{2,}|\s(?=\d{5}\b)")


def title(wording: Wording) -> Iterator[Proposal]:
    """Yield a title where the present one is but the name of a file: a labelled one, or the one heading above all."""
    if not _FILE_NAME.search(wording.title.strip()):
        return
    for block in wording.blocks[:10]:
        if found := _LABEL.match(block.text):
            yield Proposal("title", found.group("value").strip(), block.text)
    top, *others = wording.top_headings or ("",)
    if not others and len(top) in _TITLE_CHARS and not _FILE_NAME.search(top):
        yield Proposal("title", top.strip(), top)


def publisher(wording: Wording) -> Iterator[Proposal]:
    """Yield who is named as publisher, by a label or in the imprint's own line."""
    for block in wording.blocks:
        found = _PUBLISHER.search(block.text)
        value = _ENDS.split(found.group("value"))[0].strip() if found else ""
        if found and len(value) > 2 and value[0].isupper():
            yield Proposal("publisher", value, found.group().strip())
