"""What is known before Prefect starts is said then, and a run that is stopped says what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import release_command
from flows.command_line import main
from flows.release_command import sample
from flows.stopping import Stopped
from tasks import reading
from tests import fake_reader
from tests.flows.surroundings import instead_of_prefect
from tests.outputs.release import made

ROOT = Path(__file__).parents[2]
GOOD = "柳城县 450222 2019\n幼儿园85所"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(reading, "read_snapshot", fake_reader.read_snapshot)
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home/prefect"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def test_without_a_source_the_sample_is_meant() -> None:
    assert sample() == ROOT / "deployments/sample/sources.toml"
    assert sample().is_file()


def test_files_that_are_no_pages_are_told_before_prefect_starts(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instead_of_prefect(monkeypatch, None)
    Path("README.md").write_text("A town\nof no figure")
    Path("a.xlsx").write_bytes(b"%PDF")
    assert main(["release", "README.md", "a.xlsx"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    first, second, last = err.splitlines()
    assert first.startswith(f"county-education: {Path.cwd()}/README.md: refused, digits lost")
    assert second.startswith(
        f"county-education: {Path.cwd()}/a.xlsx: refused, unsupported form (a PDF). Install"
    )
    assert last == (
        "county-education: release: no page that could be read; expected one at least. No release was made."
    )
    assert not home.exists()


@pytest.mark.parametrize("names", [["report.shtml"], ["report.shtml", "a.pdf"], ["a.pdf", "lost.txt"]])
def test_a_file_that_may_be_a_page_goes_the_whole_way(
    names: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[object] = []

    def annual(*arguments: object) -> str:
        ran.append(arguments)
        return "done"

    instead_of_prefect(monkeypatch, annual)
    Path("report.shtml").write_text(GOOD, encoding="utf-8")
    Path("a.pdf").write_bytes(b"%PDF")
    Path("lost.txt").write_text("某县\n幼儿园所", encoding="utf-8")
    assert main(["release", "--version-month", "2026.11", *names]) == 0
    assert ran == [([Path(name).absolute() for name in names], home, "2026.11", None, None)]
    out, err = capsys.readouterr()
    pages = "1 page" if len(names) == 1 else "2 pages"
    assert (out, err) == ("done\n", f"starting Prefect for {pages}, up to half a minute…\n")


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt(), 130), (Stopped(), 130), (Stopped(15), 143), (Stopped(1), 129)]
)
@pytest.mark.parametrize("complete", [False, True])
def test_a_run_that_is_stopped_says_what_became_of_it(
    raised: BaseException,
    code: int,
    complete: bool,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made.release(home / "releases", {"value": 99.0})

    def annual(*_: object) -> str:
        if complete:
            made.release(home / "releases")
        raise raised

    instead_of_prefect(monkeypatch, annual)
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    assert main(["release", "a.txt"]) == code
    out, err = capsys.readouterr()
    said = (
        f"Stopped; the release was complete already: {home}/releases/2026.11.1"
        if complete
        else "Stopped; no release was written. Run it again to go on."
    )
    assert (out, err.splitlines()[1:]) == ("", [said])


def test_a_server_that_does_not_start_is_a_line_that_names_its_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def annual(*_: object) -> str:
        raise RuntimeError("Timed out while attempting to connect to ephemeral Prefect API server.")

    instead_of_prefect(monkeypatch, annual)
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    assert main(["release", "a.txt"]) == 1
    said = f"county-education: Prefect: its server did not start. Its log: {home / release_command.LOG}"
    assert capsys.readouterr().err.splitlines()[1:] == [said]
