"""Which address a webhook may go to: resolved once, checked, and used as it was checked."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from api.outbox.failures import Refused, Unreachable

Resolve = Callable[[str, int], list[str]]  # raises OSError
_NAT64 = ip_network("64:ff9b::/96")


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host in the order the system prefers. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked_address(host: str, port: int, *, allow_private: bool, resolve: Resolve) -> str:
    """Return the address to connect to. Raises Unreachable for an unknown name, Refused when any address is private."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise Unreachable("Der Name des Empfängers lässt sich nicht auflösen.") from error
    if not found:
        raise Unreachable("Der Name des Empfängers lässt sich nicht auflösen.")
    if not allow_private and not all(is_public(one) for one in found):
        raise Refused(
            "Der Empfänger liegt in einem privaten Netz. Ist das gewollt, setzen Sie allow_private in LOTSE_WEBHOOKS."
        )
    return found[0]


def is_public(address: str) -> bool:
    """Return whether it is an address of the open internet, also behind the ways to write IPv4 as IPv6.

    >>> [is_public(one) for one in ("192.0.43.8", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")]
    [True, False, False, False, False]
    >>> is_public("64:ff9b::a00:1"), is_public("100.64.0.1"), is_public("224.0.0.1")
    (False, False, False)
    """
    found = ip_address(address)
    inner = _inner(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that traffic to an IPv6 address ends at, if it does."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
