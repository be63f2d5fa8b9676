"""A release that is withdrawn is withdrawn in its home, in the store, and for whoever reads it there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.command_line import main
from indicators.errors import ReleaseError, StoreError
from outputs.release.history import latest_release
from outputs.release.withdrawal import ENDING, Withdrawal, withdrawal_of
from outputs.release.withdrawing import withdraw
from outputs.store.addresses import parse_address
from outputs.store.objects import Objects
from outputs.store.reading import kept_copy, verify_address
from outputs.store.withdrawn import withdraw_there, withdrawn_versions
from tests.outputs.store.stores import BUCKET, Server, memory, publish

DAY = date(2026, 11, 22)
SECOND = Withdrawal(version="2026.11.1", on=DAY, reason="Of a town.")
TOML = SECOND.toml().encode()


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    """A store in memory with two releases."""
    objects = memory()
    publish(tmp_path / "home", objects, 1.0)
    publish(tmp_path / "home", objects, 2.0)
    return objects


def latest(objects: Objects) -> str | None:
    kept = objects.read("latest")
    return None if kept is None else kept.content.decode().strip()


def test_latest_goes_to_the_newest_that_stands(store: Objects) -> None:
    assert withdraw_there(store, "2026.11.1", TOML) == latest(store) == "2026.11.0"
    assert withdraw_there(store, "2026.11.1", TOML) == latest(store) == "2026.11.0"
    assert withdraw_there(store, "2026.11.0", TOML) is None
    assert latest(store) is None
    assert withdrawn_versions(store) == {"2026.11.0", "2026.11.1"}


def test_an_older_one_is_withdrawn_and_latest_stays(store: Objects) -> None:
    assert withdraw_there(store, "2026.11.0", TOML) == latest(store) == "2026.11.1"


def test_what_the_store_does_not_have_is_not_withdrawn(store: Objects) -> None:
    with pytest.raises(
        StoreError, match=r"2026\.12\.0: no such release; .*There is 2026\.11\.0, 2026\.11\.1"
    ):
        withdraw_there(store, "2026.12.0", TOML)
    assert withdrawn_versions(store) == set()


def test_a_copy_knows_what_its_store_says(store: Objects, tmp_path: Path) -> None:
    address = parse_address("s3://memory/2026.11.1")
    folder = kept_copy(store, address, tmp_path / "copies")
    assert withdrawal_of(folder) is None
    withdraw_there(store, "2026.11.1", TOML)
    assert withdrawal_of(kept_copy(store, address, tmp_path / "copies")) == SECOND
    assert verify_address(store, address, tmp_path / "work") == []
    assert withdrawal_of(tmp_path / "work/2026.11.1") == SECOND
    store.delete([f"2026.11.1{ENDING}"])
    assert withdrawal_of(kept_copy(store, address, tmp_path / "copies")) is None


def test_another_home_does_not_publish_again_what_was_withdrawn(store: Objects, tmp_path: Path) -> None:
    withdraw_there(store, "2026.11.1", TOML)
    with pytest.raises(ReleaseError, match=r"would say all that 2026\.11\.1 says, and .*: Of a town"):
        publish(tmp_path / "other", store, 2.0)
    made = publish(tmp_path / "other", store, 3.0)
    assert made.version == latest(store) == "2026.11.2"
    assert (made.folder / "CHANGELOG.md").read_text() == "since 2026.11.0\n"


def test_what_the_home_alone_says_goes_to_the_store(store: Objects, tmp_path: Path) -> None:
    withdraw(tmp_path / "home", "2026.11.1", SECOND.reason, DAY)
    publish(tmp_path / "home", store, 3.0)
    kept = store.read(f"2026.11.1{ENDING}")
    assert kept is not None
    assert kept.content == TOML


def test_by_the_command_it_is_withdrawn_here_and_there(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    releases = tmp_path / "home/releases"
    for figure in (1.0, 2.0, 3.0):
        publish(releases, server.objects(), figure)
    said = ["--store", f"s3://{BUCKET}/releases", "--reason", "Of a town."]
    assert main(["withdraw", "2026.11.2", "--home", str(tmp_path / "home"), *said]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].endswith(": Of a town.")
    assert out[1:] == ["latest: 2026.11.1", f"latest in s3://{BUCKET}/releases: 2026.11.1"]
    assert latest_release(releases) == releases / "2026.11.1"
    elsewhere = str(tmp_path / "elsewhere")
    assert main(["withdraw", "2026.11.1", "--home", elsewhere, *said]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"latest in s3://{BUCKET}/releases: 2026.11.0"]
    assert main(["verify", f"s3://{BUCKET}/releases/2026.11.1", "--home", elsewhere]) == 0
    assert capsys.readouterr().out.endswith(": Of a town.\nThe release is as it was written.\n")
