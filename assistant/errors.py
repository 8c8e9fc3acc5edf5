"""Everything that can go wrong while answering, beyond what the knowledge raises.

LotseError
└── AssistantError
    ├── HandoffNotStored (retry)   the handoff could not be kept, so it must not be promised
    ├── MemoryUnavailable (retry)  earlier turns cannot be read or kept; the answer goes on without them
    └── ModelUnavailable (retry)   the language model gives no answer; the extractive composer does
        ├── ModelSilent            it did not answer in time
        ├── ModelBusy              it takes no more requests for now
        ├── ModelRefused           it does not take requests like ours: key, name or address are wrong
        ├── BudgetSpent            what it may cost today is spent
        └── OutputUnreadable       it answered, but not in the form asked for
"""

from knowledge.errors import LotseError


class AssistantError(LotseError):
    """A question cannot be answered or handed over."""

    code = "assistant"


class HandoffNotStored(AssistantError):
    """The handoff could not be kept."""

    code = "handoff_not_stored"
    retry = True


class ModelUnavailable(AssistantError):
    """The language model gives no answer; the message is German and says what to do."""

    code = "model_unavailable"
    retry = True


class ModelSilent(ModelUnavailable):
    """The language model did not answer, or not finish, in time."""

    code = "model_silent"


class ModelBusy(ModelUnavailable):
    """The language model takes no more requests for now."""

    code = "model_busy"


class ModelRefused(ModelUnavailable):
    """The language model does not take requests like ours."""

    code = "model_refused"
    retry = False


class BudgetSpent(ModelUnavailable):
    """The tokens of the day are spent."""

    code = "budget_spent"
    retry = False


class OutputUnreadable(ModelUnavailable):
    """The language model answered, but not in the form asked for."""

    code = "output_unreadable"
    retry = False


class MemoryUnavailable(AssistantError):
    """What was said before cannot be read or kept right now."""

    code = "memory_unavailable"
    retry = True
