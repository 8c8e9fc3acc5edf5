"""What editors keep the knowledge right with: documents, quarantine, proposals, sources and runs. Made in api/wiring.py."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.store.citations import Citations
from assistant.messages import Question, Reply
from ingest.confirming import Confirming
from ingest.origins import Origins
from ingest.proposals import Proposals
from ingest.quarantine import Quarantine
from ingest.report import Report
from ingest.runs import Runs
from knowledge.listing import Listing
from knowledge.registry import Registry


@dataclass(frozen=True, slots=True)
class KnowledgeDesk:
    """The registry as editors work on it.

    `quoted` answers a question as the assistant would and keeps nothing; `roll_back` takes a run back; `uploads` is the
    folder of the files that editors have handed in.
    """

    registry: Registry
    listing: Listing
    quarantine: Quarantine
    proposals: Proposals
    confirming: Confirming
    runs: Runs
    origins: Origins
    citations: Citations
    quoted: Callable[[Question], Reply]
    roll_back: Callable[[int], Report]
    uploads: Path
