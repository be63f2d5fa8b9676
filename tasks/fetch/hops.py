"""One question to one address, without following where it leads: what came, or why nothing did."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

import httpx

from tasks.fetch.answers import reason_of
from tasks.fetch.bodies import BodyTooLargeError, CutShortError, EncodingError, read_body, read_start
from tasks.fetch.guard import AddressRefusedError, UnknownHostError
from tasks.fetch.timed import Budget, TooSlowError

LEADS_ON = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """What one address answered: a body, a place to go on to (`onward`), or a reason why neither.

    `again`: asking once more may help. A 304 has none of the three.
    """

    status: int | None = None
    headers: Mapping[str, str] | None = None
    body: bytes | None = None
    onward: str | None = None
    reason: str | None = None
    note: str = ""
    again: bool = False


def ask(
    client: httpx.Client,
    budget: Budget,
    address: str,
    headers: Mapping[str, str],
    whole: float,
    size: int,
    start: bool = False,
) -> Hop:
    """Ask for an address. Takes `whole` seconds and `size` bytes at the most; raises nothing.

    With `start` the lines that are in so many bytes are the body of a longer one.
    """
    try:
        request = client.build_request("GET", address, headers=dict(headers))
        with budget.of(whole):
            return _asked(client, request, address, size, start)
    except AddressRefusedError as error:
        return Hop(reason="address refused", note=f"{error.place}: {error.found}")
    except UnknownHostError as error:
        if error.lasting:
            return Hop(reason="no such host", note=f"{error.place}: {error.found}")
        return Hop(reason="no answer", note=f"{error.place}: {error.found}", again=True)
    except (httpx.InvalidURL, UnicodeError) as error:
        return Hop(reason="address refused", note=str(error))
    except TooSlowError:
        return Hop(reason="too slow", note=f"more than {whole:g} seconds", again=True)
    except httpx.TransportError as error:
        if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
            return Hop(reason="no secure connection", note=str(error))
        return Hop(reason="no answer", note=str(error) or type(error).__name__, again=True)


def _asked(client: httpx.Client, request: httpx.Request, address: str, size: int, start: bool) -> Hop:
    response = client.send(request, stream=True)
    try:
        headers = {name.lower(): value for name, value in response.headers.items()}
        status = response.status_code
        if status in LEADS_ON and "location" in response.headers:
            return Hop(status, headers, onward=_onward(address, response))
        if status == 304:
            return Hop(status, headers)
        reason = reason_of(status)
        if reason is not None:
            again = reason in ("server failed", "told to wait")
            return Hop(status, headers, reason=reason, note=f"status {status}", again=again)
        return _page(response, status, headers, size, start)
    finally:
        response.close()


def _page(response: httpx.Response, status: int, headers: Mapping[str, str], size: int, start: bool) -> Hop:
    announced = headers.get("content-length", "")
    if not start and announced.isascii() and announced.isdigit() and int(announced) > size:
        return Hop(status, headers, reason="too large", note=f"{int(announced):,} bytes announced")
    try:
        read = read_start if start else read_body
        body = read(response.iter_raw(), headers.get("content-encoding", ""), size)
    except BodyTooLargeError as error:
        return Hop(status, headers, reason="too large", note=str(error))
    except EncodingError as error:
        return Hop(status, headers, reason="encoding", note=str(error))
    except CutShortError as error:
        return Hop(status, headers, reason="cut short", note=str(error), again=True)
    except httpx.TimeoutException:
        return Hop(status, headers, reason="too slow", note="the body stopped on its way", again=True)
    except httpx.TransportError as error:
        return Hop(status, headers, reason="cut short", note=str(error), again=True)
    return Hop(status, headers, body=body)


def _onward(address: str, response: httpx.Response) -> str:
    """Where a redirect leads. Chinese in it comes as bare bytes, in UTF-8 or GBK, and stays what it is."""
    raw = next(value for name, value in response.headers.raw if name.lower() == b"location")
    text = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw.strip())
    try:
        return urldefrag(urljoin(address, text)).url
    except ValueError:
        return text  # no address at all, and refused as such


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
