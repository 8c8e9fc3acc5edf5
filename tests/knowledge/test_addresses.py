"""No name leads into the house: what is not of the open internet is refused, unless an operator allowed it."""

import pytest

from knowledge.addresses import Allowed, checked_address, is_public
from knowledge.errors import AddressPrivate, AddressUnknown

INSIDE = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
    "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "2002:7f00:1::", "fe80::1%eth0",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    with pytest.raises(AddressPrivate, match=r"seite\.example\.org"):
        checked_address("seite.example.org", 443, resolve=lambda _host, _port: [address])


@pytest.mark.parametrize("address", ["192.0.43.8", "2a00:1450:4001::1", "64:ff9b::c000:2b08", "::ffff:192.0.43.8"])
def test_an_address_of_the_open_internet_is_not(address: str) -> None:
    assert is_public(address)
    assert checked_address("seite.example.org", 443, resolve=lambda _host, _port: [address]) == address


def test_one_inner_address_among_outer_ones_is_enough_to_refuse() -> None:
    with pytest.raises(AddressPrivate):
        checked_address("a.example.org", 80, resolve=lambda _host, _port: ["192.0.43.8", "10.0.0.1"])


def test_a_name_that_leads_nowhere_is_another_matter() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(AddressUnknown):
        checked_address("a.example.org", 80, resolve=nowhere)
    with pytest.raises(AddressUnknown):
        checked_address("a.example.org", 80, resolve=lambda _host, _port: [])


@pytest.mark.parametrize(
    "text", ["intranet.example.org", "10.1.0.0/16", "a.example.org,  10.1.2.3", "INTRANET.example.org"]
)
def test_what_the_operator_names_is_let_in(text: str) -> None:
    allowed = Allowed.read(text)
    assert checked_address("Intranet.example.org", 80, allowed, lambda _host, _port: ["10.1.2.3"]) == "10.1.2.3"


def test_and_nothing_beside_it() -> None:
    allowed = Allowed.read("intranet.example.org, 10.1.0.0/16")
    with pytest.raises(AddressPrivate):
        checked_address("sub.intranet.example.org", 80, allowed, lambda _host, _port: ["10.2.0.1"])


def test_an_allowed_network_is_recognised_in_its_ipv6_form_too() -> None:
    assert Allowed.read("10.1.0.0/16").holds("a.example.org", "::ffff:10.1.0.1")


@pytest.mark.parametrize("text", ["http://intranet", "10.1.0.0/99", "a b", "*.example.org"])
def test_what_is_neither_host_nor_network_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Allowed.read(text)
