"""Everything that can go wrong while answering, beyond what the knowledge raises.

LotseError
└── AssistantError
    ├── HandoffNotStored (retry)   the handoff could not be kept, so it must not be promised
    └── MemoryUnavailable (retry)  earlier turns cannot be read or kept; the answer goes on without them
"""

from knowledge.errors import LotseError


class AssistantError(LotseError):
    """A question cannot be answered or handed over."""

    code = "assistant"


class HandoffNotStored(AssistantError):
    """The handoff could not be kept."""

    code = "handoff_not_stored"
    retry = True


class MemoryUnavailable(AssistantError):
    """What was said before cannot be read or kept right now."""

    code = "memory_unavailable"
    retry = True
