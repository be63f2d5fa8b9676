"""Releases in a store, by the command line: what is put there, what is read there, what is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.command_line import main
from flows.settings import open_store
from outputs.store.shelf import Shelf
from tasks import reading
from tests import fake_reader
from tests.flows.surroundings import instead_of_prefect
from tests.outputs.release import made, quick
from tests.outputs.store.stores import BUCKET, Server, faults, latest, serving, states

ROOT = Path(__file__).parents[2]
STORE = f"s3://{BUCKET}/releases"


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    running.empty()
    quick.quicken(monkeypatch)
    monkeypatch.setattr(reading, "read_snapshot", fake_reader.read_snapshot)
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home/prefect"))
    monkeypatch.delenv("COUNTY_EDUCATION_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    return running


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The stores that the annual flow was asked to put a release into; it makes the small one."""
    asked: list[str | None] = []

    def annual(_sources: object, home: Path, _month: object, _corrections: object, store: str | None) -> str:
        asked.append(store)
        return quick.publish(home / "releases", 85.0, open_store(store) if store else None).version

    instead_of_prefect(monkeypatch, annual)
    return asked


@pytest.mark.parametrize("by", ["argument", "environment", "argument that is empty", "nothing"])
def test_the_store_is_named_by_an_argument_or_the_environment(
    server: Server, ran: list[str | None], monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    arguments: list[str] = []
    if by == "argument":
        arguments = ["--store", STORE]
    elif by != "nothing":
        monkeypatch.setenv("COUNTY_EDUCATION_STORE", STORE)
        arguments = ["--store", ""] if "empty" in by else []
    assert main(["release", "a.txt", *arguments]) == 0
    wanted = by in {"argument", "environment"}
    assert ran == [STORE if wanted else None]
    objects = server.objects()
    assert latest(objects) == ("2026.11.0" if wanted else None)
    assert faults(objects) == []
    assert states(objects) == ({"2026.11.0": "complete"} if wanted else {})


@pytest.mark.parametrize(
    ("store", "environment", "said"),
    [
        ("releases", {}, "releases: is no address of a store; expected s3://bucket/prefix. For a folder"),
        ("https://example.org/a", {}, "https://example.org/a: can only be read"),
        ("s3://nowhere/a", {}, "s3://nowhere/a: there is no such bucket. Make the bucket first"),
        (STORE, {"AWS_ACCESS_KEY_ID": ""}, "the environment: it has no keys of a store"),
    ],
)
def test_what_is_wrong_with_a_store_is_a_line_before_prefect_starts(
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    store: str,
    environment: dict[str, str],
    said: str,
) -> None:
    monkeypatch.setitem(sys.modules, "flows.annual", None)  # to import it would raise
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["release", "a.txt", "--store", store]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"county-education: {said}")
    assert not Path("home").exists()


def test_keys_that_are_refused_are_a_line(
    server: Server, ran: list[str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    server.fault = lambda _: ("403 Forbidden", b"<Error><Code>InvalidAccessKeyId</Code></Error>")
    for command in (["release", "a.txt", "--store", STORE], ["verify", STORE], ["review", STORE]):
        assert main(command) == 1
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert "access is refused (InvalidAccessKeyId). Check AWS_ACCESS_KEY_ID" in err
    assert ran == []


def test_a_run_that_is_stopped_says_that_the_store_may_lack_the_release(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def annual(_sources: object, home: Path, *_: object) -> str:
        quick.publish(home / "releases")
        raise KeyboardInterrupt

    instead_of_prefect(monkeypatch, annual)
    assert main(["release", "a.txt", "--store", STORE]) == 130
    folder = tmp_path / "home/releases/2026.11.0"
    said = f"Stopped; the release was complete already: {folder}; run it again to have it in {STORE}"
    assert capsys.readouterr().err.splitlines()[-1] == said


def test_a_release_is_verified_explained_and_reviewed_where_it_lies(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick.publish(tmp_path / "elsewhere", 85.0, Shelf(server.objects()))
    for address in (STORE, f"{STORE}/latest", f"{STORE}/2026.11.0"):
        assert main(["verify", address]) == 0
        assert capsys.readouterr().out == "The release is as it was written.\n"
    assert not Path("home").exists(), "to verify leaves nothing"
    assert main(["explain", "柳城县", "kindergartens", "--year", "2018", "--release", STORE]) == 0
    assert "\nRelease 2026.11.0\n" in capsys.readouterr().out
    assert main(["review", f"{STORE}/2026.11.0"]) == 0
    assert capsys.readouterr().out.startswith("Release 2026.11.0: ")
    (copy,) = Path("home/fetched").iterdir()
    assert [path.name for path in copy.iterdir()] == ["2026.11.0"]
    server.objects().overwrite("2026.11.0/form.csv", b"changed")
    assert main(["verify", STORE]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 finding"


def test_a_release_is_withdrawn_in_the_store_too(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in (85.0, 86.0):
        quick.publish(tmp_path / "elsewhere", value, Shelf(server.objects()))
    command = ["withdraw", "2026.11.1", "--reason", "Wrong.", "--store", STORE]
    assert main(command) == 0, "also from a home that has not made it"
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("2026.11.1 was withdrawn on ")
    assert out[-1] == f"The store knows: {STORE}"
    assert latest(server.objects()) == "2026.11.0"
    assert main(["verify", f"{STORE}/2026.11.1"]) == 0
    assert "was withdrawn on" in capsys.readouterr().out
    assert main([*command[:2], "--reason", "Again.", "--store", STORE]) == 1
    assert "is withdrawn already" in capsys.readouterr().err


def test_two_releases_are_compared_where_they_lie(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in (85.0, 86.0):
        quick.publish(tmp_path / "elsewhere", value, Shelf(server.objects()))
    assert main(["diff", f"{STORE}/2026.11.0", STORE]) == 1
    assert capsys.readouterr().out.startswith("2026.11.0 → 2026.11.1\n")


def test_reading_an_address_never_imports_prefect(server: Server, tmp_path: Path) -> None:
    made.release(tmp_path / "elsewhere")
    quick.publish(tmp_path / "elsewhere", 85.0, Shelf(server.objects()))
    code = (
        "import sys; from flows.command_line import main; code = main(sys.argv[1:]);"
        "sys.exit(7 if 'prefect' in sys.modules else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", STORE], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout) == (0, "The release is as it was written.\n"), done.stderr
