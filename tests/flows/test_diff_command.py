"""What `diff` and `withdraw` print, and their exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from flows import release_changes
from flows.command_line import main
from tests.outputs.release import corrected, made


@pytest.fixture(autouse=True)
def releases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COUNTY_EDUCATION_HOME", str(tmp_path / "home"))

    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls(2026, 11, 22)

    monkeypatch.setattr(release_changes, "date", Today)
    return tmp_path / "home/releases"


def test_a_person_reads_a_summary_and_then_the_rows_by_cause_and_place(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected.release(releases)
    corrected.release(releases, corrected.RIGHT, corrected.WITHDRAWN)
    assert main(["diff", "2026.11.0", "2026.11.1"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "2026.11.0 → 2026.11.1\n\n"
        "Figures: 3 → 2. Facts they are chosen from: 4 → 3.\n\n"
        "| Rows    | all | by its source | by a correction | by the reading |\n"
        "|---------|-----|---------------|-----------------|----------------|\n"
        "| changed | 1   | 0             | 1               | 0              |\n"
        "| gone    | 1   | 0             | 1               | 0              |\n\n"
        "Pages: 2 → 2; the same ones.\n\n"
        "Changed, by a correction (1)\n"
        "柳城县 (450222) · put right: The table says 58.\n"
        "  2019 幼儿园数 Kindergartens: 85 所 → 58 所 (−27)\n\n"
        "Gone, by a correction (1)\n"
        "柳城县 (450222) · withdrawn: Of one town.\n"
        "  2018 幼儿园数 Kindergartens: 80 所 → —\n"
    )
    assert err == ""


def test_releases_that_say_the_same_are_alike(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made.release(releases).folder
    assert main(["diff", "latest", str(folder)]) == 0
    assert "No figure differs." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet"])
def test_few_rows_are_shown_and_all_are_written(
    releases: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected.release(releases)
    corrected.release(releases, corrected.RIGHT, corrected.MOVED)
    file = tmp_path / name
    assert main(["diff", "2026.11.0", "2026.11.1", "--limit", "1", "--output", str(file)]) == 1
    out = capsys.readouterr().out
    assert out.count("put right:") == 1
    assert "\n2 more rows: --all shows them, --output F.csv writes them.\n" in out
    assert out.endswith(f"\nAll 3 rows: {file}\n")
    assert main(["diff", "2026.11.0", "2026.11.1", "--all"]) == 1
    assert capsys.readouterr().out.count("put right:") == 3
    frame = pl.read_csv(file) if name.endswith("csv") else pl.read_parquet(file)
    assert frame.select("year", "change", "cause", "value_before", "value_after").rows() == [
        (2017, "added", "correction", None, 80.0),
        (2018, "gone", "correction", 80.0, None),
        (2019, "changed", "correction", 85.0, 58.0),
    ]
    assert frame["differs"].to_list()[-1] is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ["2026.11.0"],
        ["2026.11.0", "2026.11.1", "--limit", "0"],
        ["2026.11.0", "2026.11.1", "--limit", "3", "--all"],
        ["2026.11.0", "2026.11.1", "--output", "rows.txt"],
        ["2026.11.0", "2026.11.9"],
        ["nowhere", "2026.11.0"],
        ["2026.11.0", "2026.11.0", "--output", "nowhere/rows.csv"],
        ["2026.11.0", "2026.11.0", "--output", "nowhere/rows.parquet"],
    ],
)
def test_what_cannot_be_compared_is_two(
    arguments: list[str], releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.release(releases)
    assert main(["diff", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err != ""


def test_a_withdrawn_release_stays_and_every_command_says_so(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.release(releases)
    made.release(releases, {"value": 58.0})
    said = "2026.11.1 was withdrawn on 2026-11-22: The digits were turned round."
    assert main(["withdraw", "2026.11.1", "--reason", "The digits were turned round."]) == 0
    assert capsys.readouterr().out == f"{said}\nlatest: 2026.11.0\n"
    assert (releases / "latest").read_text() == "2026.11.0\n"
    assert main(["verify", "2026.11.1"]) == 0
    assert capsys.readouterr().out == f"{said}\nThe release is as it was written.\n"
    assert main(["explain", "柳城县", "kindergartens", "--release", "2026.11.1"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"Release {said}"
    assert main(["diff", "2026.11.0", "2026.11.1"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == ["2026.11.0 → 2026.11.1", said]
    assert main(["review", "2026.11.1"]) == 0
    assert capsys.readouterr().err == f"county-education: {said}\n"
    assert main(["explain", "柳城县", "kindergartens"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Release 2026.11.0"


def test_where_no_release_stands_that_is_said(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.release(releases)
    assert main(["withdraw", "2026.11.0", "--reason", "Of another county."]) == 0
    assert capsys.readouterr().out.endswith("latest: none, no release stands\n")
    assert main(["verify", "latest"]) == 1
    assert "every release is withdrawn; expected one that stands. Name one by its" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["2026.11.0"], 2, "--reason"),
        (["2026.11.0", "--reason", "  "], 1, "--reason: says nothing; expected why"),
        (["2026.11.7", "--reason", "x"], 1, "2026.11.7: no such release"),
        (["../home", "--reason", "x"], 1, "is no version of a release; expected one, as in 2026.11.0"),
        (["2026.10.0", "--reason", "x"], 1, "is withdrawn already, on 2026-11-22: Of a town.; expected"),
    ],
)
def test_what_cannot_be_withdrawn_is_said(
    arguments: list[str], code: int, said: str, releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.release(releases, {"value": 1.0}, month="2026.10")
    made.release(releases)
    assert main(["withdraw", "2026.10.0", "--reason", "Of a town."]) == 0
    assert main(["withdraw", *arguments]) == code
    assert said in capsys.readouterr().err
    assert [path.name for path in releases.glob("*.toml")] == ["2026.10.0.withdrawn.toml"]
    assert (releases / "latest").read_text() == "2026.11.0\n"
