from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.outbound.addresses import embedded, is_public, is_unicast

pytestmark = pytest.mark.once

INSIDE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:0:8.8.8.8",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2001:10::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
OUTSIDE = [
    "1.1.1.1",
    "8.8.8.8",
    "172.32.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_not_called(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_public_may_be_called(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "inner", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "100.64.0.1", "224.0.0.1"]
)
def test_an_inside_address_is_found_in_every_disguise(inner):
    number = int(IPv4Address(inner))
    high, low = number >> 16, number & 0xFFFF
    flipped = number ^ 0xFFFFFFFF
    for disguise in [
        f"::ffff:{inner}",
        f"::{inner}",
        f"::ffff:0:{inner}",
        f"64:ff9b::{inner}",
        f"64:ff9b:1::{inner}",
        f"64:ff9b:1:{high:x}:{low >> 8:x}:{(low & 0xFF) << 8:x}::",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:{high:x}:{low:x}::",
        f"2001:0:808:808:0:0:{flipped >> 16:x}:{flipped & 0xFFFF:x}",
        f"2a00:1450::5efe:{inner}",
        f"2a00:1450::200:5efe:{inner}",
    ]:
        address = IPv6Address(disguise)
        assert IPv4Address(inner) in embedded(address), disguise
        assert not is_public(address), disguise


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_no_address_is_public_while_one_inside_it_is_not(address):
    if is_public(address):
        assert all(is_public(inner) for inner in embedded(address))
        assert not address.is_multicast
        assert not address.is_loopback


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_a_public_address_is_global_by_the_registry_too(address):
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
    if is_unicast(address):
        assert not address.is_link_local


@pytest.mark.parametrize(
    "address",
    [
        "224.0.0.1",
        "0.0.0.0",
        "::",
        "ff02::1",
        "169.254.169.254",
        "fe80::1",
        "::ffff:169.254.169.254",
    ],
)
def test_even_an_allowed_host_does_not_lead_to_everything(address):
    assert not is_unicast(ip_address(address))


def test_an_allowed_host_may_be_inside():
    assert is_unicast(ip_address("10.0.0.5"))
    assert is_unicast(ip_address("127.0.0.1"))
    assert is_unicast(ip_address("fd00::5"))
