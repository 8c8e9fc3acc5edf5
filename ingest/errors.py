"""Everything that can go wrong while bringing documents in.

LotseError
└── IngestError
    ├── SourceUnreadable   the folder or file cannot be read
    ├── SourceEmpty        nothing is there where documents were before: probably a lost mount
    └── NotQuarantined     a passage is not, or no longer, waiting in quarantine
"""

from knowledge.errors import LotseError


class IngestError(LotseError):
    """Documents cannot be brought in."""

    code = "ingest"
    exit_code = 2


class SourceUnreadable(IngestError):
    """The folder or file cannot be read."""

    code = "source_unreadable"


class SourceEmpty(IngestError):
    """Nothing is there where documents were before."""

    code = "source_empty"


class NotQuarantined(IngestError):
    """A passage is not, or no longer, waiting in quarantine."""

    code = "not_quarantined"
