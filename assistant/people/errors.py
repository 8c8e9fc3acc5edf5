"""What can keep a person from changing a handoff.

LotseError
├── HandoffGone    there is none with this number or code
├── HandoffTaken   somebody else was faster, or works on it
└── NotAllowed     it is in a state in which this cannot be done
"""

from knowledge.errors import LotseError


class HandoffGone(LotseError):
    """There is no such handoff."""

    code = "handoff_gone"


class HandoffTaken(LotseError):
    """Somebody else changed the handoff first, or owns it."""

    code = "handoff_taken"


class NotAllowed(LotseError):
    """The handoff's state does not allow this; `status` is that state."""

    code = "handoff_not_allowed"

    def __init__(self, status: str) -> None:
        super().__init__("Das geht im jetzigen Stand der Übergabe nicht. Bitte laden Sie die Seite neu.")
        self.status = status
