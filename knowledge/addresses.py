"""Which address may be connected to: a name is resolved once, checked, and used as it was checked.

Whoever connects to exactly the address returned here cannot be led elsewhere by a name that changes its mind.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from knowledge.errors import AddressPrivate, AddressUnknown

Resolve = Callable[[str, int], list[str]]  # raises OSError
Network = IPv4Network | IPv6Network
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
# Global by their number in Python's lists, and yet inside: metadata of clouds, and what is no longer given out.
_INSIDE = tuple(map(ip_network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "fec0::/10")))


@dataclass(frozen=True, slots=True)
class Allowed:
    """Addresses inside the house that may be connected to nevertheless: by name of the host, or by network."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    everything: bool = False

    @classmethod
    def read(cls, text: str) -> "Allowed":
        """Return what a list of hosts and networks names. Raises ValueError for something that is neither.

        >>> Allowed.read("intranet.example.org, 10.1.0.0/16, ::1").networks
        (IPv4Network('10.1.0.0/16'), IPv6Network('::1/128'))
        """
        hosts, networks = set[str](), list[Network]()
        for one in filter(None, (part.strip().lower() for part in text.split(","))):
            try:
                networks.append(ip_network(one))
            except ValueError:
                if not all(letter.isalnum() or letter in "-." for letter in one):
                    raise
                hosts.add(one)
        return cls(frozenset(hosts), tuple(networks))

    def holds(self, host: str, address: str) -> bool:
        """Return whether this address of that host may be connected to although it is not public."""
        found = ip_address(address)
        inner = _inner(found) if isinstance(found, IPv6Address) else None
        return self.everything or host.lower() in self.hosts or any((inner or found) in one for one in self.networks)


NOTHING, EVERYTHING = Allowed(), Allowed(everything=True)


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host in the order the system prefers. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked_address(host: str, port: int, allowed: Allowed = NOTHING, resolve: Resolve = resolved) -> str:
    """Return the address to connect to.

    Raises AddressUnknown when the name leads nowhere, AddressPrivate when any of its addresses is neither public nor
    allowed.
    """
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise AddressUnknown(f"Der Name {host} lässt sich nicht auflösen.") from error
    if not found:
        raise AddressUnknown(f"Der Name {host} lässt sich nicht auflösen.")
    if not all(is_public(one) or allowed.holds(host, one) for one in found):
        raise AddressPrivate(f"{host} liegt in einem privaten Netz.")
    return found[0]


def is_public(address: str) -> bool:
    """Return whether it is an address of the open internet, also behind the ways to write IPv4 as IPv6.

    >>> [is_public(one) for one in ("192.0.43.8", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")]
    [True, False, False, False, False]
    >>> [is_public(one) for one in ("64:ff9b::a00:1", "100.64.0.1", "224.0.0.1", "168.63.129.16", "fec0::1")]
    [False, False, False, False, False]
    """
    found = ip_address(address)
    inner = _inner(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    inside = found.is_multicast or found.is_reserved or any(found in one for one in _INSIDE)
    return found.is_global and not inside


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that traffic to an IPv6 address ends at, if it does."""
    if any(address in one for one in _NAT64):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
