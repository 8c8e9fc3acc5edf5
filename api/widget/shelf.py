"""Keeps the widgets of earlier releases, so that a website that pinned one goes on when Lotse is updated."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from api.widget.bundle import Bundle, named

log = logging.getLogger(__name__)
MOST = 20  # releases; about 100 kB each
_DIGEST = re.compile(r"[0-9a-f]{16}")


class Shelf:
    """The widgets of this release and of earlier ones in a folder; without a folder, only that of this release."""

    def __init__(self, current: Bundle, folder: Path | None = None, most: int = MOST) -> None:
        """Put `current` beside the earlier ones; the oldest beyond `most` go. A folder that fails is only logged."""
        self._current, self._folder = current, folder
        self._earlier = lru_cache(maxsize=most)(self._read)
        try:
            self._put(most)
        except OSError as error:
            log.error("earlier widgets are not kept: %s", error.strerror)

    def find(self, digest: str) -> Bundle | None:
        """Return the widget with exactly these bytes; None when it is not kept, or not whole."""
        if digest == self._current.digest:
            return self._current
        return self._earlier(digest) if self._folder and _DIGEST.fullmatch(digest) else None

    def _read(self, digest: str) -> Bundle | None:
        try:
            bundle = named((self._folder / f"{digest}.js").read_bytes()) if self._folder else None
        except OSError:
            return None
        return bundle if bundle and bundle.digest == digest else None

    def _put(self, most: int) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path, half = (self._folder / f"{self._current.digest}{ending}" for ending in (".js", ".half"))
        half.write_bytes(self._current.script)
        half.replace(path)  # also makes it the newest
        for old in list(self._newest_first())[most:]:
            old.unlink(missing_ok=True)

    def _newest_first(self) -> Iterator[Path]:
        kept = self._folder.glob("*.js") if self._folder else ()
        return iter(sorted(kept, key=lambda path: path.stat().st_mtime, reverse=True))
