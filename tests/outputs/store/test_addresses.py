"""An address says where a store is and which release is meant, or is refused in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import StoreError
from outputs.store.addresses import Address, is_address, parse_address, parse_store

GOOD = {
    "s3://bucket": Address("s3", "bucket", ""),
    "s3://bucket/": Address("s3", "bucket", ""),
    "S3://bucket/a/b": Address("s3", "bucket", "a/b"),
    "s3://bucket/a//b/": Address("s3", "bucket", "a/b"),
    "s3://bucket/a/latest": Address("s3", "bucket", "a"),
    "s3://bucket/2026.11.0": Address("s3", "bucket", "", "2026.11.0"),
    "s3://bucket/县域/2026.11.10/": Address("s3", "bucket", "县域", "2026.11.10"),
    "s3://bucket/2026.13.0": Address("s3", "bucket", "2026.13.0"),
    "https://example.org/releases/2026.11.0": Address("https", "example.org", "releases", "2026.11.0"),
    "http://127.0.0.1:9000/b/latest": Address("http", "127.0.0.1:9000", "b"),
    "http://example.org": Address("http", "example.org", ""),
}


@pytest.mark.parametrize("text", GOOD)
def test_what_is_meant(text: str) -> None:
    assert is_address(text)
    assert parse_address(text) == GOOD[text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ftp://bucket/a", "is no address of a store"),
        ("gs://bucket/a", "is no address of a store"),
        ("s3:bucket", "is no address of a store"),
        ("s3://", "has no bucket ''"),
        ("s3:///a", "has no bucket ''"),
        ("s3://Bucket/a", "has no bucket 'Bucket'"),
        ("s3://a/b", "has no bucket 'a'"),
        ("s3://bucket:9000/a", "has no bucket 'bucket:9000'"),
        ("s3://bucket/../a", "has a path with dots in it"),
        ("s3://bucket/a?versionId=1", "has something in it that is no path"),
        ("https://example.org/a#b", "has something in it that is no path"),
        ("https://example.org/a b", "has something in it that is no path"),
        ("https:///a", "has no host"),
        ("https://example.org:port/a", "is no address (Port could not be cast"),
        ("https://[::1/a", "is no address (Invalid IPv6 URL)"),
    ],
)
def test_what_is_no_address_is_refused(text: str, found: str) -> None:
    with pytest.raises(StoreError) as caught:
        parse_address(text)
    assert str(caught.value).startswith(f"{text}: {found}")


def test_a_password_is_refused_and_not_shown() -> None:
    with pytest.raises(StoreError, match=r"s3://…@bucket/a: has a name or a password") as caught:
        parse_address("s3://me:hunter2@bucket/a")
    assert "hunter2" not in str(caught.value)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = parse_address(f"s3://{text}")
    except StoreError:
        return
    assert parse_address(address.store).store == address.store
    assert address.prefix == address.prefix.strip("/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "releases",
            "releases: is no address of a store; expected s3://bucket/prefix. For a folder",
        ),
        ("https://example.org/a", "https://example.org/a: can only be read"),
        ("s3://bucket/a/2026.11.0", "is the address of a release; expected that of the store, s3"),
    ],
)
def test_where_releases_cannot_be_put(text: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        parse_store(text)
    assert said in str(caught.value)
    assert parse_store("s3://bucket/a/").store == "s3://bucket/a"
