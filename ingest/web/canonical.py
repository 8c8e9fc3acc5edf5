"""One spelling for each address, and which addresses belong to a source. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ingest.errors import SourceUnreadable

LONGEST = 1_000  # characters of an address; what is longer comes from a trap, or is no page
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(utm_.*|mtm_.*|pk_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_ga|jsessionid|phpsessid|sessionid)", re.I
)
_SESSION = re.compile(r";jsessionid=[^/;?]*", re.I)
_INDEX = re.compile(r"/(index\.(html?|php)|default\.(html?|aspx?))\Z", re.I)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH, _IN_QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?[]"


def canonical(address: str, base: str = "") -> str | None:
    """Return the one spelling of an address, relative ones as seen from `base`; None when it is none of the web.

    >>> canonical("../Über uns/index.html?utm_source=x&b=1#oben", "HTTP://Example.ORG:80/a/b/")
    'http://example.org/a/%C3%9Cber%20uns/?b=1'
    >>> canonical("mailto:rathaus@example.org"), canonical("https://user:geheim@example.org/")
    (None, None)
    """
    try:
        parts = urlsplit(urljoin(base, re.sub(r"[\x00-\x1f\x7f]", "", address).strip()))
        netloc = _netloc(parts)
    except ValueError:
        return None
    if netloc is None:
        return None
    path = _INDEX.sub("/", _dots_resolved(_spelt(_SESSION.sub("", parts.path), _IN_PATH)))
    kept = [one for one in parts.query.split("&") if one and not _TRACKING.fullmatch(one.partition("=")[0])]
    query = f"?{_spelt('&'.join(kept), _IN_QUERY)}" if kept else ""
    return f"{parts.scheme}://{netloc}{path}{query}"


def source_name(address: str) -> str:
    """Return the name under which a website is kept: its start address. Raises SourceUnreadable."""
    found = canonical(address)
    if found is None or len(found) > 500:
        raise SourceUnreadable(
            f"{address[:200]} ist keine Adresse im Web. Gebraucht wird eine Adresse mit https:// ohne Anmeldedaten."
        )
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """What belongs to a source: one host, with and without www., one port, and paths that begin with `prefix`."""

    start: str
    prefix: str = ""

    def holds(self, address: str) -> bool:
        """Return whether a canonical address belongs to the source.

        >>> scope = Scope("https://www.example.org/start", "/rat/")
        >>> [scope.holds(f"http://{one}") for one in ("example.org/rat/a", "example.org/b", "a.example.org/rat/")]
        [True, False, False]
        """
        return address == self.start or (self.near(address) and urlsplit(address).path.startswith(self.prefix))

    def spelt(self, address: str) -> str:
        """Return a linked address as the source spells it: with https where the source has it, so that no page is two.

        >>> Scope("https://example.org/").spelt("http://www.example.org/a")
        'https://www.example.org/a'
        """
        if self.start.startswith("https:") and address.startswith("http:") and self.near(address):
            return f"https:{address.removeprefix('http:')}"
        return address

    def near(self, address: str) -> bool:
        """Return whether a canonical address lies on the host of the source, wherever there."""
        return site_of(address) == site_of(self.start)


def site_of(address: str) -> tuple[str, int]:
    """Return host without www. and port, for http and https alike.

    >>> site_of("https://www.example.org/a") == site_of("http://example.org/b")
    True
    """
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), parts.port or 0


def _netloc(parts: SplitResult) -> str | None:
    """Return host and, where it is not the usual one, port. Raises ValueError."""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = host.encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]", host):
        return None
    port = parts.port
    return host if port is None or port == _PORTS[parts.scheme] else f"{host}:{port}"


def _spelt(text: str, safe: str) -> str:
    """Return text with everything escaped that must be, nothing that need not be, in capital hexadecimal digits."""
    quoted = quote(_STRAY_PERCENT.sub("%25", text), safe=safe, errors="replace")
    return _ESCAPE.sub(_unescaped, quoted)


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match.group(1), 16))
    return letter if letter in _UNRESERVED else match.group().upper()


def _dots_resolved(path: str) -> str:
    kept: list[str] = []
    for one in (steps := path.lstrip("/").split("/")):
        if one == "..":
            del kept[-1:]
        elif one != ".":
            kept.append(one)
    end = "/" if kept and steps[-1] in {".", ".."} else ""
    return f"/{'/'.join(kept)}{end}"
