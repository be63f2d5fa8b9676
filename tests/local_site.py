"""A real site on this machine, on a free port, that answers as a test says, and remembers who asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Tell = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Reply:
    """A plain answer: status, body, headers. The length is announced unless a header says otherwise."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(self.status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(self.body))} | dict(self.headers)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)


@dataclass(frozen=True)
class Raw:
    """Bytes as they are, instead of an answer."""

    said: bytes

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(self.said)


@dataclass
class Asked:
    """One question as it came: the path, the headers in lower case, when it began and ended (seconds)."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


class Site:
    """What is there, by path; a list of answers is told one after another, the last one for ever."""

    def __init__(self) -> None:
        self.pages: dict[str, Tell | list[Tell]] = {"/robots.txt": Reply(status=404)}
        self.asked: list[Asked] = []
        self.together = 0
        """The largest number of questions that were under way at one time."""
        self._under_way = 0
        self._lock = threading.Lock()
        self.port = 0

    def address(self, path: str = "/page.html", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def tell(self, handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, time.time())
        with self._lock:
            self.asked.append(asked)
            self._under_way += 1
            self.together = max(self.together, self._under_way)
            page = self.pages.get(handler.path, Reply(b"<h1>404</h1>", 404))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
        try:
            page(handler)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked had enough
        finally:
            with self._lock:
                self._under_way -= 1
            asked.ended = time.time()
            handler.close_connection = True


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that answers while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.tell(self)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """A clock that only sleeping moves on: it gives the time, and `sleep` remembers how long was slept."""

    def __init__(self, now: float = 1_795_297_600.0) -> None:  # 2026-11-21T21:46:40Z
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
