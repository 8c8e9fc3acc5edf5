"""Gives a command the knowledge: from the running Lotse that owns it, else opened here."""

from typing import TYPE_CHECKING, Any

from api.settings import read_settings
from api.terminal import progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.wiring import Lotse

WAIT_S = 60.0  # for a short command that owns the indexes just now


def with_knowledge(local: "Callable[[Lotse], Any]", remote: "Callable[..., Any]") -> Any:
    """Return the answer of the running Lotse if there is one, else open the knowledge here."""
    from api import remote as http
    from knowledge.owner import current_owner, ownership

    settings = read_settings()
    owner = current_owner(settings.knowledge.data_dir)
    if owner is not None and owner.address:
        address = owner.address
        return remote(
            lambda path, body: http.post(address, path, body), lambda path, **query: http.get(address, path, **query)
        )
    from api.wiring import opened

    with (
        ownership(settings.knowledge.data_dir, timeout_s=WAIT_S),
        progress_bar() as progress,
        opened(settings, progress) as lotse,
    ):
        return local(lotse)
