"""Everything that can go wrong while bringing documents in.

LotseError
├── DocumentInvalid
│   └── NothingReads       no reader knows what kind of file this is
└── IngestError
    ├── SourceUnreadable   the folder or file cannot be read
    ├── SourceEmpty        nothing is there where documents were before: probably a lost mount
    ├── SourceBusy         another run is at work on this source
    ├── FetchFailed (retry)  a page of a website cannot be had now, or may not be asked for
    │   ├── AddressRefused it lies inside the house, or behind a port that is not asked
    │   └── FileTooLarge   it is larger than what is read
    ├── RunStopped         Lotse is stopped while a run is at work
    ├── ScheduleInvalid    a source cannot be looked at like that
    ├── NoSuchSource       no source of this name is kept
    ├── NoSuchDocument     nothing is known of a document of this id
    ├── NoSuchRun          there is no run of this number
    ├── NotWithdrawn       a document was not taken back, so it cannot be let in again
    ├── NotQuarantined     a passage is not, or no longer, waiting in quarantine
    └── RollbackRefused    a later run has changed the same documents, or the history is gone
"""

from knowledge.errors import DocumentInvalid, LotseError


class NothingReads(DocumentInvalid):
    """No reader knows what kind of file this is: it is skipped, and that is no fault of the file."""

    code = "nothing_reads"


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


class SourceBusy(IngestError):
    """Another run is at work on this source."""

    code = "source_busy"
    retry = True
    exit_code = 3


class FetchFailed(IngestError):
    """A page of a website cannot be had now, or may not be asked for."""

    code = "fetch_failed"
    retry = True


class AddressRefused(FetchFailed):
    """A website lies inside the house and is not allowed, or behind a port that is not asked."""

    code = "address_refused"
    retry = False


class FileTooLarge(FetchFailed):
    """A page or file of a website is larger than what is read."""

    code = "file_too_large"
    retry = False


class RunStopped(IngestError):
    """Lotse is stopped while a run is at work."""

    code = "run_stopped"
    retry = True
    exit_code = 3


class ScheduleInvalid(IngestError):
    """A source cannot be looked at like that."""

    code = "schedule_invalid"


class NoSuchSource(IngestError):
    """No source of this name is kept."""

    code = "no_such_source"


class NoSuchDocument(IngestError):
    """Nothing is known of a document of this id."""

    code = "no_such_document"


class NoSuchRun(IngestError):
    """There is no run of this number."""

    code = "no_such_run"


class RollbackRefused(IngestError):
    """A run cannot be taken back, because later runs build on it or what was before is no longer known."""

    code = "rollback_refused"


class NotQuarantined(IngestError):
    """A passage is not, or no longer, waiting in quarantine."""

    code = "not_quarantined"


class NotWithdrawn(IngestError):
    """A document was not taken back, so it cannot be let in again."""

    code = "not_withdrawn"
