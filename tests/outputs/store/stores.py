"""Stores for tests: in memory, dying at a call, and an S3 server; and whether what lies in one is sound."""

from __future__ import annotations

import io
import json
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from moto.server import ThreadedMotoServer
from obstore.store import MemoryStore

from flows.settings import open_objects
from outputs.release.publication import Published
from outputs.store.addresses import parse_address
from outputs.store.objects import Objects
from outputs.store.reading import verify_address
from outputs.store.shelf import Shelf
from tests.outputs.release import quick

T = TypeVar("T")

ADDRESS = parse_address("s3://memory")
BUCKET = "county"


class Killed(BaseException):
    """The process is gone: from here on nothing of it happens."""


class Dying(Objects):
    """A store whose user is killed at its call number `at`, before the call is made or after."""

    def __init__(self, objects: Objects, at: int, *, after: bool) -> None:
        super().__init__(objects.store, objects.name)
        self.at = at
        self.after = after
        self.calls = 0
        self.lock = threading.Lock()

    def call(self, path: str, request: Callable[[], T]) -> T:
        with self.lock:
            number = self.calls
            self.calls += 1
        if number > self.at or (number == self.at and not self.after):
            raise Killed
        result = super().call(path, request)
        if number == self.at:
            raise Killed
        return result


def memory() -> Objects:
    """An empty store in memory; it keeps the conditions of a put."""
    return Objects(MemoryStore(), ADDRESS.store)


def publish(
    releases: Path, objects: Objects | Shelf | None, value: float = 85.0, *, workers: int = 1
) -> Published:
    """Publish the small release with that value, into a folder and a store."""
    store = Shelf(objects, workers=workers) if isinstance(objects, Objects) else objects
    return quick.publish(releases, value, store)


def everything(objects: Objects, folder: str = "") -> dict[str, bytes]:
    """Every object of a store, or of a folder in it, the probe of its conditions left out."""
    paths = [each.path for each in objects.listed(folder) if each.path != "ledger/probe"]
    found = {path: objects.read(path) for path in paths}
    return {path: kept.content for path, kept in found.items() if kept is not None}


def copied(objects: Objects) -> Objects:
    """A store in memory that holds the same."""
    copy = memory()
    for path, content in everything(objects).items():
        copy.overwrite(path, content)
    return copy


def states(objects: Objects) -> dict[str, str]:
    """What the ledger says of each version."""
    return {
        path.removeprefix("ledger/").removesuffix(".json"): json.loads(content)["state"]
        for path, content in everything(objects, "ledger").items()
    }


def latest(objects: Objects) -> str | None:
    """The version that `latest` names."""
    kept = objects.read("latest")
    return None if kept is None else kept.content.decode().strip()


_VERIFIED: dict[tuple[str, frozenset[tuple[str, bytes]]], list[str]] = {}


def faults(objects: Objects) -> list[str]:
    """What is wrong with the release that `latest` names, and with each that the ledger calls complete."""
    named = latest(objects)
    versions = {version for version, state in states(objects).items() if state == "complete"}
    found = [] if named is None or named in versions else [f"latest names {named}, which is not complete"]
    there = everything(objects)
    for version in sorted(versions):
        # The same bytes have the same faults: most of many kill points leave one of few states.
        files = frozenset((path, content) for path, content in there.items() if f"{version}" in path)
        if (version, files) not in _VERIFIED:
            with tempfile.TemporaryDirectory() as workspace:
                address = parse_address(f"s3://memory/{version}")
                _VERIFIED[version, files] = verify_address(objects, address, Path(workspace))[0]
        found += _VERIFIED[version, files]
    return found


Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Fault = Callable[[dict[str, Any]], tuple[str, bytes] | None]


class Server:
    """A server of S3 with a bucket. `fault` may answer a request in its place: a status and a body."""

    def __init__(self) -> None:
        self.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.moto.start()
        host, port = self.moto.get_host_and_port()
        self.url = f"http://{host}:{port}"
        self.fault: Fault = lambda _: None
        self.requests: list[str] = []
        web = self.moto._server
        assert web is not None
        self.answer: Application = web.app
        web.app = self._serve
        # One at a time, as a real store decides about each put: moto looks first and writes then.
        self._lock = threading.Lock()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "somebody",
            "AWS_SECRET_ACCESS_KEY": "a secret",
            "AWS_REGION": "us-east-1",
        }

    def empty(self) -> None:
        """Forget everything, and make the bucket."""
        self.fault = lambda _: None
        self._send("POST", "moto-api/reset")
        self._send("PUT", BUCKET)
        self.requests.clear()

    def objects(self, prefix: str = "releases") -> Objects:
        return open_objects(parse_address(f"s3://{BUCKET}/{prefix}"), self.environment)

    def _send(self, method: str, path: str) -> None:
        request = urllib.request.Request(f"{self.url}/{path}", method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()

    def _serve(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self._lock:
            self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            instead = self.fault(environ)
            if instead is not None:
                status, body = instead
                start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
                return [body]
            return list(self.answer(environ, start))


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as it is wanted."""
    server = Server()
    try:
        yield server
    finally:
        server.moto.stop()
        if server.moto._server is not None:
            server.moto._server.server_close()
