"""The HTTP client that pages are fetched with: httpx over connections that are guarded and timed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import httpcore
import httpx

from tasks.fetch.guard import GuardedBackend, Inside, Resolver, resolve
from tasks.fetch.store import MAX_BYTES
from tasks.fetch.timed import Budget

AGENT = "county-education-indicators"
"""The name that robots.txt files can call this program by."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a question may cost, and how gently it is asked. Times in seconds.

    whole       from the first connection to the last byte, of one address (each redirect anew)
    step        to connect, and between two pieces of an answer
    size        bytes of a page, as sent and unpacked
    redirects   how often an address may lead on
    tries       how often is asked in one run what can pass
    back_off    before the second try; before each further one twice as long, up to `back_off_most`
    pause       between the end of an answer and the next question to that host; robots.txt may ask for more
    """

    whole: float = 180.0
    step: float = 30.0
    size: int = MAX_BYTES
    redirects: int = 10
    tries: int = 4
    back_off: float = 2.0
    back_off_most: float = 60.0
    pause: float = 3.0


def open_client(
    allowed: Inside,
    budget: Budget,
    limits: Limits,
    contact: str | None = None,
    resolver: Resolver = resolve,
    trust: ssl.SSLContext | None = None,
) -> httpx.Client:
    """A client that follows no redirect, keeps no cookie, and goes through no proxy of the environment.

    `contact` (an address or a mailbox) tells a site whom to write to; `trust` are the certificates that
    count, those of certifi or of SSL_CERT_FILE unless given. A connection ends with its answer: one that
    was kept by one process would stand beside that of the next.
    """
    context = httpx.create_ssl_context() if trust is None else trust
    transport = httpx.HTTPTransport(verify=context, trust_env=False, http2=True)
    # httpx has no argument for it. Through a transport of our own httpcore's errors would not be httpx's.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=context,
        max_connections=None,
        max_keepalive_connections=0,
        http1=True,
        http2=True,
        network_backend=GuardedBackend(allowed, budget, resolver),
    )
    return httpx.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(limits.step),
        headers={
            "user-agent": f"{AGENT}/1 (+{contact})" if contact else f"{AGENT}/1",
            "accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "accept-language": "zh-CN,zh;q=0.9,en;q=0.5",
            "accept-encoding": "gzip",
        },
    )
