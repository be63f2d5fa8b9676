"""Addresses of pages: which can be fetched at all, one spelling of each, and links seen from a page."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

SCHEMES = {"http": 80, "https": 443}
BLANKS = re.compile(r"[\t\r\n]")
KEPT = "/:;@!$&'()*+,=~%[]"
"""Left as they stand in a path; a % begins what is encoded already."""
SHARED = frozenset("ac com edu gov net org".split())
NAMED = re.compile(r"\.[a-z][a-z0-9-]*$")
"""A host with a name. Numbers have no part of the kind, in whatever form."""
LONGEST = 4_000
"""Characters. Servers refuse longer ones, and what is longer is a text that got into a link."""


def fault_of(address: str) -> str | None:
    """Why an address cannot be that of a page to fetch, null where it can."""
    try:
        parts = urlsplit(address)
        port = parts.port
        spelled(address)
    except ValueError as error:
        return f"{address!r} is no address ({error})"
    if parts.scheme.lower() not in SCHEMES:
        return f"{address!r} does not begin with http:// or https://"
    if not parts.hostname or (port is not None and not 0 < port < 65536):
        return f"{address!r} names no host"
    if parts.username is not None or parts.password is not None:
        return f"{address!r} has a user or a password in it"
    if re.search(r"\s", address):
        return f"{address!r} has a blank in it"
    if "#" in address:
        return f"{address!r} has a part after #, which no server is ever asked for"
    if len(address) > LONGEST:
        return f"the address has {len(address):,} characters, more than {LONGEST:,}"
    return None


def spelled(address: str) -> str:
    """One spelling of an address, to know it by: host in small letters, no port that goes without saying,
    no part after #, what is not ASCII encoded as UTF-8. Raises ValueError for what is no address."""
    parts = urlsplit(BLANKS.sub("", address.strip()))
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if parts.port not in (None, SCHEMES.get(scheme)):
        host = f"{host}:{parts.port}"
    path = quote(parts.path, safe=KEPT) or "/"
    return urlunsplit((scheme, host, path, quote(parts.query, safe=KEPT + "?"), ""))


def same_site(one: str, other: str) -> bool:
    """Are two addresses of one site, as a.gov.cn, www.a.gov.cn and jyj.a.gov.cn are?"""
    hosts = [(urlsplit(each).hostname or "").rstrip(".").lower() for each in (one, other)]
    return hosts[0] == hosts[1] or (
        all(map(NAMED.search, hosts)) and _registered(hosts[0]) == _registered(hosts[1])
    )


def _registered(host: str) -> str:
    """The name that somebody has registered: two labels, three below gov.cn and its like."""
    labels = host.split(".")
    return ".".join(labels[-3 if labels[-2:-1] and labels[-2] in SHARED else -2 :])


def joined(base: str, link: str) -> str | None:
    """Where a link of a page leads, in one spelling; null where nothing can be fetched there
    (mailto:, javascript:, a place in the page itself, no address at all)."""
    link = BLANKS.sub("", link.strip())
    path, mark, query = link.partition("?")
    link = path.replace("\\", "/") + mark + query  # as browsers read it
    if not link or link.startswith("#"):
        return None
    try:
        address = spelled(urljoin(base, link))
    except ValueError:
        return None
    return address if fault_of(address) is None else None
