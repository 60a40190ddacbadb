"""Which addresses are public: what may be called without anybody's leave."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address

# Kept here, because what `is_global` knows depends on the Python at hand.
NOT_PUBLIC_4 = [
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # the wire server inside Azure's machines
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast and reserved
    )
]
GLOBAL_UNICAST = IPv6Network("2000::/3")
NOT_PUBLIC_6 = [
    IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20")
]
MAPPED = IPv6Network("::ffff:0:0/96")
COMPATIBLE = IPv6Network("::/96")
TRANSLATED = IPv6Network("::ffff:0:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
SIX_TO_FOUR = IPv6Network("2002::/16")
TEREDO = IPv6Network("2001::/32")
ISATAP_MARKS = {0x00005EFE, 0x02005EFE}
LINK_LOCAL = [ip_network("169.254.0.0/16"), ip_network("fe80::/10")]


def is_public(address: Address) -> bool:
    """A global unicast address, and so is every IPv4 address hidden inside it."""
    if isinstance(address, IPv4Address):
        return _public_4(address)
    inner = embedded(address)
    if not all(map(_public_4, inner)):
        return False
    if address in MAPPED or address in NAT64:
        return True
    return (
        address in GLOBAL_UNICAST
        and not address.is_multicast
        and not any(address in net for net in NOT_PUBLIC_6)
    )


def is_unicast(address: Address) -> bool:
    """What may be called inside one's own network, when an administrator named the host."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not (
        address.is_multicast
        or address.is_unspecified
        or any(address in net for net in LINK_LOCAL if net.version == address.version)
    )


def embedded(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that a machine on the way may take this address for."""
    number = int(address)
    low, found = number & 0xFFFFFFFF, []
    if any(address in net for net in (MAPPED, COMPATIBLE, TRANSLATED, NAT64)):
        found.append(low)
    if address in LOCAL_NAT64:
        # The prefix may be 48, 56, 64 or 96 long, and the fifth group's first byte is skipped.
        found.append(low)
        found += [_around_the_gap(number, prefix) for prefix in (48, 56, 64)]
    if address in SIX_TO_FOUR:
        found.append(number >> 80 & 0xFFFFFFFF)
    if address in TEREDO:
        found += [number >> 64 & 0xFFFFFFFF, low ^ 0xFFFFFFFF]
    if number >> 32 & 0xFFFFFFFF in ISATAP_MARKS:
        found.append(low)
    return [IPv4Address(value) for value in found]


def _around_the_gap(number: int, prefix: int) -> int:
    """The four bytes after the prefix, leaving out bits 64 to 71 (RFC 6052)."""
    without = (number >> 64 << 56) | (number & (1 << 56) - 1)
    return without >> (120 - prefix - 32) & 0xFFFFFFFF


def _public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in net for net in NOT_PUBLIC_4)
