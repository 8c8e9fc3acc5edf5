"""Writes replies as JSON and reads them back whole."""

import logging

from pydantic import TypeAdapter, ValidationError

from assistant.messages import Reply

log = logging.getLogger(__name__)
_REPLY = TypeAdapter(Reply)


def written(reply: Reply) -> str:
    """Return a reply as JSON that `read` takes."""
    return _REPLY.dump_json(reply).decode()


def read(stored: str | None) -> Reply | None:
    """Return the reply; None when none was kept, or when a version wrote it that said things we do not know."""
    if stored is None:
        return None
    try:
        return _REPLY.validate_json(stored)
    except ValidationError as error:
        log.error("kept reply not readable: %d fields", error.error_count())
        return None
