"""A process that brings a folder in and says each batch that is safe: for tests that kill it."""

import sys
from pathlib import Path

from ingest.report import Advance
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine


def _say(advance: Advance) -> None:
    print(advance.documents, flush=True)


if __name__ == "__main__":
    folder, database = sys.argv[1:]
    sync(FolderOrigin(Path(folder)), Registry(open_engine(database)), _say, batch=20)
