"""The form of a mail address, so that none can carry a second receiver or a mail header."""

from typing import Annotated

from pydantic import StringConstraints

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_ADDRESS = rf"{_ATOM}+(\.{_ATOM}+)*@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
MailAddress = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=f"^{_ADDRESS}$")]
MailAddressOrEmpty = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=f"^({_ADDRESS})?$")
]
