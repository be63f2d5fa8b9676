"""Connections go outside only, and to the very address that was looked at.

A name is resolved once for each connection, every number that it stands for is looked at, and the connection
goes to one of those numbers: a name that means something else a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore

from indicators.errors import SourceError
from tasks.fetch.timed import Budget, TimedStream

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port to the numbers that it stands for. Raises OSError where nobody knows."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")


class AddressRefusedError(SourceError):
    """An address that leads inside, or is no address of a page."""


class UnknownHostError(SourceError):
    """A name that no name server knows. `lasting`: asking again would not help."""

    def __init__(self, host: str, found: str, lasting: bool) -> None:
        super().__init__(host, found, "the name of a site")
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Inside:
    """What an operator allows besides the open network: networks by their numbers, and files."""

    networks: tuple[Network, ...] = ()
    files: bool = False


def parse_allowed(words: Iterable[str]) -> Inside:
    """`127.0.0.0/8`, `10.1.2.3`, `fd00::/8`, `file:` as an operator writes them. Raises SourceError."""
    networks: list[Network] = []
    files = False
    for word in words:
        if word == "file:":
            files = True
            continue
        try:
            networks.append(ipaddress.ip_network(word))
        except ValueError as error:
            raise SourceError(
                "allowed addresses", repr(word), "a network like 10.0.0.0/8, or file:"
            ) from error
    return Inside(tuple(networks), files)


def check_address(address: str, allowed: Inside) -> None:
    """Raises AddressRefusedError for what is no address of a page. The network is not asked."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefusedError(address, str(error), "an address") from error
    if re.search(r"[\x00-\x20\x7f]", address):
        raise AddressRefusedError(address, "blanks or control characters in it", "an address")
    if parts.scheme == "file":
        if not allowed.files:
            raise AddressRefusedError(
                address, "a file of this machine", "http or https", "Allow file: if so."
            )
        return
    if parts.scheme not in ("http", "https") or not host:
        raise AddressRefusedError(address, f"{parts.scheme or 'no'} scheme", "http://… or https://…")
    if parts.username is not None or parts.password is not None:
        raise AddressRefusedError(f"https://…@{host}", "a name or a password in it", "a public page")


def check_number(host: str, number: str, allowed: Inside) -> None:
    """Raises AddressRefusedError for a number that leads inside, itself or by what is wrapped in it."""
    try:
        whole: Number = ipaddress.ip_address(number)
    except ValueError as error:
        raise AddressRefusedError(host, f"{number!r} is no number of a host") from error
    # fe80::1%eth0 is the number, and the card that it is reached by
    plain: Number = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(plain, ipaddress.IPv6Address) and plain.ipv4_mapped is not None:
        whole = plain = plain.ipv4_mapped
    if any(plain in network for network in allowed.networks):
        return
    for each in (plain, *wrapped(plain)):
        kind = inside(each)
        if kind and not any(each in network for network in allowed.networks):
            raise AddressRefusedError(
                host, f"{whole} is {kind}", "a site in the open network", "Allow its network if it is meant."
            )


def inside(number: Number) -> str | None:
    """In what way a number does not stand for a site in the open network; null where it does."""
    if number.is_unspecified:
        return "unspecified"
    if number.is_loopback:
        return "loopback"
    if number.is_link_local:
        return "link-local"
    if number.is_multicast:
        return "multicast"
    if number in NAT64:
        return None  # it stands for the number wrapped in it
    if number.is_reserved:
        return "reserved"
    if number.is_private or getattr(number, "is_site_local", False):
        return "private"
    return None if number.is_global else "not global"


def wrapped(number: Number) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 numbers that an IPv6 number may be turned into on its way."""
    if isinstance(number, ipaddress.IPv4Address):
        return
    if number in NAT64 or number in COMPATIBLE:
        yield ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    if number.sixtofour is not None:
        yield number.sixtofour
    if number.teredo is not None:
        yield from number.teredo


def resolve(host: str, port: int) -> list[str]:
    """The numbers that a name stands for, by the system's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore: resolves, looks at every number, connects to what it looked at."""

    def __init__(
        self,
        allowed: Inside,
        budget: Budget,
        resolver: Resolver = resolve,
        below: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._allowed = allowed
        self._budget = budget
        self._resolver = resolver
        self._below = httpcore.SyncBackend() if below is None else below

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises AddressRefusedError, UnknownHostError, and what httpcore raises where nothing answers."""
        try:
            numbers = self._resolver(host, port)
        except socket.gaierror as error:
            lasting = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            raise UnknownHostError(host, str(error.strerror), lasting) from error
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(host, str(error), lasting=isinstance(error, UnicodeError)) from error
        for number in numbers:
            # one that leads inside spoils them all: a site that names such a number means no good
            check_number(host, number, self._allowed)
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for number in numbers:
            try:
                with self._budget.within(timeout) as limit:
                    stream = self._below.connect_tcp(number, port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return TimedStream(stream, self._budget)
        raise failed or UnknownHostError(host, "the name stands for nothing", lasting=True)
