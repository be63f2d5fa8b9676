"""Connections go outside only, and to the very number that was looked at."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import SourceError
from tasks.fetch.guard import (
    AddressRefusedError,
    GuardedBackend,
    Inside,
    UnknownHostError,
    check_number,
    inside,
    parse_allowed,
    resolve,
)
from tasks.fetch.timed import Budget

NOTHING = Inside()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("fd00::1", "private"),
        ("fec0::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("100.64.0.1", "not global"),
        ("192.0.2.1", "private"),
        ("2001:db8::1", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:169.254.169.254", "link-local"),
        ("::127.0.0.1", "reserved"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("2002:7f00:1::", "loopback"),
        ("2002:a00:1::", "private"),
    ],
)
def test_a_number_that_leads_inside_is_refused(number: str, kind: str) -> None:
    with pytest.raises(AddressRefusedError, match=f"is {kind}"):
        check_number("a.example", number, NOTHING)


@pytest.mark.parametrize(
    "number",
    [
        "8.8.8.8",
        "202.106.0.20",
        "172.32.0.1",
        "2400:3200::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::",
    ],
)
def test_a_number_of_the_open_network_is_not(number: str) -> None:
    check_number("a.example", number, NOTHING)


@pytest.mark.parametrize(
    ("allowed", "number", "fits"),
    [
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.0/8", "::ffff:127.0.0.1", True),
        ("127.0.0.0/8", "64:ff9b::7f00:1", True),
        ("127.0.0.0/8", "::1", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.2.3", "10.1.2.4", False),
        ("fd00::/8", "fd12::1", True),
        ("2002::/16", "2002:7f00:1::", True),
        ("fe80::/10", "fe80::1%eth0", True),
    ],
)
def test_an_operator_allows_networks(allowed: str, number: str, fits: bool) -> None:
    if fits:
        check_number("a.example", number, parse_allowed([allowed]))
    else:
        with pytest.raises(AddressRefusedError):
            check_number("a.example", number, parse_allowed([allowed]))


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_what_is_refused_is_refused_in_every_wrapping(number: ipaddress.IPv4Address) -> None:
    def refused(text: str) -> bool:
        try:
            check_number("a.example", text, NOTHING)
        except AddressRefusedError:
            return True
        return False

    assert refused(str(number)) == (inside(number) is not None)
    assert inside(number) is not None or number.is_global
    for wrapping in (f"::ffff:{number}", str(ipaddress.IPv6Address((0x64FF9B << 96) | int(number)))):
        assert refused(wrapping) == refused(str(number))


@pytest.mark.parametrize("word", ["localhost", "10.0.0.1/8", "http://10.0.0.1", "", "file"])
def test_what_is_no_network_is_said_to_be_none(word: str) -> None:
    with pytest.raises(
        SourceError, match=r"allowed addresses: .*expected a network like 10\.0\.0\.0/8, or file:"
    ):
        parse_allowed([word])


def test_what_is_allowed() -> None:
    assert parse_allowed([]) == Inside()
    assert parse_allowed(["file:", "10.0.0.0/8"]) == Inside((ipaddress.ip_network("10.0.0.0/8"),), files=True)


class Wires(httpcore.NetworkBackend):
    """A backend that notes where it is asked to connect to, and fails for numbers that do not answer."""

    def __init__(self, dead: Iterable[str] = ()) -> None:
        self.dead = set(dead)
        self.connected: list[str] = []

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        self.connected.append(f"{host} {port}")
        if host in self.dead:
            raise httpcore.ConnectError("nobody there")
        return httpcore.MockStream([])


def backend(wires: Wires, *numbers: str, allowed: Inside = NOTHING) -> GuardedBackend:
    return GuardedBackend(allowed, Budget(), lambda *_: numbers, wires)


def test_the_connection_goes_to_the_number_that_was_looked_at() -> None:
    wires = Wires(dead=["2400:3200::1"])
    backend(wires, "2400:3200::1", "8.8.8.8", "8.8.4.4").connect_tcp("a.example", 80)
    assert wires.connected == ["2400:3200::1 80", "8.8.8.8 80"]


def test_one_number_that_leads_inside_spoils_them_all() -> None:
    wires = Wires()
    with pytest.raises(AddressRefusedError, match=r"a\.example: 10\.0\.0\.1 is private"):
        backend(wires, "8.8.8.8", "10.0.0.1").connect_tcp("a.example", 80)
    assert wires.connected == []


def test_the_last_failure_is_told_where_no_number_answers() -> None:
    wires = Wires(dead=["8.8.8.8", "8.8.4.4"])
    with pytest.raises(httpcore.ConnectError, match="nobody there"):
        backend(wires, "8.8.8.8", "8.8.4.4").connect_tcp("a.example", 80)
    assert len(wires.connected) == 2


def test_a_name_that_stands_for_nothing() -> None:
    with pytest.raises(UnknownHostError, match="stands for nothing"):
        backend(Wires()).connect_tcp("a.example", 80)
    with pytest.raises(AddressRefusedError, match="no number of a host"):
        backend(Wires(), "somewhere").connect_tcp("a.example", 80)


def test_the_systems_resolver_gives_numbers() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert "127.0.0.1" in resolve("localhost", 80)
    with pytest.raises(socket.gaierror):
        resolve("nowhere.invalid", 80)
