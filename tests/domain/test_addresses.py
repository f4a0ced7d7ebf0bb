"""Who can reach a host, by its spelling."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.addresses import HostKind, host_kind, ipv4, is_loopback


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("app.example.com", HostKind.PUBLIC),
        ("8.8.8.8", HostKind.PUBLIC),
        ("localhost", HostKind.PRIVATE),
        ("LOCALHOST.", HostKind.PRIVATE),
        ("demo.localhost", HostKind.PRIVATE),
        ("printer.local", HostKind.PRIVATE),
        ("notlocalhost.example", HostKind.PUBLIC),
        ("127.0.0.1", HostKind.PRIVATE),
        ("127.1", HostKind.PRIVATE),
        ("0x7f.1", HostKind.PRIVATE),
        ("2130706433", HostKind.PRIVATE),
        ("0177.0.0.1", HostKind.PRIVATE),
        ("10.0.0.7", HostKind.PRIVATE),
        ("172.16.0.1", HostKind.PRIVATE),
        ("172.32.0.1", HostKind.PUBLIC),
        ("192.168.1.20", HostKind.PRIVATE),
        ("169.254.169.254", HostKind.PRIVATE),
        ("100.64.0.1", HostKind.PRIVATE),
        ("0.0.0.0", HostKind.PRIVATE),
        ("255.255.255.255", HostKind.PRIVATE),
        ("[::1]", HostKind.IPV6),
        ("2001:db8::1", HostKind.IPV6),
        ("intranet", HostKind.SINGLE),
    ],
)
def test_a_host_is_judged_by_its_spelling(host: str, kind: HostKind) -> None:
    assert host_kind(host) is kind


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_address_is_that_address(address: ipaddress.IPv4Address) -> None:
    a, b, c, d = address.packed
    spellings = [
        str(address),
        str(int(address)),
        hex(int(address)),
        f"{a}.{int.from_bytes(address.packed[1:])}",
        f"{a}.{b}.{c << 8 | d}",
        f"0x{a:X}.0{b:o}.{c}.{d}",
    ]
    assert {ipv4(text) for text in spellings} == {address}


@pytest.mark.parametrize(
    "text", ["", "1.2.3.4.5", "256.1.1.1", "1.2.3.256", "1..2", "a.1", "1.2.3.4x", "０.1", "09"]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert ipv4(text) is None


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost", "127.0.0.53", "[::1]", "::1", "127.1"]
)
def test_this_computer_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["example.com", "10.0.0.1", "localhost.example", "fe80::1%eth0", ""]
)
def test_other_computers_are_not_taken_for_this_one(host: str) -> None:
    assert not is_loopback(host)
