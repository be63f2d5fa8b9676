"""What a store of objects does over HTTP, and what a person reads where it fails."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store

from flows.settings import open_objects
from indicators.errors import StoreError
from outputs.store.addresses import parse_address
from outputs.store.objects import Objects, content_type
from tests.outputs.store.stores import BUCKET, Server

ADDRESS = parse_address(f"s3://{BUCKET}/releases")


def test_objects_come_back_as_they_were_put(server: Server, tmp_path: Path) -> None:
    objects = server.objects("县域/releases")
    content = "柳城县".encode() * 1_000_000
    assert objects.read("latest") is None
    assert objects.digest("latest") is None
    assert not objects.save("latest", tmp_path / "none")
    assert not (tmp_path / "none").exists()
    assert objects.create("2026.11.0/a b.csv", content)
    assert not objects.create("2026.11.0/a b.csv", b"other")
    assert objects.digest("2026.11.0/a b.csv") == hashlib.sha256(content).hexdigest()
    assert objects.save("2026.11.0/a b.csv", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == content
    assert objects.create("latest", b"1")
    one = objects.read("latest")
    assert one is not None
    assert objects.replace("latest", b"2", one.tag)
    assert not objects.replace("latest", b"3", one.tag)
    assert not objects.replace("nowhere", b"3", one.tag)
    assert [each.path for each in objects.listed("")] == ["2026.11.0/a b.csv", "latest"]
    assert [each.path for each in objects.listed("2026.11")] == [], "a folder, and not the start of a name"
    assert objects.folders() == ["2026.11.0"]
    objects.delete(["latest", "never there"])
    objects.delete([])
    assert objects.read("latest") is None


def test_a_browser_is_told_what_it_gets(server: Server) -> None:
    objects = server.objects("")
    objects.overwrite("2026.11.0/site/index.html", "县".encode())
    objects.overwrite("latest", b"2026.11.0\n")
    for path, kind, cache in (
        ("2026.11.0/site/index.html", "text/html; charset=utf-8", None),
        ("latest", "text/plain; charset=utf-8", "no-cache"),
    ):
        told = obstore.get(objects.store, path).attributes
        assert (told["Content-Type"], told.get("Cache-Control")) == (kind, cache)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/b.parquet", "application/vnd.apache.parquet"),
        ("a/DICTIONARY.md", "text/markdown; charset=utf-8"),
        ("release.json", "application/json; charset=utf-8"),
        ("a/SHA256SUMS", "text/plain; charset=utf-8"),
        ("a/icon.svg", "image/svg+xml; charset=utf-8"),
        ("a/b.unheard", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file(path: str, kind: str) -> None:
    assert content_type(path) == kind


def said(code: str, message: str = "") -> bytes:
    return f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()


ASKED: list[Callable[[Objects], object]] = [
    lambda objects: objects.read("latest"),
    lambda objects: objects.create("latest", b"x"),
    lambda objects: objects.listed("ledger"),
    lambda objects: objects.digest("latest"),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        ("403 Forbidden", said("InvalidAccessKeyId", "No such key."), "(InvalidAccessKeyId: No such key)"),
        ("403 Forbidden", said("SignatureDoesNotMatch"), "(SignatureDoesNotMatch"),
        ("403 Forbidden", b"", "(it answered 403 Forbidden)"),
        ("401 Unauthorized", b"", "(it answered 401 Unauthorized)"),
    ],
)
def test_wrong_keys_are_said(
    server: Server, asked: Callable[[Objects], object], status: str, body: bytes, found: str
) -> None:
    server.fault = lambda _: (status, body)
    with pytest.raises(StoreError) as caught:
        asked(server.objects())
    text = str(caught.value)
    assert text.startswith(f"s3://{BUCKET}/releases")
    assert "access is refused" in text
    assert found in text
    assert "AWS_ACCESS_KEY_ID" in text
    assert "a secret" not in text
    assert "\n" not in text


@pytest.mark.parametrize("asked", ASKED)
def test_a_bucket_that_is_not_there_is_said(server: Server, asked: Callable[[Objects], object]) -> None:
    objects = open_objects(parse_address("s3://nowhere/releases"), server.environment)
    with pytest.raises(StoreError, match="s3://nowhere/releases: there is no such bucket"):
        asked(objects)


def test_a_wrong_answer_is_said(server: Server) -> None:
    server.fault = lambda _: ("301 Moved Permanently", said("PermanentRedirect", "Another region."))
    with pytest.raises(StoreError, match=r"latest: Received redirect .* configured region\. Check"):
        server.objects().read("latest")


def impatient(url: str) -> Objects:
    """A store of which nothing is asked twice, as the real ones are for a minute."""
    store = S3Store(
        BUCKET,
        config={"endpoint": url, "access_key_id": "a", "secret_access_key": "b", "region": "us-east-1"},
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )
    return Objects(store, ADDRESS.store)


def test_a_server_that_is_not_there_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match=r"latest: it cannot be reached \(error sending request\)\. Check"):
        impatient(f"http://127.0.0.1:{port}").read("latest")


def test_a_fault_of_the_server_is_said_and_one_that_passes_is_not_felt(server: Server) -> None:
    server.fault = lambda _: ("503 Slow Down", said("SlowDown", "Please."))
    with pytest.raises(StoreError, match=r"latest: SlowDown: Please\. Check"):
        impatient(server.url).read("latest")
    server.fault = lambda _: ("503 Slow Down", b"") if len(server.requests) < 3 else None
    server.requests.clear()
    assert server.objects().create("latest", b"x")
    assert len(server.requests) == 3


def test_plain_http_is_only_for_an_endpoint_that_is_named_so(server: Server) -> None:
    environment = server.environment | {"AWS_ENDPOINT_URL": server.url.replace("http:", "https:")}
    objects = open_objects(ADDRESS, environment)
    assert "allow_http" not in (objects.store.client_options or {})  # type: ignore[union-attr]
    assert server.objects().read("latest") is None
